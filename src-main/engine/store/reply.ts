import { sql } from "kysely";
import type { Updateable } from "kysely";
import type { AccountKind } from "../../contract/methods/accounts.ts";
import type { PolicyAsks } from "../../contract/approval-policy.ts";
import type { Role, Said } from "../../contract/values.ts";
import { replyPrefix } from "../../domain/replies/reply-prefix.ts";
import type { Answered } from "../../domain/replies/reply-prefix.ts";
import type { ScriptVariant } from "../../domain/replies/render-script.ts";
import type { Db, Trx } from "./open.ts";
import type { ReplyRecord } from "./reply-record.ts";
import type { ReplyTable } from "./schema/handling.ts";

export type { ApprovalKind, ReplyRecord } from "./reply-record.ts";

// Literals, not parameters, so that the partial index is recognised by its condition.
const isWaiting = sql<boolean>`reply.state IN ('submitted', 'approved', 'handed_over', 'failed', 'needs_person')`;

const isApproved = sql<boolean>`reply.state = 'approved'`;
const isUnderWay = sql<boolean>`reply.state IN ('approved', 'sending', 'failed') AND reply.state = 'sending'`;

/** Lost its approval because somebody changed the words, and was not submitted again. */
const isVoid = sql<boolean>`reply.state IN ('draft', 'void') AND EXISTS (
  SELECT 1 FROM approval WHERE approval.reply_id = reply.id AND approval.voided_because IN ('edited', 'tampered')
)`;

/** Replies by public id, of one case, or of all cases: those that wait for somebody, are on their way, or lost their approval (at most 200). */
export async function findReplies(
  db: Db,
  by:
    | { readonly id: string }
    | { readonly caseRowId: number }
    | { readonly waiting: true }
    | { readonly sending: true }
    | { readonly void: true },
): Promise<readonly ReplyRecord[]> {
  let query = replyQuery(db);
  if ("id" in by) query = query.where("reply.public_id", "=", by.id);
  else if ("caseRowId" in by) query = query.where("reply.case_id", "=", by.caseRowId).orderBy("reply.id");
  else if ("void" in by)
    query = query.where(isVoid).where("desk_case.status", "<>", "resolved").orderBy("reply.saved_at", "desc").limit(20);
  else if ("sending" in by) query = query.where(isUnderWay).orderBy("reply.id");
  // However much is approved, what needs somebody is among them.
  else query = query.where(isWaiting).orderBy(isApproved).orderBy("reply.hold_until").orderBy("reply.id");
  const rows = await query.execute();
  const ids = rows.map((row) => row.id);
  const [authors, approvals] = await Promise.all([authorsOf(db, ids), approvalsOf(db, ids)]);
  return rows.map((row) => ({
    ...toReply(row),
    authorRowIds: authors.filter((author) => author.reply_id === row.id).map((author) => author.person_id),
    approvals: approvals.filter((approval) => approval.reply_id === row.id).map(toApproval),
  }));
}

/** Replies that went back because this one was approved, and were not touched since. */
export async function findRejectedFor(db: Db, replyId: string): Promise<readonly ReplyRecord[]> {
  const rows = await db
    .selectFrom("reply")
    .select("public_id")
    .where("rejected_for", "=", replyId)
    .where("state", "=", "returned")
    .orderBy("id")
    .execute();
  const found = await Promise.all(rows.map(({ public_id }) => findReplies(db, { id: public_id })));
  return found.flat();
}

function replyQuery(db: Db) {
  return db
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("source", "source.id", "item.source_id")
    .selectAll("reply")
    .select(["story.id as story_row_id", "story.public_id as story_id", "story.approval_roles"])
    .leftJoin("legal_lane", "legal_lane.case_id", "desk_case.id")
    .leftJoin("contact_reach", "contact_reach.contact_id", "desk_case.contact_id")
    .select(["desk_case.bucket", "desk_case.priority", "desk_case.contact_id", "story.urgency"])
    .leftJoin("account", "account.public_id", "reply.account")
    .select("account.kind as account_kind")
    .select(["legal_lane.added_at as legal_added_at", "contact_reach.followers"])
    .select(["source.url as source_url", "source.site_url"])
    .limit(200);
}

