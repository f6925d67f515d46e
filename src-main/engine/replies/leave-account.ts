import { changePrefix } from "../../domain/replies/reply-prefix.ts";
import type { Act } from "../commands.ts";
import { findAccount } from "../store/account.ts";
import { prefixWith } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { renderFor, scriptOf } from "./reply-view.ts";
import { voidLostSignatures } from "./sign-hit.ts";

/** Where assisted posting happens: a person's own browser, so there is no connected account. */
export const assistedAccount = "assisted";

/** The words as they begin with another account: with the name that it needs, and without one that it does not. */
export async function reworded(act: Act, reply: ReplyRecord, prefix: string) {
  const script = await scriptOf(act.trx, reply);
  const isRendered = renderFor(reply, script, reply.values) === reply.text;
  const text = changePrefix(reply.text, { from: reply.prefix, to: prefix, isRendered });
  if (text !== reply.text) await voidLostSignatures(act, reply, text);
  return { text, script_text: renderFor({ ...reply, prefix }, script, reply.values) };
}

/** What becomes of words that go on by hand. */
export async function goOnByHand(act: Act, reply: ReplyRecord) {
  return { ...(await reworded(act, reply, prefixWith(null, reply))), account: assistedAccount };
}

/** The same for a draft whose account was disconnected; nothing where it is there. Its writer chooses another one. */
export async function leaveGoneAccount(act: Act, reply: ReplyRecord) {
  return (await isAccountGone(act, reply)) ? goOnByHand(act, reply) : {};
}

export async function isAccountGone(act: Act, { account: id }: ReplyRecord): Promise<boolean> {
  const account = await findAccount(act.trx, id);
  return account !== null && account.removedAt !== null;
}
