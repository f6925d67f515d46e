import type { Settings } from "../../contract/methods/settings.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { markCycle } from "../store/reply-case.ts";
import { insertRevision, revisionsOf } from "../store/reply-revision.ts";
import { addAuthor, updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { beginApproval } from "./approval-clock.ts";
import { refuseOvertaken } from "./overtaken.ts";
import { refuseStops } from "./check-reply.ts";
import { refuseUnfit } from "./refuse-unfit.ts";
import { takeReply, voidReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { hashOf, judgeReply } from "./requirement.ts";
import { voidLostSignatures } from "./sign-hit.ts";

/**
 * An approver changes the proposed words. That makes them an author: every approval is void, and another person must
 * approve. What the author submitted is kept, so that the difference can be read. Words that are the same change nothing.
 * Refusals: those of a submit, but what wants signing may be signed afterwards.
 */
export async function editReply(
  act: Act,
  target: ReplyTarget & { readonly text: string },
  { person, settings }: { readonly person: CallPerson; readonly settings: Settings },
): Promise<void> {
  const reply = await takeReply(act, target, "edit");
  const text = target.text.trim();
  if (text === reply.text.trim()) return;
  const edited = { ...reply, text };
  refuseUnfit(edited);
  // What must be signed is signed when it is stored, before anybody approves it.
  await refuseStops(act.trx, edited);
  await refuseOvertaken(act, reply, reply.times.submittedAt ?? reply.times.savedAt);
  await keepFirst(act, reply);
  await voidReply(act, reply, "edited");
  await voidLostSignatures(act, reply, text);
  await addAuthor(act.trx, reply.rowId, person.rowId);
  const { asks } = await judgeReply(act.trx, edited, { settings });
  await updateReply(act.trx, reply.rowId, {
    ...{ state: "submitted", text, asked: JSON.stringify(asks) },
    ...{ saved_at: act.at, saved_by: person.rowId, submitted_at: act.at, approved_at: null, hold_until: null },
  });
  const written = { replyRowId: reply.rowId, personRowId: person.rowId, at: act.at, text };
  await insertRevision(act.trx, { id: act.newId(), kind: "edited", ...written });
  await markCycle(act.trx, { caseRowId: reply.caseRowId, cycle: reply.cycle, moment: "submitted_at", at: act.at });
  await act.record({
    kind: "reply.edited",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, text, hash: hashOf(edited), before: hashOf(reply), by: person.name },
  });
  await beginApproval(act, reply, settings);
}

/** What was submitted before versions were kept is kept now, before it is gone. */
async function keepFirst(act: Act, reply: ReplyRecord): Promise<void> {
  if ((await revisionsOf(act.trx, [reply.rowId])).length > 0) return;
  await insertRevision(act.trx, {
    id: act.newId(),
    replyRowId: reply.rowId,
    personRowId: reply.savedByRowId,
    at: reply.times.submittedAt ?? reply.times.savedAt,
    kind: "submitted",
    text: reply.text,
  });
}
