import type { Review } from "../../contract/methods/reply-review.ts";
import { Refusal } from "../../contract/refusal.ts";
import { findSentence, nthOf, sentencesOf } from "../../domain/replies/sentences.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import { commentsOf, insertComment, markComment } from "../store/reply-comment.ts";
import { revisionsOf } from "../store/reply-revision.ts";
import { findReplies } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { hashOf } from "./requirement.ts";
import { wroteSince } from "./wrote-again.ts";

async function replyById(db: Db, replyId: string): Promise<ReplyRecord> {
  const [reply] = await findReplies(db, { id: replyId });
  if (!reply) throw new Refusal("not-found", { what: "reply" });
  return reply;
}

/** Says something about one sentence of a reply: `sentence` counts from 0 in the words of this version. Refusals: not-found, stale. */
export async function commentSentence(
  act: Act,
  input: { readonly replyId: string; readonly hash: string; readonly sentence: number; readonly text: string },
  person: CallPerson,
): Promise<{ readonly id: string }> {
  const reply = await replyById(act.trx, input.replyId);
  if (hashOf(reply) !== input.hash) throw new Refusal("stale", { what: "reply", version: reply.version });
  const sentences = sentencesOf(reply.text);
  const about = sentences[input.sentence];
  if (!about) throw new Refusal("not-found", { what: "sentence" });
  const id = act.newId();
  await insertComment(act.trx, {
    ...{ id, replyRowId: reply.rowId, personRowId: person.rowId, at: act.at, text: input.text },
    ...{ sentence: about.text, nth: nthOf(sentences, input.sentence) },
  });
  await act.record({
    kind: "reply.commented",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, comment: id, sentence: about.text, text: input.text },
  });
  return { id };
}

/** Marks a comment as seen to, or opens it again. Refusal: not-found. */
export async function settleComment(
  act: Act,
  input: { readonly replyId: string; readonly commentId: string; readonly resolved: boolean },
  person: CallPerson,
): Promise<Record<string, never>> {
  const reply = await replyById(act.trx, input.replyId);
  const comment = (await commentsOf(act.trx, reply.rowId)).find(({ id }) => id === input.commentId);
  if (!comment) throw new Refusal("not-found", { what: "comment" });
  if ((comment.resolvedAt !== null) === input.resolved) return {};
  await markComment(act.trx, comment.id, input.resolved ? { at: act.at, byRowId: person.rowId } : null);
  await act.record({
    kind: "reply.comment_settled",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, comment: comment.id, resolved: input.resolved },
  });
  return {};
}

/** What was handed to the approvers, version by version, and what colleagues say about its sentences. Refusal: not-found. */
export async function readReview(db: Db, replyId: string): Promise<Review> {
  const reply = await replyById(db, replyId);
  const [revisions, comments] = await Promise.all([revisionsOf(db, [reply.rowId]), commentsOf(db, reply.rowId)]);
  const rowIds = [...revisions, ...comments].flatMap(({ personRowId }) => personRowId ?? []);
  const people = await personRefs(db, [...rowIds, ...comments.flatMap(({ resolvedByRowId }) => resolvedByRowId ?? [])]);
  const ref = (rowId: number | null) => (rowId === null ? null : (people.get(rowId) ?? null));
  const sentences = sentencesOf(reply.text);
  return {
    text: reply.text,
    sentences: sentences.map(({ from, to }) => ({ from, to })),
    revisions: revisions.map(({ id, personRowId, at, kind, text }) => ({ id, by: ref(personRowId), at, kind, text })),
    comments: comments.map(({ id, personRowId, at, text, sentence, nth, resolvedAt, resolvedByRowId }) => {
      const found = findSentence(reply.text, { sentence, nth });
      const index = sentences.findIndex(({ from }) => from === found?.from);
      return {
        ...{ id, by: ref(personRowId), at, text, quote: sentence, sentence: index < 0 ? null : index },
        resolved: resolvedAt === null ? null : { at: resolvedAt, by: ref(resolvedByRowId) },
      };
    }),
    wroteAgain: await unansweredBy(db, reply),
  };
}

const handedIn: ReadonlySet<ReplyRecord["state"]> = new Set<ReplyRecord["state"]>([
  ...(["submitted", "approved", "sending", "failed", "needs_person", "handed_over"] as const),
]);

/** Only while the words are handed in and not posted: a draft can still answer it, and what was posted left its case open. */
async function unansweredBy(db: Db, reply: ReplyRecord): Promise<Review["wroteAgain"]> {
  if (!handedIn.has(reply.state) || reply.times.submittedAt === null) return [];
  const wrote = await wroteSince(db, reply, reply.times.submittedAt);
  return wrote.map(({ id, at, author, text, storyId, isHere }) => ({
    ...{ id, at, author, text },
    storyId: isHere ? null : storyId,
  }));
}
