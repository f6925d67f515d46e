import { sql } from "kysely";
import type { Bucket, SentimentSlot } from "../../contract/values.ts";
import type { StoredEvent } from "./event-log.ts";
import type { Db } from "./open.ts";

/** One cycle of a case; how it went on after an event is for the reader to leave out. */
export type CycleFacts = {
  readonly cycle: number;
  readonly bucket: Bucket;
  readonly queuedAt: number;
  readonly dueAt: number | null;
  readonly firstResponseAt: number | null;
  readonly resolvedAt: number | null;
};

/** An approval of a reply: a person's name, or its kind. */
export type ApprovalFacts = { readonly by: string; readonly at: number; readonly voidedAt: number | null };

/** What a log line adds to an event about a story, a case, a reply or a delivery. */
export type LogContext = {
  readonly caseId: string | null;
  readonly storyId: string;
  readonly contact: string | null;
  readonly source: string;
  /** The story's bucket of today, for a story that never had a case. */
  readonly bucket: Bucket;
  readonly sentiment: SentimentSlot;
  readonly url: string | null;
  readonly replyUrl: string | null;
  /** All cycles of the case, oldest first. */
  readonly cycles: readonly CycleFacts[];
  /** All approvals of the reply, oldest first, voided ones too. */
  readonly approvals: readonly ApprovalFacts[];
  /** When a delivery was queued: it tells of the cycle that ran then. */
  readonly ofMoment: number | null;
};

type Subjects = {
  readonly stories: readonly string[];
  readonly cases: readonly string[];
  readonly replies: readonly string[];
  readonly deliveries: readonly string[];
};

/** Contexts of a page of events (at most 500), by `<subject kind>:<id>`. */
export async function contextsOf(db: Db, events: readonly StoredEvent[]): Promise<ReadonlyMap<string, LogContext>> {
  const idsOf = (kind: string) => [
    ...new Set(events.filter((event) => event.subjectKind === kind).map((event) => event.subjectId)),
  ];
  const subjects: Subjects = {
    stories: idsOf("story"),
    cases: idsOf("case"),
    replies: idsOf("reply"),
    deliveries: idsOf("delivery"),
  };
  const found = new Map<string, LogContext>();
  for (const [key, context] of await storyContexts(db, subjects)) found.set(key, context);
  for (const [key, context] of await replyContexts(db, subjects.replies)) found.set(key, context);
  for (const [key, context] of await deliveryContexts(db, subjects.deliveries)) found.set(key, context);
  return found;
}

function baseQuery(db: Db) {
  return db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("source", "source.id", "item.source_id")
    .leftJoin("mention", "mention.id", "story.head_id")
    .leftJoin("desk_case", "desk_case.story_id", "story.id")
    .leftJoin("contact", "contact.id", "desk_case.contact_id")
    .select([
      "story.public_id as story_id",
      "story.bucket",
      "desk_case.public_id as case_id",
      "desk_case.id as case_row_id",
    ])
    .select(["contact.name as contact", "item.author", "item.url", "source.name as source", "mention.slot_sentiment"])
    .limit(1000);
}

type BaseRow = Awaited<ReturnType<ReturnType<typeof baseQuery>["execute"]>>[number];

type Extra = Pick<LogContext, "cycles"> & Partial<Pick<LogContext, "replyUrl" | "approvals" | "ofMoment">>;

const toContext = (row: BaseRow, extra: Extra): LogContext => ({
  caseId: row.case_id,
  storyId: row.story_id,
  contact: row.contact ?? row.author,
  source: row.source,
  bucket: row.bucket,
  sentiment: row.slot_sentiment ?? "unsure",
  url: row.url,
  replyUrl: null,
  approvals: [],
  ofMoment: null,
  ...extra,
});

/** The cycles of the cases of a page, by the case's row. */
async function cyclesOf(db: Db, rows: readonly BaseRow[]): Promise<(row: BaseRow) => readonly CycleFacts[]> {
  const caseRowIds = [...new Set(rows.flatMap((row) => row.case_row_id ?? []))];
  const cycles = await db
    .selectFrom("case_cycle")
    .select(["case_id", "cycle", "bucket", "queued_at", "due_at", "first_response_at", "resolved_at"])
    .where("case_id", "in", [...caseRowIds, 0])
    .orderBy("case_id")
    .orderBy("cycle")
    .execute();
  const byCase = Map.groupBy(cycles, (cycle) => cycle.case_id);
  return (row) =>
    (byCase.get(row.case_row_id ?? 0) ?? []).map((one) => ({
      cycle: one.cycle,
      bucket: one.bucket,
      queuedAt: one.queued_at,
      dueAt: one.due_at,
      firstResponseAt: one.first_response_at,
      resolvedAt: one.resolved_at,
    }));
}

