import { Refusal } from "../../contract/refusal.ts";
import type { Reply } from "../../contract/methods/replies.ts";
import { isPossible } from "../../domain/replies/reply-states.ts";
import type { ReplyAct } from "../../domain/replies/reply-states.ts";
import type { Act } from "../commands.ts";
import type { Call, CallPerson } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { endApprovalClock } from "../store/approval-clock.ts";
import { clearMoments } from "../store/reply-case.ts";
import { voidApprovals } from "../store/reply-approval.ts";
import { findReplies, updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { readSettings } from "../store/setting.ts";
import { beginApproval } from "./approval-clock.ts";
import { viewReplies } from "./reply-view.ts";
import { hashOf, standingApprovals } from "./requirement.ts";

function isStandingOrVoid(reply: ReplyRecord) {
  const standing = standingApprovals(reply);
  return (approval: ReplyRecord["approvals"][number]) => approval.voidedAt !== null || standing.includes(approval);
}

/** What every command on a reply names: which one, and the version its sender saw. */
export type ReplyTarget = { readonly replyId: string; readonly version: number };

export function personOf(call: Call): CallPerson {
  if (!call.person) throw new Refusal("sign-in-first");
  return call.person;
}

/** Finds the reply in the act's transaction. Refusals: not-found, stale, reply-state { state }. */
export async function takeReply(act: Pick<Act, "trx">, target: ReplyTarget, step: ReplyAct): Promise<ReplyRecord> {
  const [reply] = await findReplies(act.trx, { id: target.replyId });
  if (!reply) throw new Refusal("not-found", { what: "reply" });
  if (!isPossible(step, reply.state)) throw new Refusal("reply-state", { state: reply.state, act: step });
  if (reply.version !== target.version) throw new Refusal("stale", { what: "reply", version: reply.version });
  return reply;
}

/**
 * Takes an approval away because the words changed or somebody stopped the reply; the log says so. The clock of the case
 * no longer says submitted or approved for it.
 */
export async function voidReply(
  act: Act,
  reply: ReplyRecord,
  because: "edited" | "returned" | "cancelled" | "tampered",
): Promise<void> {
  await clearMoments(act.trx, reply);
  const outcome = because === "returned" ? "returned" : "stopped";
  await endApprovalClock(act.trx, { replyRowId: reply.rowId, at: act.at, outcome });
  const voided = await voidApprovals(act.trx, reply.rowId, { at: act.at, because });
  if (voided === 0 && because !== "tampered") return;
  await act.record({
    kind: "reply.voided",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, because, voided },
  });
}

export async function readReply(parts: Parts, replyId: string): Promise<Reply> {
  const [view] = await viewReplies(parts.store.read, await findReplies(parts.store.read, { id: replyId }));
  if (!view) throw new Refusal("not-found", { what: "reply" });
  return view;
}

/**
 * A reply that stood at the door and may not leave. Where its words are not what was approved they are void, whatever got
 * them there; where only a look is missing, because the policy asks for more by now, they wait for it again.
 */
export async function voidTampered(act: Act, reply: ReplyRecord): Promise<void> {
  const isWhole = standingApprovals(reply).length > 0 && reply.approvals.every(isStandingOrVoid(reply));
  if (isWhole && reply.state !== "handed_over") return waitForAnotherLook(act, reply);
  await updateReply(act.trx, reply.rowId, { state: "void", hold_until: null });
  await voidReply(act, reply, "tampered");
}

/** Stops the hold: the approvals that were given still stand, and more are needed. */
export async function waitForAnotherLook(act: Act, reply: ReplyRecord): Promise<void> {
  await clearMoments(act.trx, { ...reply, times: { ...reply.times, submittedAt: null } });
  await updateReply(act.trx, reply.rowId, { state: "submitted", approved_at: null, hold_until: null });
  await act.record({
    kind: "reply.held_back",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, hash: hashOf(reply) },
  });
  await beginApproval(act, reply, (await readSettings(act.trx)).settings);
}
