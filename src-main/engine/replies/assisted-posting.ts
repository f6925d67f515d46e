import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { findProofFault } from "../../domain/replies/proof.ts";
import type { Act } from "../commands.ts";
import { updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { refuseOvertaken } from "./overtaken.ts";
import { takeReply, voidTampered } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { hashOf, mayLeave, ownHosts } from "./reply-view.ts";
import { takeAsSent } from "./take-as-sent.ts";

/** `void` = the stored words are not what was approved: nothing may be given out. */
export type HandOver =
  | { readonly outcome: "given"; readonly text: string; readonly url: string | null }
  | { readonly outcome: "void" };

/**
 * After the hold: gives out the approved words to be posted by hand, and waits for the proof. Like the outbox, the other
 * door through which public words leave, it opens for a valid approval of exactly the stored hash and for nothing else.
 * What the outbox could not post is posted by hand with the same account of ours, so the approval holds.
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
  if (reply.state !== "handed_over") {
    await refuseOvertaken(act, reply, reply.times.submittedAt ?? reply.times.savedAt);
    const given = { state: "handed_over", handed_over_at: act.at, next_at: null, reminded_at: null } as const;
    await updateReply(act.trx, reply.rowId, given);
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
  const url = new URL(target.url.trim()).href;
  await takeAsSent(act, reply, { url, resolve: target.resolve, account: null });
  return { reply, outcome: "sent" };
}
