import type { ClaimNotice } from "../../contract/methods/claims.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db, Trx } from "./open.ts";

/** What a person is told about claims that somebody else's act changed. `caseRowId` is the first of `cases`. */
export type NewClaimNotice = {
  readonly id: string;
  readonly personRowId: number;
  readonly kind: "taken" | "given";
  readonly caseRowId: number;
  readonly cases: number;
  readonly byRowId: number;
  readonly toRowId: number | null;
  readonly reason: string;
  readonly batchId: string;
  readonly at: number;
};

export async function insertClaimNotices(trx: Trx, notices: readonly NewClaimNotice[]): Promise<void> {
  for (const notice of notices)
    await trx
      .insertInto("claim_notice")
      .values({
        public_id: notice.id,
        person_id: notice.personRowId,
        kind: notice.kind,
        case_id: notice.caseRowId,
        cases: notice.cases,
        by_id: notice.byRowId,
        to_id: notice.toRowId,
        reason: notice.reason,
        batch_id: notice.batchId,
        at: notice.at,
      })
      // A large act comes in slices: each adds its cases to what is told once.
      .onConflict((conflict) =>
        conflict.columns(["batch_id", "person_id", "kind"]).doUpdateSet((eb) => ({
          cases: eb("claim_notice.cases", "+", eb.ref("excluded.cases")),
        })),
      )
      .execute();
}

/** What a person was told and has not put away yet, newest first; at most 50. */
export async function unseenClaimNotices(db: Db, personRowId: number): Promise<readonly ClaimNotice[]> {
  const rows = await db
    .selectFrom("claim_notice")
    .innerJoin("desk_case", "desk_case.id", "claim_notice.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("person as doer", "doer.id", "claim_notice.by_id")
    .leftJoin("person as owner", "owner.id", "claim_notice.to_id")
    .select(["claim_notice.public_id", "claim_notice.kind", "claim_notice.cases", "claim_notice.reason"])
    .select(["claim_notice.at", "story.public_id as story_id", "item.title", "item.text"])
    .select(["doer.public_id as by_id", "doer.name as by_name", "owner.public_id as to_id", "owner.name as to_name"])
    .where("claim_notice.person_id", "=", personRowId)
    .where("claim_notice.seen_at", "is", null)
    .orderBy("claim_notice.id", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    kind: row.kind,
    storyId: row.story_id,
    title: (row.title ?? row.text).slice(0, 120),
    cases: row.cases,
    by: { id: row.by_id, name: row.by_name, initials: initialsOf(row.by_name) },
    to:
      row.to_id === null || row.to_name === null
        ? null
        : { id: row.to_id, name: row.to_name, initials: initialsOf(row.to_name) },
    reason: row.reason,
    at: row.at,
  }));
}

/** Puts notices of a person away. */
export async function markClaimNoticesSeen(
  trx: Trx,
  { personRowId, ids, at }: { readonly personRowId: number; readonly ids: readonly string[]; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("claim_notice")
    .set({ seen_at: at })
    .where("person_id", "=", personRowId)
    .where("public_id", "in", [...ids])
    .where("seen_at", "is", null)
    .execute();
}

/** An act that was taken back tells nobody any more. */
export async function withdrawClaimNotices(trx: Trx, batchId: string): Promise<void> {
  await trx.deleteFrom("claim_notice").where("batch_id", "=", batchId).execute();
}
