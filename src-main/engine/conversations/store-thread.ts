import { namesOfPost } from "../../domain/conversations/post-names.ts";
import type { RemotePost, Thread } from "../../ports/reply-publisher.ts";
import type { Act } from "../commands.ts";
import { mentionsSource } from "../sources/accounts/account-source.ts";
import { asEntry, handleOf } from "../sources/accounts/heard-post.ts";
import { storeBatch } from "../sources/ingest.ts";
import type { Understanding } from "../sources/understanding.ts";
import type { ConnectedRecord } from "../store/account.ts";
import { updateConversation } from "../store/conversation.ts";
import { idsOfReply } from "../store/interaction-case.ts";
import { answersTo, messageByNames, messagesOf, updateMessage, type MessageRecord } from "../store/message.ts";
import { keepMessage } from "./keep-message.ts";
import { readOwnPosts } from "./own-posts.ts";
import { settleConversations } from "./settle.ts";

export type ThreadSeen = {
  /** The reply of ours whose thread was read. */
  readonly message: MessageRecord;
  readonly account: ConnectedRecord;
  readonly thread: Thread;
};

/** A thread has no more than these that matter; a post that became famous is no conversation with us. */
const mostPosts = 100;

/**
 * Takes in what stands around a reply of ours: what is above it and what we said are kept as the conversation, what answers us
 * becomes a mention, others who talk beside us are passed over. What was there at an earlier reading and is not now is gone.
 */
export async function storeThread(act: Act, understanding: Understanding, seen: ThreadSeen): Promise<void> {
  const { message, account, thread } = seen;
  const isOwn = await readOwnPosts(act.trx);
  const posts = thread.posts.map((post) => ({ post, handle: handleOf(post, account) }));
  const kin = sortThread(seen, (post, handle) =>
    isOwn({ network: account.network, handle, authorId: post.author.id, postId: post.id }),
  );
  for (const { post, handle } of posts) {
    if (kin.get(post.id) !== "beside") continue;
    const ours = isOwn({ network: account.network, handle, authorId: post.author.id, postId: post.id });
    await keepMessage(act, contextPost(post, { account, handle, direction: ours ? "out" : "in" }));
  }
  const answers = posts.flatMap(({ post }) => (kin.get(post.id) === "answer" ? [asEntry(post, account)] : []));
  if (answers.length > 0) {
    const source = await mentionsSource(act, account);
    await storeBatch(act, understanding, { source, items: answers.slice(0, mostPosts), backfill: false });
  }
  const kept = await messageByNames(act.trx, namesOfPost({ id: message.remoteId, url: message.url }));
  if (!kept) return;
  await markGone(act, { ...seen, message: kept });
  await settleConversations(act, understanding.settings, [kept.conversationRowId]);
}

type Kin = "beside" | "answer";

/** What each post is to our reply: above it or ours, an answer to us, or (left out) talk of others. */
function sortThread(
  { message, thread }: ThreadSeen,
  isOurs: (post: RemotePost, handle: string) => boolean,
): ReadonlyMap<string, Kin> {
  const byId = new Map(thread.posts.map((post) => [post.id, post]));
  const own = new Set(namesOfPost({ id: message.remoteId, url: message.url }));
  const ours = thread.posts.find((post) =>
    namesOfPost({ id: post.id, url: post.url, handle: post.author.handle }).some((name) => own.has(name)),
  );
  const kin = new Map<string, Kin>();
  const answered = ours?.parentId == null ? undefined : byId.get(ours.parentId);
  const above = aboveOf(ours, byId);
  for (const post of above) kin.set(post.id, "beside");
  for (const post of thread.posts) {
    if (isOurs(post, post.author.handle) || post === ours) kin.set(post.id, "beside");
    else if (!above.has(post) && isAnswer(post)) kin.set(post.id, "answer");
  }
  return kin;

  function isAnswer(post: RemotePost): boolean {
    if ([...aboveOf(post, byId)].some((one) => one === ours)) return true;
    // They go on where they began, instead of under our words.
    return ours !== undefined && answered !== undefined && post.author.id === answered.author.id && post.at > ours.at;
  }
}

/** The posts that one hangs under, as far as they are in the thread. */
function aboveOf(post: RemotePost | undefined, byId: ReadonlyMap<string, RemotePost>): ReadonlySet<RemotePost> {
  const above = new Set<RemotePost>();
  let parent = post?.parentId == null ? undefined : byId.get(post.parentId);
  while (parent && !above.has(parent)) {
    above.add(parent);
    parent = parent.parentId === null ? undefined : byId.get(parent.parentId);
  }
  return above;
}

function contextPost(
  post: RemotePost,
  {
    account,
    handle,
    direction,
  }: { readonly account: ConnectedRecord; readonly handle: string; readonly direction: "in" | "out" },
) {
  return {
    ...{ network: account.network, remoteId: post.id, url: post.url, parentId: post.parentId, rootId: post.rootId },
    ...{ direction, handle, author: post.author.name, text: post.text, lang: post.lang, at: post.at },
    ...{ itemRowId: null, replyRowId: null, accountId: account.id },
  };
}

/** Marks what a reading showed, and what it should have shown and did not: our reply, what it answers, and what answered it. */
async function markGone(act: Act, { message, thread }: ThreadSeen): Promise<void> {
  const seen = new Set<number>();
  for (const post of thread.posts) {
    const known = await messageByNames(
      act.trx,
      namesOfPost({ id: post.id, url: post.url, handle: post.author.handle }),
    );
    if (!known) continue;
    seen.add(known.rowId);
    await updateMessage(act.trx, known.rowId, { read_at: act.at, gone_at: null });
    if (known.goneAt !== null) await tellOfOurs(act, known, "reply.back");
  }
  const all = await messagesOf(act.trx, message.conversationRowId);
  const parent =
    message.parentId === null ? null : await messageByNames(act.trx, namesOfPost({ id: message.parentId }));
  const below = await answersTo(act.trx, message.network, namesOfPost({ id: message.remoteId, url: message.url }));
  const direct = below.filter(({ readAt }) => readAt !== null);
  const own = new Set(namesOfPost({ id: message.remoteId, url: message.url }));
  const ours = thread.posts.find(({ id, url }) => namesOfPost({ id, url }).some((name) => own.has(name)));
  // Where nothing came back, only our own post was asked for; where it hangs under nothing, nothing above it was promised.
  const isUnder = ours !== undefined && ours.parentId !== null;
  const expected = thread.posts.length === 0 ? [message] : [message, ...(parent && isUnder ? [parent] : []), ...direct];
  const root = all.find(({ parentId }) => parentId === null);
  if (thread.isRootGone && thread.posts.length > 0 && root) expected.push(root);
  for (const one of expected)
    if (!seen.has(one.rowId) && one.goneAt === null) {
      await updateMessage(act.trx, one.rowId, { gone_at: act.at });
      await tellOfOurs(act, one, "reply.gone");
    }
  const isRootGone = thread.isRootGone && thread.posts.length > 0;
  await updateConversation(act.trx, message.conversationRowId, { root_gone_at: isRootGone ? act.at : null });
}

/** Whether a reply of ours still stands is a fact of its story, and of what the CRM was told. */
async function tellOfOurs(act: Act, { replyRowId }: MessageRecord, kind: "reply.gone" | "reply.back"): Promise<void> {
  if (replyRowId === null) return;
  const { id, cycle, storyId } = await idsOfReply(act.trx, replyRowId);
  await act.record({ kind, subjectId: id, cycle, payload: { storyId } });
}
