import type { Network } from "../../contract/values.ts";
import { namesOfPost } from "../../domain/conversations/post-names.ts";
import type { Act } from "../commands.ts";
import {
  conversationByRoot,
  insertConversation,
  mergeConversations,
  updateConversation,
} from "../store/conversation.ts";
import {
  addNames,
  answersTo,
  insertMessage,
  messageByNames,
  messageByRow,
  updateMessage,
  type MessageRecord,
} from "../store/message.ts";

/** A post of a conversation as somebody told us of it; unknown parts are null and are learnt later. */
export type HeardPost = {
  readonly network: Network;
  readonly remoteId: string;
  readonly url: string | null;
  readonly parentId: string | null;
  readonly rootId: string | null;
  readonly direction: "in" | "out";
  readonly author: string | null;
  readonly handle: string | null;
  readonly text: string;
  readonly lang: string | null;
  readonly at: number;
  readonly itemRowId: number | null;
  readonly replyRowId: number | null;
  /** The account of ours that speaks in its conversation, by public id. */
  readonly accountId: string | null;
};

/**
 * Keeps a post where it belongs, however often and in whichever order it is told: beside its parent when that is known, else
 * with its root, else for itself until one of them comes. Conversations that turn out to be one become one.
 */
export async function keepMessage(act: Act, post: HeardPost): Promise<MessageRecord> {
  const names = namesOfPost({ id: post.remoteId, url: post.url, handle: post.handle });
  const known = await messageByNames(act.trx, names);
  const rowId = known ? await learnMore(act, known, post) : await addMessage(act, post, names);
  await addNames(act.trx, rowId, names);
  await joinKin(act, rowId, names);
  const kept = await messageByRow(act.trx, rowId);
  if (!kept) throw new Error("a message that was just kept is gone");
  return kept;
}

async function addMessage(act: Act, post: HeardPost, names: readonly string[]): Promise<number> {
  const conversationRowId = await conversationFor(act, post, names);
  const isOfItem = post.itemRowId !== null;
  return insertMessage(act.trx, {
    conversationRowId,
    network: post.network,
    remoteId: post.remoteId,
    parentId: post.parentId,
    direction: post.direction,
    handle: post.handle,
    // Who said what stays with the item, and goes with it.
    author: isOfItem ? null : post.author,
    text: isOfItem ? "" : post.text,
    lang: post.lang,
    url: post.url,
    postedAt: post.at,
    seenAt: act.at,
    itemRowId: post.itemRowId,
    replyRowId: post.replyRowId,
  });
}

async function conversationFor(act: Act, post: HeardPost, names: readonly string[]): Promise<number> {
  const { network, parentId, rootId, remoteId, accountId } = post;
  const parent = parentId === null ? null : await messageByNames(act.trx, namesOfPost({ id: parentId }));
  if (parent) return parent.conversationRowId;
  const rootNames = rootId === null ? names : namesOfPost({ id: rootId });
  const root = rootId === null ? null : await messageByNames(act.trx, rootNames);
  if (root) return root.conversationRowId;
  const begun = await conversationByRoot(act.trx, network, rootNames);
  if (begun) return begun.rowId;
  return insertConversation(act.trx, { id: act.newId(), network, rootId: rootId ?? parentId ?? remoteId, accountId });
}

async function learnMore(act: Act, known: MessageRecord, post: HeardPost): Promise<number> {
  const isOurs = post.direction === "out" || known.direction === "out";
  const itemRowId = isOurs ? null : (post.itemRowId ?? known.itemRowId);
  await updateMessage(act.trx, known.rowId, {
    direction: isOurs ? "out" : "in",
    parent_remote_id: known.parentId ?? post.parentId,
    url: known.url ?? post.url,
    handle: known.handle ?? post.handle,
    item_id: itemRowId,
    reply_id: known.replyRowId ?? post.replyRowId,
    // Somebody saw it: it is not gone.
    gone_at: null,
    ...(itemRowId === null ? {} : { author: null, text: "" }),
  });
  return known.rowId;
}

/** Brings a post together with its parent and with what answers it, where they stood apart. */
async function joinKin(act: Act, rowId: number, names: readonly string[]): Promise<void> {
  const message = await messageByRow(act.trx, rowId);
  if (!message) return;
  const parent =
    message.parentId === null ? null : await messageByNames(act.trx, namesOfPost({ id: message.parentId }));
  const into = parent?.conversationRowId ?? message.conversationRowId;
  const answers = await answersTo(act.trx, message.network, names);
  const apart = [message, ...answers].map((one) => one.conversationRowId).filter((from) => from !== into);
  for (const from of new Set(apart)) await mergeConversations(act.trx, { into, from });
}

/** The account that speaks in a conversation, once one does. */
export async function nameAccount(act: Act, conversationRowId: number, accountId: string): Promise<void> {
  await updateConversation(act.trx, conversationRowId, { account_id: accountId });
}
