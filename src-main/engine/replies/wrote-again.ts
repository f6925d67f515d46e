import { isNewPost } from "../../domain/conversations/new-post.ts";
import { answeredPost } from "../store/answered-post.ts";
import { joinedSince, postByRow, postsBefore, saidBesideSince } from "../store/late-post.ts";
import type { StoredPost } from "../store/late-post.ts";
import type { Db } from "../store/open.ts";
import type { ReplyRecord } from "../store/reply.ts";

/** What they wrote after words of ours were written, so that these cannot answer it. */
export type WroteAgain = {
  /** The public id of its mention. */
  readonly id: string;
  readonly storyId: string;
  readonly author: string | null;
  readonly text: string;
  /** Since when it waits. */
  readonly at: number;
  /** It stands in the case of the reply; else it has one of its own, or is only counted. */
  readonly isHere: boolean;
};

type Of = Pick<ReplyRecord, "storyRowId" | "parentUrl">;

/**
 * What whom a reply answers wrote after a moment, and what answers us: in its story without the copies, and beside it in the
 * same conversation. Oldest first, at most 50 of each.
 */
export async function wroteSince(db: Db, reply: Of, since: number): Promise<readonly WroteAgain[]> {
  const parent = await answeredPost(db, { storyRowId: reply.storyRowId, url: reply.parentUrl });
  const answered = parent ? await postByRow(db, parent.itemRowId) : null;
  if (!answered) return [];
  return [...(await wroteHere(db, { reply, answered, since })), ...(await wroteBeside(db, { answered, since }))];
}

async function wroteHere(
  db: Db,
  { reply, answered, since }: { readonly reply: Of; readonly answered: StoredPost; readonly since: number },
): Promise<readonly WroteAgain[]> {
  const { storyRowId } = reply;
  const wrote: WroteAgain[] = [];
  for (const post of await joinedSince(db, { storyRowId, since })) {
    // Whoever puts an old post into a case has read it there.
    if (post.reason === "by_hand" && !post.answers && post.firstSeenAt <= since) continue;
    const before = await postsBefore(db, { storyRowId, rowId: post.rowId });
    if (isNewPost(post, { answered, before })) wrote.push(asWritten(post, { at: post.joinedAt, isHere: true }));
  }
  return wrote;
}

async function wroteBeside(
  db: Db,
  { answered, since }: { readonly answered: StoredPost; readonly since: number },
): Promise<readonly WroteAgain[]> {
  const { rowId: post, handle, network } = answered;
  if (handle === null) return [];
  const beside = await saidBesideSince(db, { post, handle, network, since });
  return beside.map((one) => asWritten(one, { at: one.firstSeenAt, isHere: false }));
}

const asWritten = (
  { id, storyId, author, handle, text }: StoredPost,
  { at, isHere }: Pick<WroteAgain, "at" | "isHere">,
): WroteAgain => ({ id, storyId, author: author ?? handle, text: text.slice(0, 1000), at, isHere });
