import type { Bucket, SentimentSlot } from "../../contract/values.ts";
import type { StoredEvent } from "./event-log.ts";
import type { Db } from "./open.ts";

/** What a log line adds to an event about a story, a case, a reply or a delivery. */
export type LogContext = {
  readonly caseId: string | null;
  readonly storyId: string;
  readonly contact: string | null;
  readonly source: string;
  readonly bucket: Bucket;
  readonly sentiment: SentimentSlot;
  readonly url: string | null;
  readonly dueAt: number | null;
  readonly firstResponseAt: number | null;
  readonly replyUrl: string | null;
  readonly approvedBy: string | null;
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
      "desk_case.due_at",
      "desk_case.first_response_at",
    ])
    .select(["contact.name as contact", "item.author", "item.url", "source.name as source", "mention.slot_sentiment"])
    .limit(1000);
}

type BaseRow = Awaited<ReturnType<ReturnType<typeof baseQuery>["execute"]>>[number];

const toContext = (
  row: BaseRow,
  reply: { readonly url: string | null; readonly approvedBy: string | null } | null,
): LogContext => ({
  caseId: row.case_id,
  storyId: row.story_id,
  contact: row.contact ?? row.author,
  source: row.source,
  bucket: row.bucket,
  sentiment: row.slot_sentiment ?? "unsure",
  url: row.url,
  dueAt: row.due_at,
  firstResponseAt: row.first_response_at,
  replyUrl: reply?.url ?? null,
  approvedBy: reply?.approvedBy ?? null,
});

async function storyContexts(
  db: Db,
  { stories, cases }: Subjects,
): Promise<readonly (readonly [string, LogContext])[]> {
  if (stories.length + cases.length === 0) return [];
  const rows = await baseQuery(db)
    .where((eb) =>
      eb.or([eb("story.public_id", "in", [...stories, ""]), eb("desk_case.public_id", "in", [...cases, ""])]),
    )
    .execute();
  return rows.flatMap((row) => {
    const context = toContext(row, null);
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
    .select(["approval.reply_id", "approval.kind", "person.name"])
    .where("approval.voided_at", "is", null)
    .where("approval.reply_id", "in", [...rows.map((row) => row.reply_row_id), 0])
    .orderBy("approval.id")
    .execute();
  const approvedBy = (rowId: number) =>
    approvers
      .filter((one) => one.reply_id === rowId)
      .map((one) => one.name ?? one.kind)
      .join(", ") || null;
  return rows.map(
    (row) =>
      [
        `reply:${row.reply_id}`,
        toContext(row, { url: row.proof_url, approvedBy: approvedBy(row.reply_row_id) }),
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
    .select("delivery.public_id as delivery_id")
    .where("delivery.public_id", "in", deliveries)
    .execute();
  return rows.map((row) => [`delivery:${row.delivery_id}`, toContext(row, null)] as const);
}
