import type { Db, Trx } from "./open.ts";

/** What a colleague says about one sentence of a reply. Internal: nothing of it ever comes into the words. */
export type SentenceComment = {
  readonly id: string;
  readonly replyRowId: number;
  readonly personRowId: number | null;
  readonly at: number;
  /** The sentence as it was, and how often the same one stood before it. */
  readonly sentence: string;
  readonly nth: number;
  readonly text: string;
  readonly resolvedAt: number | null;
  readonly resolvedByRowId: number | null;
};

export async function insertComment(
  trx: Trx,
  comment: Omit<SentenceComment, "resolvedAt" | "resolvedByRowId">,
): Promise<void> {
  await trx
    .insertInto("reply_comment")
    .values({
      public_id: comment.id,
      reply_id: comment.replyRowId,
      person_id: comment.personRowId,
      at: comment.at,
      sentence: comment.sentence,
      nth: comment.nth,
      text: comment.text,
      resolved_at: null,
      resolved_by: null,
    })
    .execute();
}

/** The comments on a reply, oldest first. */
export async function commentsOf(db: Db, replyRowId: number): Promise<readonly SentenceComment[]> {
  const rows = await db
    .selectFrom("reply_comment")
    .selectAll()
    .where("reply_id", "=", replyRowId)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    replyRowId: row.reply_id,
    personRowId: row.person_id,
    at: row.at,
    sentence: row.sentence,
    nth: row.nth,
    text: row.text,
    resolvedAt: row.resolved_at,
    resolvedByRowId: row.resolved_by,
  }));
}

export async function markComment(
  trx: Trx,
  commentId: string,
  resolved: { readonly at: number; readonly byRowId: number } | null,
): Promise<void> {
  await trx
    .updateTable("reply_comment")
    .set({ resolved_at: resolved?.at ?? null, resolved_by: resolved?.byRowId ?? null })
    .where("public_id", "=", commentId)
    .execute();
}
