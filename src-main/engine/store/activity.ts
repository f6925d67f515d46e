import type { Db, Trx } from "./open.ts";

/** Focused work of one person on one case. Times in ms. */
export type Activity = {
  readonly caseRowId: number;
  readonly personRowId: number;
  readonly from: number;
  readonly to: number;
};

/** When the person's last recorded work on this case ended. */
export async function lastActivityEnd(db: Db, of: Pick<Activity, "caseRowId" | "personRowId">): Promise<number | null> {
  const row = await db
    .selectFrom("activity")
    .select((eb) => eb.fn.max("to_at").as("to_at"))
    .where("case_id", "=", of.caseRowId)
    .where("person_id", "=", of.personRowId)
    .executeTakeFirst();
  return row?.to_at ?? null;
}

export async function insertActivity(trx: Trx, { caseRowId, personRowId, from, to }: Activity): Promise<void> {
  await trx
    .insertInto("activity")
    .values({ case_id: caseRowId, person_id: personRowId, from_at: from, to_at: to })
    .execute();
}