/** Each kind of id has its own index; asked for in one condition over both tables, every story would be read. */
async function storyRowIds(
  db: Db,
  { stories, cases }: Pick<Subjects, "stories" | "cases">,
): Promise<readonly number[]> {
  const named = await db
    .selectFrom("story")
    .select("id")
    .where("public_id", "in", [...stories, ""])
    .execute();
  const ofCases = await db
    .selectFrom("desk_case")
    .select("story_id as id")
    .where("public_id", "in", [...cases, ""])
    .execute();
  return [...new Set([...named, ...ofCases].map(({ id }) => id))];
}

async function storyContexts(
  db: Db,
  { stories, cases }: Subjects,
): Promise<readonly (readonly [string, LogContext])[]> {
  if (stories.length + cases.length === 0) return [];
  const rows = await baseQuery(db)
    .where("story.id", "in", await storyRowIds(db, { stories, cases }))
    .execute();
  const cycles = await cyclesOf(db, rows);
  return rows.flatMap((row) => {
    const context = toContext(row, { cycles: cycles(row) });
    return [[`story:${row.story_id}`, context] as const, [`case:${row.case_id ?? ""}`, context] as const];
  });
}

async function replyContexts(db: Db, replies: readonly string[]): Promise<readonly (readonly [string, LogContext])[]> {
  if (replies.length === 0) return [];
  const rows = await baseQuery(db)
    .innerJoin("reply", "reply.case_id", "desk_case.id")
    .select(["reply.id as reply_row_id", "reply.public_id as reply_id", "reply.proof_url"])
    .where("reply.public_id", "in", replies)
    .execute();
  const approvers = await db
    .selectFrom("approval")
    .leftJoin("person", "person.id", "approval.person_id")
    .select(["approval.reply_id", "approval.kind", "approval.at", "approval.voided_at", "person.name"])
    .where("approval.reply_id", "in", [...rows.map((row) => row.reply_row_id), 0])
    .orderBy("approval.id")
    .execute();
  const approvals = (rowId: number) =>
    approvers
      .filter((one) => one.reply_id === rowId)
      .map((one) => ({ by: one.name ?? one.kind, at: one.at, voidedAt: one.voided_at }));
  const cycles = await cyclesOf(db, rows);
  return rows.map(
    (row) =>
      [
        `reply:${row.reply_id}`,
        toContext(row, { cycles: cycles(row), replyUrl: row.proof_url, approvals: approvals(row.reply_row_id) }),
      ] as const,
  );
}

async function deliveryContexts(
  db: Db,
  deliveries: readonly string[],
): Promise<readonly (readonly [string, LogContext])[]> {
  if (deliveries.length === 0) return [];
  const rows = await baseQuery(db)
    .innerJoin("delivery", "delivery.case_id", "desk_case.id")
    .select(["delivery.public_id as delivery_id", "delivery.created_at"])
    .where("delivery.public_id", "in", deliveries)
    .execute();
  const cycles = await cyclesOf(db, rows);
  return rows.map(
    (row) =>
      [`delivery:${row.delivery_id}`, toContext(row, { cycles: cycles(row), ofMoment: row.created_at })] as const,
  );
}

/** Everything of a story that events are about: itself, its case, its replies and its deliveries. */
export async function subjectsOfStory(db: Db, storyId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    WITH own AS (
      SELECT desk_case.id, desk_case.public_id
      FROM desk_case
      JOIN story ON story.id = desk_case.story_id
      WHERE story.public_id = ${storyId})
    SELECT public_id AS id FROM own
    UNION ALL
    SELECT reply.public_id FROM own JOIN reply ON reply.case_id = own.id
    UNION ALL
    SELECT delivery.public_id FROM own JOIN delivery ON delivery.case_id = own.id
    LIMIT 5000`.execute(db);
  return [storyId, ...rows.map(({ id }) => id)];
}
