import type { Settings } from "../../contract/methods/settings.ts";
import type { Clock, StoryRow } from "../../contract/methods/triage.ts";
import type { Span } from "../../contract/values.ts";
import { badgeOf, type BadgeReply } from "../../domain/cases/badge.ts";
import { readReason } from "../../domain/cases/bucket-reason.ts";
import { slaState } from "../../domain/cases/clock.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { snoozeEnd } from "../../domain/cases/transitions.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db } from "./open.ts";
import { labelMeanings, labelsOf, type LabelMeanings } from "./label.ts";
import { marksOf } from "./mark.ts";

/** The moment and the policy that rows are judged by. */
export type AsOf = { readonly now: number; readonly settings: Settings };

/** Lines of triage for these stories, in the order asked for; a story that is not there is left out. At most 1,000. */
export async function storyRows(db: Db, storyRowIds: readonly number[], asOf: AsOf): Promise<readonly StoryRow[]> {
  if (storyRowIds.length === 0) return [];
  const rows = await storyQuery(db, storyRowIds).execute();
  const caseIds = rows.flatMap((row) => row.case_id ?? []);
  const heads = rows.map((row) => row.head_id);
  const [replies, marks, labels] = await Promise.all([openReplies(db, caseIds), marksOf(db, heads), labelMeanings(db)]);
  const byId = new Map(
    rows.map((row) => [
      row.id,
      toStoryRow(row, {
        asOf,
        replies: replies.get(row.case_id ?? 0) ?? [],
        marks: marks.get(row.head_id) ?? [],
        labels,
      }),
    ]),
  );
  return storyRowIds.flatMap((id) => byId.get(id) ?? []);
}

function storyQuery(db: Db, storyRowIds: readonly number[]) {
  return db
    .selectFrom("story")
    .innerJoin("item", "item.id", "story.head_id")
    .innerJoin("source", "source.id", "item.source_id")
    .leftJoin("desk_case", "desk_case.story_id", "story.id")
    .leftJoin("person", "person.id", "desk_case.owner_id")
    .selectAll("story")
    .select(["item.author", "item.handle", "item.network", "item.lang", "item.title", "item.text", "item.url"])
    .select(["item.score", "item.confidence", "item.published_at", "item.first_seen_at", "source.name as source_name"])
    .select(["desk_case.id as case_id", "desk_case.public_id as case_public_id", "desk_case.version as case_version"])
    .select([
      "desk_case.status",
      "desk_case.priority",
      "desk_case.resolution",
      "desk_case.snoozed_until",
      "desk_case.wake_on",
      "desk_case.first_opened_at",
    ])
    .select([
      "desk_case.queued_at",
      "desk_case.due_at",
      "desk_case.target_ms",
      "desk_case.first_response_at",
      "desk_case.is_private",
    ])
    .select(["person.public_id as owner_public_id", "person.name as owner_name"])
    .select(["person.removed_at as owner_removed_at", "desk_case.claimed_at"])
    .where("story.id", "in", [...storyRowIds])
    .orderBy("story.id")
    .limit(1000);
}

type Row = Awaited<ReturnType<ReturnType<typeof storyQuery>["execute"]>>[number];

function toStoryRow(
  row: Row,
  rest: {
    readonly asOf: AsOf;
    readonly replies: readonly BadgeReply[];
    readonly marks: readonly Span[];
    readonly labels: LabelMeanings;
  },
): StoryRow {
  const { excerpt, marks } = excerptOf(row.text, rest.marks);
  return {
    id: row.public_id,
    version: row.version,
    bucket: row.bucket,
    reason: readReason(row.reason),
    case: caseOf(row),
    labels: labelsOf(row.labels, rest.labels),
    clock: clockOf(row, rest.asOf),
    badge: badgeOf(rest.replies, { now: rest.asOf.now, isPrivate: row.is_private === 1 }),
    author: row.author,
    handle: row.handle,
    source: row.source_name,
    network: row.network,
    lang: row.lang,
    title: row.title,
    excerpt,
    marks: [...rest.marks.filter((mark) => mark.field === "title"), ...marks],
    sentiment: row.sentiment,
    score: row.score,
    confidence: row.confidence,
    copies: row.copies,
    url: row.url,
    publishedAt: row.published_at,
    firstSeenAt: row.first_seen_at,
  };
}

function caseOf(row: Row): StoryRow["case"] {
  const { case_public_id: id, case_version: version, status, priority, queued_at: queuedAt } = row;
  if (id === null || version === null || status === null || priority === null || queuedAt === null) return null;
  const owner =
    row.owner_public_id === null || row.owner_name === null
      ? null
      : { id: row.owner_public_id, name: row.owner_name, initials: initialsOf(row.owner_name) };
  return {
    id,
    version,
    status,
    priority,
    owner,
    resolution: row.resolution,
    snoozedUntil: snoozeEnd(row.snoozed_until),
    wakeOn: row.wake_on,
    claimedAt: row.claimed_at,
    ...(row.owner_removed_at === null ? {} : { ownerLeft: true as const }),
    opened: row.first_opened_at !== null,
    queuedAt,
  };
}

/** A story without a case has no clock. It stands still once the case is answered, never because somebody put it away. */
function clockOf(row: Row, { now, settings }: AsOf): Clock {
  return slaState({
    dueAt: row.due_at,
    now,
    targetMs: row.target_ms,
    calendar: calendarOf(settings, row.bucket),
    waiting: row.first_response_at !== null,
    resolved: row.status === "resolved",
  });
}

async function openReplies(db: Db, caseRowIds: readonly number[]): Promise<ReadonlyMap<number, readonly BadgeReply[]>> {
  if (caseRowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("reply")
    .select(["case_id", "state", "hold_until"])
    .where("case_id", "in", caseRowIds)
    .where("state", "not in", ["sent", "void", "cancelled"])
    .orderBy("id")
    .limit(5000)
    .execute();
  const replies = rows.map((row) => ({ caseRowId: row.case_id, state: row.state, holdUntil: row.hold_until }));
  return Map.groupBy(replies, (reply) => reply.caseRowId);
}
