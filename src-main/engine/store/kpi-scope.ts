import type { Db } from "./open.ts";

/** The row of a source, removed ones too: their figures stay. */
export async function sourceRowId(db: Db, id: string): Promise<number | null> {
  const row = await db.selectFrom("source").select("id").where("public_id", "=", id).executeTakeFirst();
  return row?.id ?? null;
}

/** The row of a person, also of one who left. */
export async function personRowId(db: Db, id: string): Promise<number | null> {
  const row = await db.selectFrom("person").select("id").where("public_id", "=", id).executeTakeFirst();
  return row?.id ?? null;
}

/** When the desk began: its first event; null on one that never did anything. */
export async function firstEventAt(db: Db): Promise<number | null> {
  const row = await db.selectFrom("event").select("at").orderBy("seq").limit(1).executeTakeFirst();
  return row?.at ?? null;
}
