import type { Db, Trx } from "./open.ts";

/** Words as they were handed to the approvers: by the author at a submit, or by an approver who changed them. */
export type Revision = {
  readonly id: string;
  readonly replyRowId: number;
  readonly personRowId: number | null;
  readonly at: number;
  readonly kind: "submitted" | "edited";
  readonly text: string;
};

export async function insertRevision(trx: Trx, revision: Revision): Promise<void> {
  await trx
    .insertInto("reply_revision")
    .values({
      public_id: revision.id,
      reply_id: revision.replyRowId,
      person_id: revision.personRowId,
      at: revision.at,
      kind: revision.kind,
      text: revision.text,
    })
    .execute();
}

/** The versions of one or several replies, oldest first. */
export async function revisionsOf(db: Db, replyRowIds: readonly number[]): Promise<readonly Revision[]> {
  if (replyRowIds.length === 0) return [];
  const rows = await db
    .selectFrom("reply_revision")
    .selectAll()
    .where("reply_id", "in", [...replyRowIds])
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    replyRowId: row.reply_id,
    personRowId: row.person_id,
    at: row.at,
    kind: row.kind,
    text: row.text,
  }));
}
