import type { Db } from "./open.ts";

/** Names by public id, of people who left too. */
export async function personNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom("person").select(["public_id", "name"]).where("public_id", "in", wanted).execute();
  return new Map(rows.map((row) => [row.public_id, row.name]));
}
