import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { isFullyApproved, judgeApproval, rolesStillOpen } from "../../domain/replies/approval-policy.ts";
import type { Role } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { endApprovalClock } from "../store/approval-clock.ts";
import { canAnotherApprove, personRefs } from "../store/person.ts";
import { markCycle } from "../store/reply-case.ts";
import { insertApproval } from "../store/reply-approval.ts";
import { insertRevision } from "../store/reply-revision.ts";
import { updateReply } from "../store/reply.ts";
import type { ApprovalKind, ReplyRecord } from "../store/reply.ts";
import { beginApproval } from "./approval-clock.ts";
import { refuseOvertaken, refuseStranger, refuseUnread } from "./overtaken.ts";
import { refuseUnchecked } from "./check-reply.ts";
import { refuseUnfit } from "./refuse-unfit.ts";
import { rejectRivals } from "./reject-rivals.ts";
import type { Rival } from "./reject-rivals.ts";
import { takeReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { hashOf, judgeReply, standingOf } from "./requirement.ts";
import { ensureAuthor } from "./write-draft.ts";

type By = { readonly person: CallPerson; readonly settings: Settings };

/**
 * Hands a draft to its approvers. An unchanged rendering of an approved template needs no person where the policy says
 * so: its approval is minted here, for exactly this hash.
 * Refusals: not-owner, reply-empty, fields-empty, reply-too-long, case-resolved, answered-meanwhile.
 */
export async function submitReply(
  act: Act,
  target: ReplyTarget & { readonly seen: readonly string[] },
  { person, settings }: By,
): Promise<void> {
  const reply = await takeReply(act, target, "submit");
  await refuseStranger(act, reply, person);
  refuseUnfit(reply);
  await refuseUnchecked(act.trx, reply);
  await refuseUnread(act, reply, target.seen);
  await ensureAuthor(act.trx, reply, person);
  const judged = await judgeReply(act.trx, reply, { settings });
  await updateReply(act.trx, reply.rowId, {
    state: "submitted",
    submitted_at: act.at,
    asked: JSON.stringify(judged.asks),
    ...notReturned,
  });
  await keepSubmitted(act, reply, person);
  await markCycle(act.trx, { caseRowId: reply.caseRowId, cycle: reply.cycle, moment: "submitted_at", at: act.at });
  await act.record({
    kind: "reply.submitted",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: {
      storyId: reply.storyId,
      text: reply.text,
      hash: hashOf(reply),
      script: reply.script,
      policy: judged.policyVersion,
    },
  });
  if (!judged.isCovered) return beginApproval(act, reply, settings);
  await insertApproval(act.trx, { replyRowId: reply.rowId, ...byTemplate, hash: hashOf(reply), at: act.at });
  await release(act, reply, { ...byTemplate, by: null, holdMinutes: settings.holdMinutes });
}

const byTemplate = { kind: "template", personRowId: null, role: null } as const;
const notReturned = {
  returned_by: null,
  returned_at: null,
  return_reason: null,
  return_reasons: "[]",
  rejected_for: null,
} as const;

async function keepSubmitted(act: Act, { rowId, text }: ReplyRecord, person: CallPerson): Promise<void> {
  const written = { replyRowId: rowId, personRowId: person.rowId, at: act.at, text };
  await insertRevision(act.trx, { id: act.newId(), kind: "submitted", ...written });
}

/**
 * Approves exactly the text that the approver saw: `hash` must be the hash of what is stored now. Where two people are
 * asked for it waits for the second. With the last of them the other drafts that `over` names go back to their authors.
 * Refusals: approval-void, own-approval, role-cannot-approve, already-approved, case-resolved, answered-meanwhile.
 */
export async function approveReply(
  act: Act,
  target: ReplyTarget & { readonly hash: string; readonly over?: readonly Rival[] | undefined },
  { person, settings }: By,
): Promise<void> {
  const reply = await takeReply(act, target, "approve");
  const hash = hashOf(reply);
  if (hash !== target.hash) throw new Refusal("approval-void");
  await refuseOvertaken(act, reply, reply.times.submittedAt ?? reply.times.savedAt);
  await refuseUnchecked(act.trx, reply);
  const judged = await judgeReply(act.trx, reply, { settings });
  const standing = standingOf(reply);
  const own = standing.find((one) => one.personId === person.rowId);
  if (own) {
    // What was missing is not asked for any more: who had approved lets it go on.
    if (!isFullyApproved(standing, judged)) throw new Refusal("already-approved");
    return release(act, reply, { kind: own.kind, role: own.role, by: person.name, holdMinutes: settings.holdMinutes });
  }
  const roles = rolesStillOpen(standing, judged);
  const { kind, role } = await judge(act, reply, { person, roles, selfApproval: settings.selfApproval });
  await insertApproval(act.trx, { replyRowId: reply.rowId, kind, personRowId: person.rowId, role, hash, at: act.at });
  if (isFullyApproved([...standing, { kind, personId: person.rowId, role }], judged)) {
    await release(act, reply, { kind, role, by: person.name, holdMinutes: settings.holdMinutes });
    return rejectRivals(act, { chosen: reply, rivals: target.over ?? [], person });
  }
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
  const afresh = { trouble: null, next_at: null } as const;
  await updateReply(act.trx, reply.rowId, { state: "approved", approved_at: act.at, hold_until: holdUntil, ...afresh });
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
