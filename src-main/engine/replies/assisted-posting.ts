import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { answerCase, resolveCase } from "../../domain/cases/transitions.ts";
import { findProofFault } from "../../domain/replies/proof.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import { stepBeside } from "../private-path/take-step.ts";
import { queueInteraction } from "../crm/queue-interaction.ts";
import { caseByRow } from "../store/case.ts";
import { updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { refuseOvertaken } from "./overtaken.ts";
import { takeReply, voidTampered } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { hashOf, mayLeave, ownHosts } from "./reply-view.ts";

/** `void` = the stored words are not what was approved: nothing may be given out. */
export type HandOver =
  | { readonly outcome: "given"; readonly text: string; readonly url: string | null }
  | { readonly outcome: "void" };

/**
 * After the hold: gives out the approved words to be posted by hand, and waits for the proof. This is the one door
 * through which public words leave; it opens for a valid approval of exactly the stored hash and for nothing else.
 * Refusals: hold-running { seconds }, case-resolved, answered-meanwhile.
 */
export async function handOverReply(act: Act, target: ReplyTarget): Promise<HandOver> {
  const reply = await takeReply(act, target, "handOver");
  if (!(await mayLeave(act.trx, reply))) {
    await voidTampered(act, reply);
    return { outcome: "void" };
  }
  if (reply.holdUntil !== null && reply.holdUntil > act.at)
    throw new Refusal("hold-running", { seconds: Math.ceil((reply.holdUntil - act.at) / 1000) });
  if (reply.state === "approved") {
    await refuseOvertaken(act, reply, reply.times.submittedAt ?? reply.times.savedAt);
    await updateReply(act.trx, reply.rowId, { state: "handed_over", handed_over_at: act.at });
    await act.record({
      kind: "reply.handed_over",
      subjectId: reply.id,
      cycle: reply.cycle,
      payload: { storyId: reply.storyId, hash: hashOf(reply) },
    });
  }
  return { outcome: "given", text: reply.text, url: reply.placeUrl ?? reply.parentUrl };
}

/**
 * Takes the permalink of the posted reply as proof: the response clock stops now, and the interaction goes to the CRM
 * outbox in the same transaction. Refusals: proof-not-a-link, proof-is-original, proof-wrong-host.
 */
export async function proveReply(
  act: Act,
  target: ReplyTarget & { readonly url: string; readonly resolve: boolean },
  settings: Settings,
): Promise<{ readonly reply: ReplyRecord; readonly outcome: "sent" | "void" }> {
  const reply = await takeReply(act, target, "prove");
  const hosts = [...reply.sourceHosts, ...ownHosts(settings)];
  const { network, parentUrl, placeUrl } = reply;
  const fault = findProofFault({ url: target.url, network, parentUrl, placeUrl, hosts });
  if (fault)
    throw new Refusal(
      fault.code,
      fault.code === "proof-wrong-host" ? { host: fault.host, expected: fault.expected } : {},
    );
  if (!(await mayLeave(act.trx, reply))) {
    await voidTampered(act, reply);
    return { reply, outcome: "void" };
  }
  const proofUrl = new URL(target.url.trim()).href;
  await updateReply(act.trx, reply.rowId, { state: "sent", sent_at: act.at, proof_url: proofUrl });
  const payload = { storyId: reply.storyId, url: proofUrl, hash: hashOf(reply) };
  await act.record({ kind: "reply.sent", subjectId: reply.id, cycle: reply.cycle, payload });
  await closeOrWait(act, reply, target.resolve);
  await queueInteraction(act, { caseRowId: reply.caseRowId, replyRowId: reply.rowId });
  return { reply, outcome: "sent" };
}

/** The first public answer stops the response clock; `resolve` closes the case with it, else it waits for the customer. */
async function closeOrWait(act: Act, reply: ReplyRecord, resolve: boolean): Promise<void> {
  const record = await caseByRow(act.trx, reply.caseRowId);
  if (!record || record.state.status === "resolved") return;
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
