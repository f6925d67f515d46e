import type { Db, Trx } from "./open.ts";

/** A network interface in which displays are let in, and the port it had last. */
export type OpenNetwork = { readonly name: string; readonly port: number | null };

export async function listOpenNetworks(db: Db): Promise<readonly OpenNetwork[]> {
  return db.selectFrom("open_network").select(["name", "port"]).orderBy("name").limit(100).execute();
}

export async function openNetwork(trx: Trx, name: string, at: number): Promise<void> {
  await trx
    .insertInto("open_network")
    .values({ name, port: null, opened_at: at })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
}

export async function closeNetwork(trx: Trx, name: string): Promise<void> {
  await trx.deleteFrom("open_network").where("name", "=", name).execute();
}

export async function keepPort(trx: Trx, name: string, port: number): Promise<void> {
  await trx.updateTable("open_network").set({ port }).where("name", "=", name).execute();
}
