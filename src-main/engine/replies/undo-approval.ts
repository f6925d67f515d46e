import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { clearMoments } from "../store/reply-case.ts";
import { voidApprovalBy } from "../store/reply-approval.ts";
import { updateReply } from "../store/reply.ts";
import { readSettings } from "../store/setting.ts";
import { beginApproval } from "./approval-clock.ts";
import { restoreRivals } from "./reject-rivals.ts";
import { takeReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { standingApprovals } from "./requirement.ts";

/**
 * Takes one's own approval back until the words are posted: they wait for approval again, and so do the drafts that went
 * back because of it. Refusal: nothing-to-undo.
 */
export async function undoApproval(act: Act, target: ReplyTarget, person: CallPerson): Promise<void> {
  const reply = await takeReply(act, target, "undoApproval");
  if (!standingApprovals(reply).some(({ personRowId }) => personRowId === person.rowId))
    throw new Refusal("nothing-to-undo");
  await voidApprovalBy(act.trx, { replyRowId: reply.rowId, personRowId: person.rowId, at: act.at });
  const restored = reply.state === "approved" ? await restoreRivals(act, reply) : [];
  if (reply.state === "approved") {
    await clearMoments(act.trx, { ...reply, times: { ...reply.times, submittedAt: null } });
    await beginApproval(act, reply, (await readSettings(act.trx)).settings);
  }
  await updateReply(act.trx, reply.rowId, { state: "submitted", approved_at: null, hold_until: null });
  await act.record({
    kind: "reply.approval_undone",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, by: person.name, restored },
  });
}
