import { remindCase } from "../../domain/cases/transitions.ts";
import { changeCases } from "../cases/change-cases.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { caseByRow } from "../store/case.ts";
import { caseOfReply } from "../store/message-story.ts";
import type { MessageRecord } from "../store/message.ts";
import { saveThreadRead, type ThreadRead } from "../store/thread-read.ts";

/** A reminder that comes later than this tells nobody anything: the desk was off for long, or it is a workspace of the past. */
const tooLateMs = 7 * 24 * 60 * 60_000;

/** Where no account of ours can read, a person is asked once to look whether they answered, while the case waits for that. */
export async function remindToLook(
  parts: Parts,
  { read, message }: { readonly read: ThreadRead; readonly message: MessageRecord },
): Promise<void> {
  await runEngineAct(parts, { topics: ["case", "triage"] }, async (act) => {
    await saveThreadRead(act.trx, read.messageRowId, { due_at: null });
    if (read.remindedAt !== null || act.at - read.sentAt > tooLateMs || message.replyRowId === null) return;
    const caseRowId = await caseOfReply(act.trx, message.replyRowId);
    const record = caseRowId === null ? null : await caseByRow(act.trx, caseRowId);
    if (record?.state.status !== "waiting") return;
    await saveThreadRead(act.trx, read.messageRowId, { reminded_at: act.at });
    await changeCases(act, [{ record, kind: "case.look_reminded", state: remindCase(record.state, act.at) }]);
  });
}
