import type { Said } from "../../contract/values.ts";
import { isWornOut, offlineWaitMs, unclearWaitMs, waitBeforeTry } from "../../domain/publishing/retry.ts";
import type { NetworkTrouble } from "../../ports/reply-publisher.ts";
import type { Act } from "../commands.ts";
import { takeAsSent } from "../replies/take-as-sent.ts";
import { updateAccount } from "../store/account.ts";
import type { ConnectedRecord } from "../store/account.ts";
import { keepPosted, updatePosting } from "../store/posting.ts";
import type { Posting } from "../store/posting.ts";
import { updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import type { Outcome } from "./outcome.ts";

export type Settling = {
  readonly account: ConnectedRecord;
  readonly reply: ReplyRecord;
  readonly posting: Posting;
  readonly outcome: Outcome;
  /** Nothing was to be sent. */
  readonly isLook: boolean;
  /** In [0, 1), for the length of the wait. */
  readonly fraction: number;
};

/** Writes down what an attempt came to, in one transaction with all that follows from it. */
export async function settleTry(act: Act, settling: Settling): Promise<void> {
  const { outcome, reply, posting, account } = settling;
  switch (outcome.kind) {
    case "posted": {
      await keepPosted(act.trx, posting.rowId, { ...outcome.posted, rootId: outcome.rootId, at: act.at });
      const { url } = outcome.posted;
      return takeAsSent(act, reply, { url, resolve: reply.closesCase, account: account.name });
    }
    case "alone":
      await keepPosted(act.trx, posting.rowId, { ...outcome.posted, rootId: null, at: act.at });
      return stopForPerson(act, reply, { code: "publishing.stands-alone", params: { url: outcome.posted.url } });
    case "person":
      return settlePerson(act, settling, outcome.says);
    case "trouble":
      return settling.isLook ? putDown(act, settling) : settleTrouble(act, settling, outcome);
  }
}

/** The words do not go on by themselves: a person looks, and decides. */
export async function stopForPerson(act: Act, reply: ReplyRecord, says: Said): Promise<void> {
  const stopped = { state: "needs_person", trouble: JSON.stringify(says), next_at: null } as const;
  await updateReply(act.trx, reply.rowId, stopped);
  await act.record({
    kind: "reply.needs_person",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, because: says.code },
  });
}

async function settlePerson(act: Act, { reply, posting }: Settling, says: Said): Promise<void> {
  const now = says.code === "publishing.parent-changed" ? String(says.params["text"] ?? "") : null;
  // Whoever approves next has been told what the post says now.
  if (now !== null) await updatePosting(act.trx, posting.rowId, { parent_text: now });
  await stopForPerson(act, reply, says);
}

async function settleTrouble(
  act: Act,
  settling: Settling,
  { trouble, mayHaveArrived }: Extract<Outcome, { readonly kind: "trouble" }>,
): Promise<void> {
  const { reply, posting, account } = settling;
  if (mayHaveArrived) await updatePosting(act.trx, posting.rowId, { unclear_since: posting.unclearSince ?? act.at });
  switch (trouble.class) {
    case "offline":
      return putBack(act, settling, { says: trouble.says, nextAt: act.at + offlineWaitMs });
    case "limited": {
      const waitUntil = act.at + Math.max(1000, trouble.retryAfterMs ?? 60_000);
      await updateAccount(act.trx, account.rowId, { wait_until: waitUntil });
      return putBack(act, settling, { says: trouble.says, nextAt: waitUntil });
    }
    case "auth":
      await pauseAccount(act, account, trouble.says);
      return putBack(act, settling, { says: trouble.says, nextAt: null });
    case "permanent":
      return failForGood(act, reply, trouble.says);
    case "retry":
    case "unknown":
      return tryLater(act, settling, trouble);
  }
}

/** It waits as before, and this was no try. */
async function putBack(
  act: Act,
  { reply, posting }: Settling,
  { says, nextAt }: { readonly says: Said; readonly nextAt: number | null },
): Promise<void> {
  const tries = posting.tries - 1;
  await updatePosting(act.trx, posting.rowId, { tries });
  const isFresh = tries === 0;
  await updateReply(act.trx, reply.rowId, {
    state: isFresh ? "approved" : "failed",
    trouble: JSON.stringify(says),
    // What failed before has a next try, or it would be over.
    next_at: nextAt ?? (isFresh ? null : act.at),
  });
}

/** The look saw nothing: it waits for a person as before, for the same reason. */
async function putDown(act: Act, { reply }: Settling): Promise<void> {
  const trouble = reply.trouble === null ? null : JSON.stringify(reply.trouble);
  await updateReply(act.trx, reply.rowId, { state: "needs_person", trouble, next_at: null });
}

async function tryLater(act: Act, { reply, posting, fraction }: Settling, trouble: NetworkTrouble): Promise<void> {
  const { tries } = posting;
  if (isWornOut({ tries, firstTryAt: posting.firstTryAt ?? act.at, now: act.at }))
    return stopForPerson(act, reply, { code: "publishing.worn-out", params: { tries } });
  const wait = waitBeforeTry({ tries, fraction, askedMs: trouble.retryAfterMs ?? 0 });
  // What may be on its way still is given the time to arrive.
  const nextAt = act.at + (trouble.class === "unknown" ? Math.max(wait, unclearWaitMs) : wait);
  await updateReply(act.trx, reply.rowId, {
    state: "failed",
    trouble: JSON.stringify(trouble.says),
    next_at: nextAt,
  });
}

async function failForGood(act: Act, reply: ReplyRecord, says: Said): Promise<void> {
  await updateReply(act.trx, reply.rowId, { state: "failed", trouble: JSON.stringify(says), next_at: null });
  await act.record({
    kind: "reply.failed",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, because: says.code },
  });
}

/** Its server refuses us: nothing more is sent with it until a person signed in again. */
async function pauseAccount(act: Act, account: ConnectedRecord, says: Said): Promise<void> {
  await updateAccount(act.trx, account.rowId, { paused: JSON.stringify(says) });
  await act.record({
    kind: "account.paused",
    subjectId: account.id,
    payload: { name: account.name, because: says.code },
  });
}
