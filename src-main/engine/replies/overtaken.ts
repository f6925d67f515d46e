import { Refusal } from "../../contract/refusal.ts";
import type { Act } from "../commands.ts";
import { findAnsweredCase } from "../store/reply-case.ts";
import { findReplies } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";

/**
 * Says no when the words came too late: the case is over, a colleague's reply is being posted, or one was posted after
 * these words were last looked at (`seenAt`). Refusals: case-resolved, answered-meanwhile.
 */
export async function refuseOvertaken(act: Act, reply: ReplyRecord, seenAt: number): Promise<void> {
  const answered = await findAnsweredCase(act.trx, { caseRowId: reply.caseRowId });
  if (answered?.status === "resolved") throw new Refusal("case-resolved");
  const others = (await findReplies(act.trx, { caseRowId: reply.caseRowId })).filter((other) => other.id !== reply.id);
  const isOvertaken = others.some((other) => other.state === "handed_over" || (other.times.sentAt ?? 0) > seenAt);
  if (isOvertaken) throw new Refusal("answered-meanwhile");
}
