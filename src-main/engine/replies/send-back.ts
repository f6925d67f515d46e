import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { leaveGoneAccount } from "./leave-account.ts";
import { takeReply, voidReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";

type Why = {
  readonly reason: string;
  /** Codes of the list of reasons. */
  readonly reasons: readonly string[];
};

/** Sends a draft back to its author with a reason of the list, words of one's own, or both. Refusal: reason-needed. */
export async function returnReply(
  act: Act,
  target: ReplyTarget & { readonly reason: string; readonly reasons?: readonly string[] | undefined },
  person: CallPerson,
): Promise<void> {
  const { reason, reasons = [] } = target;
  if (reason === "" && reasons.length === 0) throw new Refusal("reason-needed");
  const reply = await takeReply(act, target, "return");
  await sendBack(act, reply, { reason, reasons, person, rejectedFor: null });
}

/** The words go back to whoever wrote them; every approval they had is void. */
export async function sendBack(
  act: Act,
  reply: ReplyRecord,
  why: Why & { readonly person: CallPerson; readonly rejectedFor: string | null },
): Promise<void> {
  await voidReply(act, reply, "returned");
  await updateReply(act.trx, reply.rowId, {
    ...(await leaveGoneAccount(act, reply)),
    state: "returned",
    hold_until: null,
    approved_at: null,
    returned_by: why.person.rowId,
    returned_at: act.at,
    return_reason: why.reason,
    return_reasons: JSON.stringify(why.reasons),
    rejected_for: why.rejectedFor,
  });
  await act.record({
    kind: "reply.returned",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, reason: why.reason, reasons: why.reasons, instead: why.rejectedFor },
  });
}

/** Stops a reply before it is posted. */
export async function cancelReply(act: Act, target: ReplyTarget & { readonly reason: string }): Promise<void> {
  const reply = await takeReply(act, target, "cancel");
  await voidReply(act, reply, "cancelled");
  await updateReply(act.trx, reply.rowId, { state: "cancelled", hold_until: null });
  await act.record({
    kind: "reply.cancelled",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, reason: target.reason },
  });
}
