import { namesOfPost } from "../../domain/conversations/post-names.ts";
import { lookYourselfMs, nextThreadStep } from "../../domain/conversations/thread-steps.ts";
import type { Act } from "../commands.ts";
import { mentionsSource } from "../sources/accounts/account-source.ts";
import { accountForNetwork, findAccount, isConnected } from "../store/account.ts";
import type { ConnectedRecord } from "../store/account.ts";
import { answeredPost, postedReply, type AnsweredPost } from "../store/answered-post.ts";
import { messageByNames, type MessageRecord } from "../store/message.ts";
import type { Db } from "../store/open.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { readSettings } from "../store/setting.ts";
import { insertThreadRead } from "../store/thread-read.ts";
import { keepMessage, nameAccount } from "./keep-message.ts";
import { settleConversations } from "./settle.ts";

/**
 * A reply stands in public: it joins the conversation of what it answers, whichever of the two was seen first, and its thread
 * will be read again. Where no account of ours can read there, a person is reminded to look.
 */
export async function joinOurReply(act: Act, reply: ReplyRecord, url: string): Promise<void> {
  const parent = await answeredPost(act.trx, { storyRowId: reply.storyRowId, url: reply.parentUrl });
  const posted = await postedReply(act.trx, reply.rowId);
  const above = parent ? await keepParent(act, parent, posted?.parentId ?? null, posted?.rootId ?? null) : null;
  const reader = await readerOf(act.trx, reply);
  const ours = await keepMessage(act, {
    network: above?.network ?? reply.network,
    remoteId: posted?.remoteId ?? url,
    url,
    parentId: posted?.parentId ?? above?.remoteId ?? null,
    rootId: posted?.rootId ?? null,
    direction: "out",
    author: null,
    handle: reader?.handle ?? null,
    text: "",
    lang: null,
    at: posted?.at ?? act.at,
    itemRowId: null,
    replyRowId: reply.rowId,
    accountId: reader?.id ?? null,
  });
  if (reader) {
    await nameAccount(act, ours.conversationRowId, reader.id);
    // Who answers us is heard from now on.
    await mentionsSource(act, reader);
  }
  const dueAt = reader ? nextThreadStep(act.at, act.at).dueAt : act.at + lookYourselfMs;
  await insertThreadRead(act.trx, { messageRowId: ours.rowId, accountId: reader?.id ?? null, sentAt: act.at, dueAt });
  const { settings } = await readSettings(act.trx);
  await settleConversations(act, settings, [ours.conversationRowId]);
}

/** A call or a visit has no place on a network. */
async function keepParent(
  act: Act,
  parent: AnsweredPost,
  parentId: string | null,
  rootId: string | null,
): Promise<MessageRecord | null> {
  const { key, url, handle } = parent;
  const isName = /^(?:at|https?):\/\//.test(key);
  const remoteId = parentId ?? (isName ? key : url);
  if (remoteId === null) return null;
  const known = await messageByNames(act.trx, namesOfPost({ id: remoteId, url, handle }));
  return keepMessage(act, {
    ...{ network: parent.network, remoteId, url, handle, lang: parent.lang, at: parent.publishedAt },
    ...{ parentId: null, rootId, direction: "in", author: null, text: "", replyRowId: null, accountId: null },
    itemRowId: known?.itemRowId ?? parent.itemRowId,
  });
}

/** Which account of ours can read the thread: the one that posted, else the one connected there. */
async function readerOf(db: Db, reply: ReplyRecord): Promise<ConnectedRecord | null> {
  for (const account of [await findAccount(db, reply.account), await accountForNetwork(db, reply.network)])
    if (account && isConnected(account)) return account;
  return null;
}