type ReplyRow = Awaited<ReturnType<ReturnType<typeof replyQuery>["execute"]>>[number];

function toReply(row: ReplyRow): Omit<ReplyRecord, "authorRowIds" | "approvals"> {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    state: row.state,
    caseRowId: row.case_id,
    cycle: row.cycle,
    storyRowId: row.story_row_id,
    storyId: row.story_id,
    storyRoles: JSON.parse(row.approval_roles) as Role[],
    about: {
      bucket: row.bucket,
      priority: row.priority,
      urgency: row.urgency,
      contactRowId: row.contact_id,
      reach: row.followers,
      isLegalAdded: row.legal_added_at !== null,
    },
    asked: row.asked === null ? null : (JSON.parse(row.asked) as PolicyAsks),
    network: row.network,
    account: row.account,
    parentUrl: row.parent_url,
    placeUrl: row.place_url,
    handle: row.author_handle,
    prefix: prefixOfRow(row),
    sourceHosts: [row.source_url, row.site_url ?? ""]
      .filter((url) => URL.canParse(url))
      .map((url) => new URL(url).hostname),
    text: row.text,
    values: JSON.parse(row.fields) as Record<string, string>,
    known: JSON.parse(row.known) as Record<string, string>,
    script: scriptOfRow(row),
    holdUntil: row.hold_until,
    times: {
      savedAt: row.saved_at,
      submittedAt: row.submitted_at,
      approvedAt: row.approved_at,
      handedOverAt: row.handed_over_at,
      sentAt: row.sent_at,
    },
    proofUrl: row.proof_url,
    // Written by the outbox only.
    trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    nextAt: row.next_at,
    closesCase: row.closes_case === 1,
    remindedAt: row.reminded_at,
    savedByRowId: row.saved_by,
    returned: returnedOf(row),
  };
}

function returnedOf(row: ReplyRow): ReplyRecord["returned"] {
  if (row.returned_by === null || row.returned_at === null) return null;
  return {
    byRowId: row.returned_by,
    at: row.returned_at,
    reason: row.return_reason ?? "",
    reasons: JSON.parse(row.return_reasons) as string[],
    rejectedFor: row.rejected_for,
  };
}

/** What the words begin with when an account of this kind posts them; null = a person does. */
export function prefixWith(kind: AccountKind | null, answered: Answered): string {
  return kind === null || kind === "manual" ? "" : replyPrefix(answered);
}

function prefixOfRow({ account_kind, network, author_handle: handle, parent_url: parentUrl }: ReplyRow): string {
  return prefixWith(account_kind, { network, handle, parentUrl });
}

function scriptOfRow(row: ReplyRow): ReplyRecord["script"] {
  if (row.script_id === null || row.script_version === null) return null;
  return { rowId: row.script_id, version: row.script_version, variant: (row.variant ?? "body") as ScriptVariant };
}

function toApproval(row: Awaited<ReturnType<typeof approvalsOf>>[number]): ReplyRecord["approvals"][number] {
  return {
    kind: row.kind,
    personRowId: row.person_id,
    role: row.role,
    hash: row.hash,
    at: row.at,
    voidedAt: row.voided_at,
    voidedBecause: row.voided_because,
  };
}

async function authorsOf(db: Db, replyIds: readonly number[]) {
  if (replyIds.length === 0) return [];
  return db.selectFrom("reply_author").selectAll().where("reply_id", "in", replyIds).orderBy("person_id").execute();
}

async function approvalsOf(db: Db, replyIds: readonly number[]) {
  if (replyIds.length === 0) return [];
  return db.selectFrom("approval").selectAll().where("reply_id", "in", replyIds).orderBy("id").execute();
}

/** Changes a reply and adds 1 to its version. */
export async function updateReply(trx: Trx, rowId: number, change: Updateable<ReplyTable>): Promise<void> {
  await trx
    .updateTable("reply")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

export async function addAuthor(trx: Trx, replyRowId: number, personRowId: number): Promise<void> {
  await trx
    .insertInto("reply_author")
    .values({ reply_id: replyRowId, person_id: personRowId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
