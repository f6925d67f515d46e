import { answerCase, queueCase, resolveCase } from "../../domain/cases/transitions.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import { joinOurReply } from "../conversations/join-our-reply.ts";
import { stepBeside } from "../private-path/take-step.ts";
import { caseByRow } from "../store/case.ts";
import { updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { readSettings } from "../store/setting.ts";
import { hashOf } from "./reply-view.ts";
import { wroteSince } from "./wrote-again.ts";

export type SentAt = {
  /** Where the words stand. */
  readonly url: string;
  /** Closes the case with it; else it waits for the customer. */
  readonly resolve: boolean;
  /** The account of ours that the engine posted with; null = a person posted by hand. */
  readonly account: string | null;
};

/**
 * The words stand in public, and where: the response clock stops now, and the interaction goes to the CRM outbox in the
 * same transaction (`crm/follow-acts.ts`, by the event). Both doors end here: what a person posted by hand, and what the outbox posted.
 */
export async function takeAsSent(act: Act, reply: ReplyRecord, { url, resolve, account }: SentAt): Promise<void> {
  await updateReply(act.trx, reply.rowId, {
    ...{ state: "sent", sent_at: act.at, proof_url: url },
    ...{ trouble: null, next_at: null },
  });
  const payload = { storyId: reply.storyId, url, hash: hashOf(reply), ...(account === null ? {} : { account }) };
  await act.record({ kind: "reply.sent", subjectId: reply.id, cycle: reply.cycle, payload });
  await closeOrWait(act, reply, resolve);
  await joinOurReply(act, reply, url);
}

/**
 * The first public answer stops the response clock; `resolve` closes the case with it, else it waits for the customer. What
 * they wrote after the words were handed in is not answered by them: the case goes on as ours, with a clock since then.
 */
async function closeOrWait(act: Act, reply: ReplyRecord, resolve: boolean): Promise<void> {
  const record = await caseByRow(act.trx, reply.caseRowId);
  if (!record || record.state.status === "resolved") return;
  const { cycle, queuedAt } = record.state;
  // They wrote again after the words were handed in: that is not answered by them, and its clock runs on.
  const handedInAt = reply.times.submittedAt ?? reply.times.savedAt;
  if (cycle > reply.cycle && queuedAt > handedInAt) return;
  const [unanswered] = (await wroteSince(act.trx, reply, handedInAt)).filter(({ isHere }) => isHere);
  const isInvitation = reply.script?.variant === "privateVariant";
  const answered = answerCase(record.state, { at: act.at, isPrivate: isInvitation });
  const says = { reply: reply.id };
  await changeCases(act, [
    resolve && !unanswered
      ? {
          record,
          kind: "case.resolved",
          state: resolveCase(answered, { resolution: "answered", reason: "", at: act.at }),
          says,
        }
      : { record, kind: "case.answered", state: answered, says },
  ]);
  // Public words after the private solution are what closes it in public.
  await stepBeside(act, record, { step: isInvitation ? "invited" : "closed_out", via: null });
  if (unanswered) await goOnSince(act, reply, unanswered.at);
}

/** What is there to answer since a moment begins a new cycle, as it would have if it had come after the answer. */
async function goOnSince(act: Act, { id, caseRowId }: ReplyRecord, queuedAt: number): Promise<void> {
  const record = await caseByRow(act.trx, caseRowId);
  if (!record) return;
  const { bucket, priority } = record.state;
  const { settings } = await readSettings(act.trx);
  const state = queueCase({ bucket, priority, queuedAt }, settings, record.state);
  const says = { reply: id, because: "wrote_again" };
  await changeCases(act, [{ record, kind: "case.reopened", state, says }]);
}
