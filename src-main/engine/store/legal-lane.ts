import type { Trx } from "./open.ts";

export async function putIntoLegalLane(
  trx: Trx,
  lane: { readonly caseRowId: number; readonly addedByRowId: number; readonly at: number },
): Promise<void> {
  await trx
    .insertInto("legal_lane")
    .values({ case_id: lane.caseRowId, added_by: lane.addedByRowId, added_at: lane.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function takeOutOfLegalLane(trx: Trx, caseRowId: number): Promise<void> {
  await trx.deleteFrom("legal_lane").where("case_id", "=", caseRowId).execute();
}

/** Who asked for legal; null when nobody did. */
export async function legalAskedBy(trx: Trx, caseRowId: number): Promise<{ readonly rowId: number | null } | null> {
  const row = await trx.selectFrom("legal_lane").select("added_by").where("case_id", "=", caseRowId).executeTakeFirst();
  return row ? { rowId: row.added_by } : null;
}
