import { sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import { replyHash, type ReplyIdentity } from "../../domain/replies/reply-hash.ts";
import { cycleCondition, type CycleKey, type KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

type Within = { readonly from: number; readonly to: number; readonly filter: KpiFilter };

/** Words that were handed to the approvers, and what became of them before they were handed in again. */
export type Submission = CycleKey & {
  readonly replyId: string;
  readonly bucket: Bucket;
  readonly at: number;
  readonly isFirst: 0 | 1;
  readonly approvedAt: number | null;
  /** Given back, taken back, or handed in again without a decision. */
  readonly endedAt: number | null;
  /** An approver changed them. */
  readonly editedAt: number | null;
};

/** Submissions of a period, `to` excluded, that a person had to decide, oldest first. A template's approval is nobody's work. */
export async function submissions(db: Db, { from, to, filter }: Within): Promise<readonly Submission[]> {
  const { rows } = await sql<Submission>`
    SELECT reply.public_id AS "replyId", c.case_id AS "caseRowId", c.cycle, c.bucket, given.at,
      NOT EXISTS (SELECT 1 FROM reply_revision AS earlier
        WHERE earlier.reply_id = given.reply_id AND earlier.kind = 'submitted' AND earlier.id < given.id) AS "isFirst",
      CASE WHEN again.at IS NULL THEN CASE WHEN reply.approved_at >= given.at THEN reply.approved_at END
        ELSE (SELECT max(approval.at) FROM approval
          WHERE approval.reply_id = given.reply_id AND approval.at >= given.at AND approval.at < again.at) END AS "approvedAt",
      coalesce(again.at, CASE WHEN reply.returned_at >= given.at THEN reply.returned_at END,
        (SELECT CASE WHEN last.outcome <> 'approved' THEN last.ended_at END FROM approval_clock AS last
          WHERE last.case_id = c.case_id AND last.cycle = c.cycle AND last.reply_id = given.reply_id
            AND last.started_at >= given.at
          ORDER BY last.id DESC
          LIMIT 1)) AS "endedAt",
      (SELECT min(edited.at) FROM reply_revision AS edited
        WHERE edited.reply_id = given.reply_id AND edited.kind = 'edited' AND edited.at >= given.at
          AND (again.at IS NULL OR edited.at < again.at)) AS "editedAt"
    FROM reply_revision AS given
    JOIN reply ON reply.id = given.reply_id
    JOIN case_cycle AS c ON c.case_id = reply.case_id AND c.cycle = reply.cycle
    LEFT JOIN reply_revision AS again ON again.id = (
      SELECT min(next.id) FROM reply_revision AS next
      WHERE next.reply_id = given.reply_id AND next.kind = 'submitted' AND next.id > given.id)
    WHERE given.kind = 'submitted' AND given.at >= ${from} AND given.at < ${to} AND ${cycleCondition(filter)}
      AND NOT EXISTS (SELECT 1 FROM approval
        WHERE approval.reply_id = given.reply_id AND approval.kind = 'template' AND approval.at = given.at)
    ORDER BY given.at, given.id`.execute(db);
  return rows;
}

/** The time that approvers had for one submission. */
export type ApprovalSpan = CycleKey & {
  readonly replyId: string;
  readonly bucket: Bucket;
  readonly at: number;
  readonly targetMs: number;
  readonly dueAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: "approved" | "returned" | "stopped" | null;
};

/** Clocks of approvals that began in a period, `to` excluded, oldest first. */
export async function approvalSpans(db: Db, { from, to, filter }: Within): Promise<readonly ApprovalSpan[]> {
  const { rows } = await sql<ApprovalSpan>`
    SELECT reply.public_id AS "replyId", c.case_id AS "caseRowId", c.cycle, c.bucket, given.started_at AS at,
      given.target_ms AS "targetMs", given.due_at AS "dueAt", given.ended_at AS "endedAt", given.outcome
    FROM approval_clock AS given
    JOIN reply ON reply.id = given.reply_id
    JOIN case_cycle AS c ON c.case_id = given.case_id AND c.cycle = given.cycle
    WHERE given.started_at >= ${from} AND given.started_at < ${to} AND ${cycleCondition(filter)}
    ORDER BY given.started_at, given.id`.execute(db);
  return rows;
}

/** A public reply that went out, and whether an approval of exactly its words held when it did. */
export type Post = CycleKey & {
  readonly replyId: string;
  readonly bucket: Bucket;
  readonly at: number;
  readonly isApproved: 0 | 1;
};

type SentWords = Omit<Post, "isApproved"> &
  ReplyIdentity & {
    /** JSON: the hashes that approvals which held at its posting are pinned to. */
    readonly approved: string;
  };

/** Replies posted in a period, `to` excluded, oldest first. An approval of other words is none. */
export async function publicPosts(db: Db, { from, to, filter }: Within): Promise<readonly Post[]> {
  const { rows } = await sql<SentWords>`
    SELECT reply.public_id AS "replyId", c.case_id AS "caseRowId", c.cycle, c.bucket, reply.sent_at AS at,
      reply.network, reply.account, reply.parent_url AS "parentUrl", reply.text,
      (SELECT json_group_array(approval.hash) FROM approval
        WHERE approval.reply_id = reply.id AND approval.at <= reply.sent_at
          AND (approval.voided_at IS NULL OR approval.voided_at > reply.sent_at)) AS approved
    FROM reply
    JOIN case_cycle AS c ON c.case_id = reply.case_id AND c.cycle = reply.cycle
    WHERE reply.sent_at IS NOT NULL AND reply.sent_at >= ${from} AND reply.sent_at < ${to} AND reply.state = 'sent'
      AND ${cycleCondition(filter)}
    ORDER BY reply.sent_at, reply.id`.execute(db);
  return rows.map(({ network, account, parentUrl, text, approved, ...post }) => {
    // A hash in hexadecimal stands in the list as it is.
    const isApproved = approved.includes(replyHash({ network, account, parentUrl, text }));
    return { ...post, isApproved: isApproved ? 1 : 0 };
  });
}

/** Invitations into private since an instant and until another, by cycle. */
export async function invitations(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly (CycleKey & { readonly invitedAt: number; readonly confirmedAt: number | null })[]> {
  const { rows } = await sql<CycleKey & { readonly invitedAt: number; readonly confirmedAt: number | null }>`
    SELECT case_id AS "caseRowId", cycle, invited_at AS "invitedAt", confirmed_at AS "confirmedAt"
    FROM private_path
    WHERE invited_at IS NOT NULL AND invited_at >= ${from} AND invited_at <= ${to}`.execute(db);
  return rows;
}
