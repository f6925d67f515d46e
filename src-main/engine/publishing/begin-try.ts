import { Refusal } from "../../contract/refusal.ts";
import type { Said } from "../../contract/values.ts";
import { isPlainlyEnglish } from "../../domain/language/is-plainly-english.ts";
import { crashWaitMs } from "../../domain/publishing/retry.ts";
import type { ConnectedAccount, ReplyIntent, ReplyPublishers } from "../../ports/reply-publisher.ts";
import type { Act } from "../commands.ts";
import { refuseOvertaken } from "../replies/overtaken.ts";
import { voidTampered } from "../replies/reply-act.ts";
import { hashOf, mayLeave } from "../replies/reply-view.ts";
import { isConnected, listAccounts } from "../store/account.ts";
import type { AccountRecord, ConnectedRecord } from "../store/account.ts";
import { insertPosting, parentAt, postingsOf, updatePosting } from "../store/posting.ts";
import type { Posting } from "../store/posting.ts";
import { findReplies, updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { stopForPerson } from "./settle.ts";
import type { EarlierTry, Try } from "./try-once.ts";

export type Begun = { readonly attempt: Try; readonly reply: ReplyRecord; readonly posting: Posting };

/** An account as a publisher needs it. */
export function asConnected({ id, kind, server, handle, remoteId, allowPrivate }: ConnectedRecord): ConnectedAccount {
  return { id, kind, server, handle, remoteId, allowPrivate };
}

export type TryTarget = { readonly account: ConnectedRecord; readonly replyId: string; readonly isLook: boolean };

/**
 * Marks one reply as `sending`, in a transaction that is committed before anything leaves, and gives what the attempt
 * needs. Null = it may not leave, or not any more: nothing is to be done. The words must be exactly what was approved.
 */
export async function beginTry(
  act: Act,
  { account, replyId, isLook }: TryTarget,
  publishers: ReplyPublishers,
): Promise<Begun | null> {
  const [reply] = await findReplies(act.trx, { id: replyId });
  if (!reply || reply.account !== account.id || !canBegin(reply, { isLook, at: act.at })) return null;
  if (!(await mayLeave(act.trx, reply))) {
    await markUnderWay(act, reply);
    await voidTampered(act, reply);
    return null;
  }
  const stop = await overtaken(act, reply);
  const posting = await fixPosting(act, { reply, account, publishers });
  const known = await postingsOf(act.trx, [reply.rowId]);
  if (posting.url !== null) {
    await stopForPerson(act, reply, { code: "publishing.posted-before", params: { url: posting.url } });
    return null;
  }
  const isRepeat = posting.firstTryAt !== null;
  if (stop && !isRepeat) {
    await stopForPerson(act, reply, stop);
    return null;
  }
  // The engine ended while it was on its way.
  const unclearSince = posting.unclearSince ?? (reply.state === "sending" ? posting.lastTryAt : null);
  const tries = posting.tries + 1;
  const tried = { tries, first_try_at: posting.firstTryAt ?? act.at, last_try_at: act.at, unclear_since: unclearSince };
  await updatePosting(act.trx, posting.rowId, tried);
  await updateReply(act.trx, reply.rowId, { state: "sending", next_at: act.at + crashWaitMs, trouble: null });
  const earlier = await earlierTries(act, { known, posting, reply, publishers });
  const publisher = publishers[account.kind];
  return {
    reply,
    posting: { ...posting, tries, firstTryAt: tried.first_try_at, lastTryAt: act.at, unclearSince },
    attempt: {
      ...{ publisher, account: asConnected(account), intent: intentOf(reply, posting), prepared: posting.prepared },
      ...{ isRepeat, unclearSince, earlier, stop, isLook, now: act.at },
      parentTexts: await parentTexts(act, reply, posting),
    },
  };
}

/** Asked again here, in the transaction: who saw that it was due saw it before somebody stopped it. */
function canBegin(
  { state, holdUntil }: ReplyRecord,
  { isLook, at }: { readonly isLook: boolean; readonly at: number },
): boolean {
  if (isLook) return state === "needs_person";
  if (state === "approved") return holdUntil === null || holdUntil <= at;
  return state === "failed" || state === "sending";
}

/** The engine ended while it was on its way, and it may not leave any more: that it may have arrived is not forgotten. */
async function markUnderWay(act: Act, reply: ReplyRecord): Promise<void> {
  if (reply.state !== "sending") return;
  const last = (await postingsOf(act.trx, [reply.rowId])).findLast(({ lastTryAt, url }) => lastTryAt && url === null);
  if (last) await updatePosting(act.trx, last.rowId, { unclear_since: last.unclearSince ?? last.lastTryAt });
}

/** Why the words came too late, as words; null = they did not. */
async function overtaken(act: Act, reply: ReplyRecord): Promise<Said | null> {
  try {
    await refuseOvertaken(act, reply, reply.times.submittedAt ?? reply.times.savedAt);
    return null;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return { code: `publishing.${cause.code}`, params: { ...cause.params } };
  }
}

type Fixing = {
  readonly reply: ReplyRecord;
  readonly account: ConnectedRecord;
  readonly publishers: ReplyPublishers;
};

/** What makes every attempt with these words the same one; fixed at the first. */
async function fixPosting(act: Act, { reply, account, publishers }: Fixing): Promise<Posting> {
  const hash = hashOf(reply);
  const known = await postingsOf(act.trx, [reply.rowId]);
  const found = known.find((posting) => posting.hash === hash);
  if (found) return found;
  const parent = await parentAt(act.trx, { ...placeOf(reply), at: reply.times.approvedAt ?? act.at });
  const fixed = { lang: isPlainlyEnglish(reply.text) ? "en" : null, parentKey: parent.key };
  const prepared = publishers[account.kind].prepare(intentOf(reply, fixed), act.at);
  await insertPosting(act.trx, {
    ...{ replyRowId: reply.rowId, hash, accountRowId: account.rowId, text: reply.text, ...fixed, prepared },
    // What a person was told last of the post, if an earlier wording got that far.
    parentText: known.at(-1)?.parentText ?? parent.text,
  });
  const posting = (await postingsOf(act.trx, [reply.rowId])).find((one) => one.hash === hash);
  if (!posting) throw new Error(`The posting of reply ${reply.id} was not stored`);
  return posting;
}

const placeOf = (reply: ReplyRecord) => ({ storyRowId: reply.storyRowId, url: reply.parentUrl });

function intentOf(reply: ReplyRecord, { lang, parentKey }: Pick<Posting, "lang" | "parentKey">): ReplyIntent {
  return { replyId: reply.id, text: reply.text, lang, parentUrl: reply.parentUrl ?? "", parentKey };
}

/** What stood here when the words were approved, and what a person was told since. */
async function parentTexts(act: Act, reply: ReplyRecord, posting: Posting): Promise<readonly string[]> {
  const parent = await parentAt(act.trx, { ...placeOf(reply), at: reply.times.approvedAt ?? act.at });
  return [posting.parentText, parent.text].filter((text) => text !== "");
}

/** Other wordings of this reply that may have arrived. An account that is gone can not be asked. */
async function earlierTries(
  act: Act,
  {
    known,
    posting,
    reply,
    publishers,
  }: {
    readonly known: readonly Posting[];
    readonly posting: Posting;
    readonly reply: ReplyRecord;
    readonly publishers: ReplyPublishers;
  },
): Promise<readonly EarlierTry[]> {
  const unclear = known.filter((one) => one.rowId !== posting.rowId && one.unclearSince !== null && one.url === null);
  if (unclear.length === 0) return [];
  const accounts: readonly AccountRecord[] = await listAccounts(act.trx);
  return unclear.flatMap((one) => {
    const account = accounts.find(({ rowId }) => rowId === one.accountRowId);
    if (!account || !isConnected(account)) return [];
    const intent = { ...intentOf(reply, one), text: one.text };
    return [{ publisher: publishers[account.kind], account: asConnected(account), intent, prepared: one.prepared }];
  });
}
