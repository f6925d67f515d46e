import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import {
  approversNeeded,
  approvingRoles,
  isCoveredByTemplate,
  isFullyApproved,
  judgeApproval,
} from "../../domain/replies/approval-policy.ts";
import { isTooLong, replyLength } from "../../domain/replies/reply-length.ts";
import type { Role } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { endApprovalClock } from "../store/approval-clock.ts";
import { canAnotherApprove, personRefs } from "../store/person.ts";
import { markCycle } from "../store/reply-case.ts";
import { insertApproval, updateReply } from "../store/reply.ts";
import type { ApprovalKind, ReplyRecord } from "../store/reply.ts";
import { beginApproval } from "./approval-clock.ts";
import { refuseOvertaken, refuseStranger, refuseUnread } from "./overtaken.ts";
import { takeReply, voidReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { emptyFieldsOf, hashOf, ownHosts, policyOf, scriptOf, standingApprovals } from "./reply-view.ts";
import { ensureAuthor } from "./write-draft.ts";

/**
 * Hands a draft to its approvers. An unchanged rendering of an approved template needs no person: its approval is
 * minted here, for exactly this hash.
 * Refusals: not-owner, reply-empty, fields-empty, reply-too-long, case-resolved, answered-meanwhile.
 */
export async function submitReply(
  act: Act,
  target: ReplyTarget & { readonly seen: readonly string[] },
  { person, settings }: { readonly person: CallPerson; readonly settings: Settings },
): Promise<void> {
  const reply = await takeReply(act, target, "submit");
  await refuseStranger(act, reply, person);
  refuseUnfit(reply);
  await refuseUnread(act, reply, target.seen);
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
  if (!isCovered) return beginApproval(act, reply, settings);
  await insertApproval(act.trx, { replyRowId: reply.rowId, ...byTemplate, hash: hashOf(reply), at: act.at });
  await release(act, reply, { ...byTemplate, by: null, holdMinutes: settings.holdMinutes });
}

const byTemplate = { kind: "template", personRowId: null, role: null } as const;

function refuseUnfit(reply: ReplyRecord): void {
  if (reply.text.trim() === "") throw new Refusal("reply-empty");
  const empty = emptyFieldsOf(reply);
  if (empty.length > 0) throw new Refusal("fields-empty", { fields: empty.join(", "), count: empty.length });
  if (isTooLong(reply, reply.text)) {
    const { used, max } = replyLength(reply, reply.text);
    throw new Refusal("reply-too-long", { used, max: max ?? 0 });
  }
}

/**
 * Approves exactly the text that the approver saw: `hash` must be the hash of what is stored now. A script that asks
 * for two people waits for the second. Refusals: approval-void, own-approval, role-cannot-approve, already-approved,
 * case-resolved, answered-meanwhile.
 */
export async function approveReply(
  act: Act,
  target: ReplyTarget & { readonly hash: string },
  { person, settings }: { readonly person: CallPerson; readonly settings: Settings },
): Promise<void> {
  const reply = await takeReply(act, target, "approve");
  const hash = hashOf(reply);
  if (hash !== target.hash) throw new Refusal("approval-void");
  await refuseOvertaken(act, reply, reply.times.submittedAt ?? reply.times.savedAt);
  const policy = policyOf(await scriptOf(act.trx, reply), reply.script?.variant ?? "body");
  const roles = approvingRoles(reply.storyRoles, policy);
  const { kind, role } = await judge(act, reply, { person, roles, selfApproval: settings.selfApproval });
  const standing = standingApprovals(reply).map((one) => ({ kind: one.kind, personId: one.personRowId }));
  if (standing.some((one) => one.personId === person.rowId)) throw new Refusal("already-approved");
  await insertApproval(act.trx, { replyRowId: reply.rowId, kind, personRowId: person.rowId, role, hash, at: act.at });
  const isEnough = isFullyApproved([...standing, { kind, personId: person.rowId }], approversNeeded(policy));
  if (isEnough) return release(act, reply, { kind, role, by: person.name, holdMinutes: settings.holdMinutes });
  await updateReply(act.trx, reply.rowId, {});
  await recordApproval(act, reply, { kind, role, by: person.name, holdUntil: null });
}

/** Self-approval is for a firm of one: while anybody else here could approve, an author cannot. */
async function judge(
  act: Act,
  reply: ReplyRecord,
  {
    person,
    roles,
    selfApproval,
  }: { readonly person: CallPerson; readonly roles: readonly Role[]; readonly selfApproval: boolean },
) {
  const authors = await personRefs(act.trx, reply.authorRowIds);
  const verdict = judgeApproval({
    approver: person,
    authors: [...authors.values()].map((author) => author.id),
    roles,
    selfApproval: selfApproval && !(await canAnotherApprove(act.trx, { personRowId: person.rowId, roles })),
  });
  if (!verdict.ok) throw new Refusal(verdict.because, { roles: roles.join(", ") });
  return verdict;
}

type Granted = { readonly kind: ApprovalKind; readonly role: Role | null; readonly by: string | null };

/** Fully approved: the hold begins. */
async function release(
  act: Act,
  reply: ReplyRecord,
  granted: Granted & { readonly holdMinutes: number },
): Promise<void> {
  const holdUntil = act.at + granted.holdMinutes * 60_000;
  await updateReply(act.trx, reply.rowId, { state: "approved", approved_at: act.at, hold_until: holdUntil });
  await endApprovalClock(act.trx, { replyRowId: reply.rowId, at: act.at, outcome: "approved" });
  await markCycle(act.trx, { caseRowId: reply.caseRowId, cycle: reply.cycle, moment: "approved_at", at: act.at });
  await recordApproval(act, reply, { ...granted, holdUntil });
}

/** `holdUntil` null = another person must still approve. */
async function recordApproval(
  act: Act,
  reply: ReplyRecord,
  { kind, role, by, holdUntil }: Granted & { readonly holdUntil: number | null },
): Promise<void> {
  const payload = { storyId: reply.storyId, hash: hashOf(reply), approval: kind, role, by, holdUntil };
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
