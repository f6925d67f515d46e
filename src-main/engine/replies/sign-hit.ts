import { Refusal } from "../../contract/refusal.ts";
import type { CheckRule } from "../../contract/methods/checks.ts";
import { signatureKey } from "../../domain/replies/checks/check-reply.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { insertSignature, standingSignatures, voidSignatures } from "../store/reply-signature.ts";
import { findHits } from "./check-reply.ts";
import { takeReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";

/** Which hit of the stored words is meant. */
export type HitTarget = ReplyTarget & { readonly rule: CheckRule; readonly from: number; readonly to: number };

/**
 * Somebody takes a hit upon themselves: for this rule, these words, in exactly this sentence. One that stops cannot be
 * signed. Refusals: nothing-to-sign, checks-stop, reason-needed, not-found, stale, reply-state.
 */
export async function signHit(
  act: Act,
  target: HitTarget & { readonly reason: string },
  person: CallPerson,
): Promise<void> {
  if (target.reason === "") throw new Refusal("reason-needed");
  const { reply, hit } = await takeHit(act, target);
  if (hit.severity === "stop")
    throw new Refusal("checks-stop", { count: 1, words: hit.words.slice(0, 80), rule: hit.rule });
  const standing = await standingSignatures(act.trx, reply.rowId);
  if (standing.some((one) => signatureKey(one) === signatureKey(hit))) return;
  const { rule, words, pin } = hit;
  const { reason } = target;
  await insertSignature(act.trx, {
    replyRowId: reply.rowId,
    rule,
    words,
    pin,
    reason,
    personRowId: person.rowId,
    at: act.at,
  });
  await act.record({
    kind: "reply.signed",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, rule, words, pin, reason, by: person.name },
  });
}

/** Takes a signature back. Refusals: nothing-to-sign, not-found, stale, reply-state. */
export async function unsignHit(act: Act, target: HitTarget, person: CallPerson): Promise<void> {
  const { reply, hit } = await takeHit(act, target);
  const lost = (await standingSignatures(act.trx, reply.rowId)).filter(
    (one) => signatureKey(one) === signatureKey(hit),
  );
  if (lost.length === 0) throw new Refusal("nothing-to-sign");
  const rowIds = lost.map(({ rowId }) => rowId);
  await voidSignatures(act.trx, rowIds, act.at);
  await act.record({
    kind: "reply.unsigned",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, rule: hit.rule, words: hit.words, by: person.name },
  });
}

async function takeHit(act: Act, target: HitTarget) {
  const reply = await takeReply(act, target, "sign");
  const { hits } = await findHits(act.trx, reply);
  const hit = hits.find(({ rule, from, to }) => rule === target.rule && from === target.from && to === target.to);
  if (!hit) throw new Refusal("nothing-to-sign");
  return { reply, hit };
}

/** A signature is for a sentence as it stood: where new words no longer hold it, it is void, and stays so. */
export async function voidLostSignatures(act: Act, reply: ReplyRecord, text: string): Promise<void> {
  const standing = await standingSignatures(act.trx, reply.rowId);
  const lost = standing.filter(({ rule, pin }) =>
    rule === "language" || rule === "unnamed" ? text !== pin : !text.includes(pin),
  );
  if (lost.length === 0) return;
  const rowIds = lost.map(({ rowId }) => rowId);
  await voidSignatures(act.trx, rowIds, act.at);
  await act.record({
    kind: "reply.signature_voided",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, voided: lost.map(({ rule, words }) => ({ rule, words })) },
  });
}
