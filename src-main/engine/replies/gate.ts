import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { approvingRoles, isCoveredByTemplate, judgeApproval } from "../../domain/replies/approval-policy.ts";
import { isTooLong, replyLength } from "../../domain/replies/reply-length.ts";
import type { Role } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { personRefs } from "../store/person.ts";
import { findAnsweredCase, markCycle } from "../store/reply-case.ts";
import { insertApproval, updateReply } from "../store/reply.ts";
import type { ApprovalKind, ReplyRecord } from "../store/reply.ts";
import { takeReply, voidReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { emptyFieldsOf, hashOf, ownHosts, policyOf, scriptOf } from "./reply-view.ts";
import { ensureAuthor } from "./write-draft.ts";

/**
 * Hands a draft to its approvers. An unchanged rendering of an approved template needs no person: its approval is
 * minted here, for exactly this hash. Refusals: reply-empty, fields-empty, reply-too-long, case-resolved.
 */
export async function submitReply(
  act: Act,
  target: ReplyTarget,
  { person, settings }: { readonly person: CallPerson; readonly settings: Settings },
): Promise<void> {
  const reply = await takeReply(act, target, "submit");
  refuseUnfit(reply);
  const answered = await findAnsweredCase(act.trx, { caseRowId: reply.caseRowId });
  if (answered?.status === "resolved") throw new Refusal("case-resolved");
  await ensureAuthor(act.trx, reply, person);
  await updateReply(act.trx, reply.rowId, {
    state: "submitted",
    submitted_at: act.at,
    returned_by: null,
    returned_at: null,
    return_reason: null,
  });
  await markCycle(act.trx, { caseRowId: reply.caseRowId, cycle: reply.cycle, moment: "submitted_at", at: act.at });
  await act.record({
    kind: "reply.submitted",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, text: reply.text, hash: hashOf(reply), script: reply.script },
  });
  const script = await scriptOf(act.trx, reply);
  const policy = policyOf(script, reply.script?.variant ?? "body");
  const isCovered = isCoveredByTemplate(policy, reply, {
    storyRoles: reply.storyRoles,
    limits: { linkHosts: ownHosts(settings) },
  });
  if (isCovered)
    await grant(act, reply, { kind: "template", person: null, role: null, holdMinutes: settings.holdMinutes });
}

function refuseUnfit(reply: ReplyRecord): void {
  if (reply.text.trim() === "") throw new Refusal("reply-empty");
  const empty = emptyFieldsOf(reply);
  if (empty.length > 0) throw new Refusal("fields-empty", { fields: empty.join(", "), count: empty.length });
  if (isTooLong(reply.network, reply.text)) {
    const { used, max } = replyLength(reply.network, reply.text);
    throw new Refusal("reply-too-long", { used, max: max ?? 0 });
  }
}

/**
 * Approves exactly the text that the approver saw: `hash` must be the hash of what is stored now.
 * Refusals: approval-void, own-approval, role-cannot-approve.
 */
export async function approveReply(
  act: Act,
  target: ReplyTarget & { readonly hash: string },
  { person, settings }: { readonly person: CallPerson; readonly settings: Settings },
): Promise<void> {
  const reply = await takeReply(act, target, "approve");
  if (hashOf(reply) !== target.hash) throw new Refusal("approval-void");
  const verdict = await judge(act, reply, { person, selfApproval: settings.selfApproval });
  await grant(act, reply, { kind: verdict.kind, person, role: verdict.role, holdMinutes: settings.holdMinutes });
}

async function judge(
  act: Act,
  reply: ReplyRecord,
  { person, selfApproval }: { readonly person: CallPerson; readonly selfApproval: boolean },
) {
  const script = await scriptOf(act.trx, reply);
  const roles = approvingRoles(reply.storyRoles, policyOf(script, reply.script?.variant ?? "body"));
  const authors = await personRefs(act.trx, reply.authorRowIds);
  const verdict = judgeApproval({
    approver: person,
    authors: [...authors.values()].map((author) => author.id),
    roles,
    selfApproval,
  });
  if (!verdict.ok) throw new Refusal(verdict.because, { roles: roles.join(", ") });
  return verdict;
}

async function grant(
  act: Act,
  reply: ReplyRecord,
  {
    kind,
    person,
    role,
    holdMinutes,
  }: {
    readonly kind: ApprovalKind;
    readonly person: CallPerson | null;
    readonly role: Role | null;
    readonly holdMinutes: number;
  },
): Promise<void> {
  const hash = hashOf(reply);
  const holdUntil = act.at + holdMinutes * 60_000;
  await insertApproval(act.trx, {
    replyRowId: reply.rowId,
    kind,
    personRowId: person?.rowId ?? null,
    role,
    hash,
    at: act.at,
  });
  await updateReply(act.trx, reply.rowId, { state: "approved", approved_at: act.at, hold_until: holdUntil });
  await markCycle(act.trx, { caseRowId: reply.caseRowId, cycle: reply.cycle, moment: "approved_at", at: act.at });
  const payload = { storyId: reply.storyId, hash, approval: kind, role, by: person?.name ?? null, holdUntil };
  await act.record({ kind: "reply.approved", subjectId: reply.id, cycle: reply.cycle, payload });
}

/** Sends a draft back to its author with a reason. Refusal: reason-needed. */
export async function returnReply(
  act: Act,
  target: ReplyTarget & { readonly reason: string },
  person: CallPerson,
): Promise<void> {
  if (target.reason === "") throw new Refusal("reason-needed");
  const reply = await takeReply(act, target, "return");
  await voidReply(act, reply, "returned");
  await updateReply(act.trx, reply.rowId, {
    state: "returned",
    hold_until: null,
    approved_at: null,
    returned_by: person.rowId,
    returned_at: act.at,
    return_reason: target.reason,
  });
  await act.record({
    kind: "reply.returned",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, reason: target.reason },
  });
}

/** Stops a reply before it is posted. */
export async function cancelReply(act: Act, target: ReplyTarget & { readonly reason: string }): Promise<void> {
  const reply = await takeReply(act, target, "cancel");
  await voidReply(act, reply, "cancelled");
  await updateReply(act.trx, reply.rowId, { state: "cancelled", hold_until: null });
  await act.record({
    kind: "reply.cancelled",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, reason: target.reason },
  });
}
