import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { findReplies, findRejectedFor, updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { readSettings } from "../store/setting.ts";
import { beginApproval } from "./approval-clock.ts";
import { sendBack } from "./send-back.ts";

/** Another draft for the same mention, as the approver saw it. */
export type Rival = { readonly replyId: string; readonly version: number };

/** The code of the reason that a draft goes back with when another one was approved. */
export const otherApproved = "other";

/**
 * One of several drafts was approved: the others that the approver saw go back in the same act. One that changed
 * meanwhile was not seen, so nothing is decided at all. Refusal: stale.
 */
export async function rejectRivals(
  act: Act,
  {
    chosen,
    rivals,
    person,
  }: { readonly chosen: ReplyRecord; readonly rivals: readonly Rival[]; readonly person: CallPerson },
): Promise<void> {
  for (const { replyId, version } of rivals) {
    const [rival] = await findReplies(act.trx, { id: replyId });
    if (!rival || rival.caseRowId !== chosen.caseRowId || rival.id === chosen.id || rival.state !== "submitted")
      continue;
    if (rival.version !== version) throw new Refusal("stale", { what: "reply", version: rival.version });
    await sendBack(act, rival, { reason: "", reasons: [otherApproved], person, rejectedFor: chosen.id });
  }
}

/** The approval is taken back: what went back because of it, and was not touched since, waits for approval again. */
export async function restoreRivals(act: Act, chosen: ReplyRecord): Promise<readonly string[]> {
  const { settings } = await readSettings(act.trx);
  const rejected = await findRejectedFor(act.trx, chosen.id);
  for (const rival of rejected) {
    await updateReply(act.trx, rival.rowId, {
      state: "submitted",
      returned_by: null,
      returned_at: null,
      return_reason: null,
      return_reasons: "[]",
      rejected_for: null,
    });
    await beginApproval(act, rival, settings);
  }
  return rejected.map(({ id }) => id);
}
