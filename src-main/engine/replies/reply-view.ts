import type { Reply } from "../../contract/methods/replies.ts";
import { countingApprovals, isFullyApproved, rolesStillOpen } from "../../domain/replies/approval-policy.ts";
import { changedCharacters } from "../../domain/replies/changed-characters.ts";
import { replyLength } from "../../domain/replies/reply-length.ts";
import { placeholdersOf } from "../../domain/replies/render-script.ts";
import { viewPostings } from "../publishing/posting-view.ts";
import { readPolicy } from "../store/approval-policy.ts";
import { findAccount } from "../store/account.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import { revisionsOf } from "../store/reply-revision.ts";
import type { Revision } from "../store/reply-revision.ts";
import { findReplies } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import type { ScriptVersion } from "../store/script.ts";
import { readSettings } from "../store/setting.ts";
import { hashOf, judgeReply, renderFor, standingOf } from "./requirement.ts";
import type { Judged } from "./requirement.ts";

export { hashOf, ownHosts, renderFor, scriptOf, wordsOf } from "./requirement.ts";

/**
 * Whether the words as they stand may leave: the one question that every way out asks. Yes only for approvals of exactly
 * their hash, by as many different people in the right roles as policy, script and lane ask for, none of them an author
 * (but under the recorded policy of a firm of one), or by an approved template in which nothing was changed.
 */
export async function mayLeave(db: Db, reply: ReplyRecord): Promise<boolean> {
  return isFullyApproved(standingOf(reply), await judgeReply(db, reply));
}

/** Required fields that are empty, in the order of the text: what is still a placeholder. */
export function emptyFieldsOf(reply: Pick<ReplyRecord, "text">): readonly string[] {
  return placeholdersOf(reply.text);
}

/** The script's own words with the reply's fields: what a diff is drawn against. */
export function renderedBy(script: ScriptVersion | null, reply: ReplyRecord): string | null {
  return renderFor(reply, script, reply.values);
}

/** Replies in the shape of the contract. */
export async function viewReplies(db: Db, replies: readonly ReplyRecord[]): Promise<readonly Reply[]> {
  const personIds = replies.flatMap((reply) => [
    ...reply.authorRowIds,
    ...reply.approvals.map((approval) => approval.personRowId ?? 0),
    reply.returned?.byRowId ?? 0,
    reply.savedByRowId ?? 0,
  ]);
  const people = await personRefs(
    db,
    [...new Set(personIds)].filter((id) => id > 0),
  );
  const ref = (rowId: number) => people.get(rowId) ?? { id: "", name: "", initials: "" };
  const known = { policy: await readPolicy(db), settings: (await readSettings(db)).settings };
  const revisions = await revisionsOf(
    db,
    replies.filter((reply) => lostApproval(reply) !== null).map(({ rowId }) => rowId),
  );
  const postingOf = await viewPostings(db, replies);
  const views: Reply[] = [];
  for (const reply of replies)
    views.push(
      viewReply(reply, {
        ...{ judged: await judgeReply(db, reply, known), limit: await limitOf(db, reply) },
        ...{ ref, revisions, postingOf },
      }),
    );
  return views;
}

type Beside = {
  readonly judged: Judged;
  readonly limit: Reply["limit"];
  readonly ref: (rowId: number) => Reply["authors"][number];
  readonly revisions: readonly Revision[];
  readonly postingOf: (reply: ReplyRecord) => Reply["posting"];
};

function viewReply(reply: ReplyRecord, { judged, limit, ref, revisions, postingOf }: Beside): Reply {
  const { script } = judged;
  return {
    id: reply.id,
    version: reply.version,
    state: reply.state,
    text: reply.text,
    hash: hashOf(reply),
    network: reply.network,
    parentUrl: reply.parentUrl,
    placeUrl: reply.placeUrl,
    prefix: reply.prefix,
    script:
      script && reply.script
        ? { id: script.id, version: script.version, name: script.content.name, variant: reply.script.variant }
        : null,
    fields: { ...reply.values },
    emptyFields: [...emptyFieldsOf(reply)],
    authors: reply.authorRowIds.map(ref),
    limit,
    ...reply.times,
    savedBy: reply.savedByRowId === null ? null : ref(reply.savedByRowId),
    holdUntil: reply.holdUntil,
    proofUrl: reply.proofUrl,
    posting: postingOf(reply),
    approvals: reply.approvals.map((approval) => ({
      by: approval.personRowId === null ? null : ref(approval.personRowId),
      role: approval.role,
      kind: approval.kind,
      at: approval.at,
      voidedAt: approval.voidedAt,
    })),
    returned: reply.returned && {
      by: ref(reply.returned.byRowId),
      at: reply.returned.at,
      reason: reply.returned.reason,
      reasons: [...reply.returned.reasons],
      isForAnother: reply.returned.rejectedFor !== null,
    },
    voided: voidedIn(reply, revisions, ref),
    policy: policyFor(reply, judged),
  };
}

function policyFor(reply: ReplyRecord, judged: Judged): Reply["policy"] {
  const { requirement, because, policyVersion } = judged;
  const standing = standingOf(reply);
  return {
    roles: [...rolesStillOpen(standing, judged)],
    template: requirement.template,
    needed: requirement.needed,
    given: countingApprovals(standing, judged).length,
    legal: requirement.legal,
    isLegalAdded: reply.about.isLegalAdded,
    because: [...because],
    version: policyVersion,
  };
}

/** The newest approval that was lost because the words changed, where none stands and the words were not submitted again. */
function lostApproval(reply: ReplyRecord): ReplyRecord["approvals"][number] | null {
  if (reply.state !== "draft" && reply.state !== "void") return null;
  const lost = reply.approvals.at(-1);
  return lost?.voidedBecause === "edited" || lost?.voidedBecause === "tampered" ? lost : null;
}

function voidedIn(
  reply: ReplyRecord,
  revisions: readonly Revision[],
  ref: (rowId: number) => Reply["authors"][number],
): Reply["voided"] {
  const lost = lostApproval(reply);
  if (lost?.voidedAt == null) return null;
  const approved = revisions.findLast(({ replyRowId, at }) => replyRowId === reply.rowId && at <= lost.at);
  return {
    at: lost.voidedAt,
    by: reply.savedByRowId === null ? null : ref(reply.savedByRowId),
    characters: approved ? changedCharacters(approved.text, reply.text) : null,
  };
}

async function limitOf(db: Db, reply: ReplyRecord): Promise<Reply["limit"]> {
  const limits = reply.account === "assisted" ? null : ((await findAccount(db, reply.account))?.limits ?? null);
  const { used, max } = replyLength({ ...reply, limits }, reply.text);
  return { used, max };
}

/** All replies of a case, oldest first. */
export async function repliesOfCase(db: Db, caseRowId: number): Promise<readonly Reply[]> {
  return viewReplies(db, await findReplies(db, { caseRowId }));
}
