import { sql } from "kysely";
import type { Bucket, ReplyState } from "../../contract/values.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import type { PolicyAsks } from "../../contract/approval-policy.ts";
import type { Db } from "./open.ts";

type Stretch = { readonly from: number; readonly to: number };

/** New mentions in a stretch of time, by the batches in which they came and by hand. */
export async function countMentionsIn(db: Db, { from, to }: Stretch): Promise<number> {
  const { rows } = await sql<{ readonly n: number }>`
    SELECT coalesce(sum(CASE event.kind WHEN 'ingest.stored' THEN event_payload.payload ->> 'mentions' ELSE 1 END), 0) AS n
    FROM event
    LEFT JOIN event_payload ON event_payload.seq = event.seq
    WHERE event.at >= ${from} AND event.at < ${to} AND event.kind IN ('ingest.stored', 'mention.logged')`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/** Promises that were made, kept and broken in a stretch of time, by public id. */
export async function promisesTouched(
  db: Db,
  { from, to }: Stretch,
): Promise<
  readonly { readonly id: string; readonly made: boolean; readonly kept: boolean; readonly broken: boolean }[]
> {
  const within = (at: number | null) => at !== null && at >= from && at < to;
  const rows = await db
    .selectFrom("promise")
    .select(["public_id", "made_at", "kept_at", "broken_at"])
    .where((eb) =>
      eb.or([
        eb.and([eb("made_at", ">=", from), eb("made_at", "<", to)]),
        eb.and([eb("kept_at", ">=", from), eb("kept_at", "<", to)]),
        eb.and([eb("broken_at", ">=", from), eb("broken_at", "<", to)]),
      ]),
    )
    .orderBy("id")
    .limit(10_000)
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    made: within(row.made_at),
    kept: within(row.kept_at),
    broken: within(row.broken_at),
  }));
}

/** A reply that waits for an approval or to be posted. */
export type WaitingReply = {
  readonly caseId: string;
  readonly storyId: string;
  readonly replyId: string;
  readonly title: string;
  readonly bucket: Bucket;
  readonly state: ReplyState;
  readonly by: string | null;
  readonly since: number | null;
  readonly needsLegal: boolean;
};

// Literals, so that the partial index is recognised by its condition.
const isWaiting = sql<boolean>`reply.state IN ('submitted', 'approved', 'handed_over', 'failed', 'needs_person')`;

/** The replies that wait for somebody, those that wait longest first. */
export async function waitingReplies(db: Db): Promise<readonly WaitingReply[]> {
  const rows = await db
    .selectFrom("reply")
    .innerJoin("desk_case", "desk_case.id", "reply.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .innerJoin("item", "item.id", "story.head_id")
    .leftJoin("legal_lane", "legal_lane.case_id", "desk_case.id")
    .leftJoin("person", "person.id", "reply.saved_by")
    .select([
      "reply.public_id",
      "reply.state",
      "reply.submitted_at",
      "reply.approved_at",
      "reply.saved_at",
      "reply.asked",
    ])
    .select([
      "desk_case.public_id as case_id",
      "desk_case.bucket",
      "story.public_id as story_id",
      "legal_lane.added_at",
    ])
    .select(["item.title", "item.text", "person.name"])
    .where(isWaiting)
    .orderBy((eb) => eb.fn.coalesce("reply.submitted_at", "reply.saved_at"))
    .orderBy("reply.id")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    caseId: row.case_id,
    storyId: row.story_id,
    replyId: row.public_id,
    title: row.title ?? excerptOf(row.text, []).excerpt,
    bucket: row.bucket,
    state: row.state,
    by: row.name,
    since: (row.state === "submitted" ? row.submitted_at : row.approved_at) ?? row.saved_at,
    needsLegal: row.added_at !== null || (row.asked !== null && (JSON.parse(row.asked) as PolicyAsks).legal),
  }));
}

/** Records that no CRM took, and that nobody left out. */
export async function stuckDeliveries(db: Db): Promise<
  readonly {
    readonly id: string;
    readonly caseId: string;
    readonly storyId: string;
    readonly contact: string | null;
    readonly target: string;
    readonly at: number;
  }[]
> {
  const rows = await db
    .selectFrom("delivery")
    .innerJoin("crm_target", "crm_target.id", "delivery.target_id")
    .innerJoin("desk_case", "desk_case.id", "delivery.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .select(["delivery.public_id", "delivery.created_at", "crm_target.name", "contact.name as contact"])
    .select(["desk_case.public_id as case_id", "story.public_id as story_id"])
    .where("delivery.state", "=", "dead")
    .where("delivery.skipped", "=", 0)
    .orderBy("delivery.id")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    caseId: row.case_id,
    storyId: row.story_id,
    contact: row.contact,
    target: row.name,
    at: row.created_at,
  }));
}

/** When a source went down or came back, oldest first; one that is removed or gone is not down any more. */
export async function sourceTurns(
  db: Db,
  { from, to }: Stretch,
): Promise<
  readonly { readonly source: string; readonly name: string | null; readonly at: number; readonly isDown: boolean }[]
> {
  const rows = await db
    .selectFrom("event")
    .leftJoin("source", "source.public_id", "event.subject_id")
    .leftJoin("event_payload", "event_payload.seq", "event.seq")
    .select(["event.subject_id", "event.at", "event.kind", "source.name"])
    .select(sql<string | null>`event_payload.payload ->> 'name'`.as("named"))
    .where("event.at", ">=", from)
    .where("event.at", "<", to)
    .where("event.kind", "in", ["source.down", "source.back", "source.removed", "source.merged"])
    .orderBy("event.seq")
    .limit(10_000)
    .execute();
  return rows.map((row) => ({
    source: row.subject_id,
    name: row.name ?? row.named,
    at: row.at,
    isDown: row.kind === "source.down",
  }));
}
