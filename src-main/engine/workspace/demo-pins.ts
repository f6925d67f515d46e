import { readMeta, writeMeta } from "../store/meta.ts";
import type { Db, Trx } from "../store/open.ts";

const key = "demo-pins";

/** PINs that stand on the sample's sign-in, by person id: there they are no secrets. Never in a desk's own workspace. */
export async function readDemoPins(db: Db): Promise<ReadonlyMap<string, string>> {
  const text = await readMeta(db, key);
  return new Map(text === null ? [] : Object.entries(JSON.parse(text) as Record<string, string>));
}

export async function writeDemoPins(trx: Trx, pins: ReadonlyMap<string, string>): Promise<void> {
  await writeMeta(trx, key, JSON.stringify(Object.fromEntries(pins)));
}
