import { answerCase, resolveCase } from "../../domain/cases/transitions.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import { joinOurReply } from "../conversations/join-our-reply.ts";
import { stepBeside } from "../private-path/take-step.ts";
import { caseByRow } from "../store/case.ts";
import { updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { hashOf } from "./reply-view.ts";

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

/** The first public answer stops the response clock; `resolve` closes the case with it, else it waits for the customer. */
async function closeOrWait(act: Act, reply: ReplyRecord, resolve: boolean): Promise<void> {
  const record = await caseByRow(act.trx, reply.caseRowId);
  if (!record || record.state.status === "resolved") return;
  const { cycle, queuedAt } = record.state;
  // They wrote again after the words were handed in: that is not answered by them, and its clock runs on.
  if (cycle > reply.cycle && queuedAt > (reply.times.submittedAt ?? reply.times.savedAt)) return;
  const isInvitation = reply.script?.variant === "privateVariant";
  const answered = answerCase(record.state, { at: act.at, isPrivate: isInvitation });
  const says = { reply: reply.id };
  await changeCases(act, [
    resolve
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
}
