import { sql, type RawBuilder } from "kysely";
import type { Settings } from "../../contract/methods/settings.ts";
import type { QueueFilter } from "../../contract/queue-filter.ts";
import type { Bucket } from "../../contract/values.ts";
import { slaState } from "../../domain/cases/clock.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import { inQueueOf } from "./department-queue.ts";
import type { Db } from "./open.ts";

const hourMs = 60 * 60_000;

/** Whose "me" it is, and the moment and the policy that clocks are read by. */
export type FilterAsOf = { readonly now: number; readonly settings: Settings; readonly personRowId: number | null };

/** Whether a filter asks for anything. */
export function isNarrow(filter: QueueFilter): boolean {
  return Object.values(filter).some((part) => part !== undefined && (!Array.isArray(part) || part.length > 0));
}

type Row = {
  readonly id: number;
  readonly dueAt: number | null;
  readonly targetMs: number | null;
  readonly firstResponseAt: number | null;
  readonly status: string | null;
  readonly bucket: Bucket | null;
};

/** Those of these stories that a filter lets through. */
export async function fittingStories(
  db: Db,
  {
    storyRowIds,
    filter,
    asOf,
  }: { readonly storyRowIds: readonly number[]; readonly filter: QueueFilter; readonly asOf: FilterAsOf },
): Promise<ReadonlySet<number>> {
  if (!isNarrow(filter)) return new Set(storyRowIds);
  const conditions = conditionsOf(filter, asOf);
  const { rows } = await sql<Row>`
    SELECT story.id AS id, desk_case.due_at AS dueAt, desk_case.target_ms AS targetMs,
      desk_case.first_response_at AS firstResponseAt, desk_case.status AS status,
      desk_case.bucket AS bucket
    FROM json_each(${JSON.stringify(storyRowIds)}) AS wanted
    CROSS JOIN story ON story.id = wanted.value
    LEFT JOIN desk_case ON desk_case.story_id = story.id
    WHERE ${sql.join([sql`1`, ...conditions], sql` AND `)}`.execute(db);
  const clocks = filter.clocks ?? [];
  const fitting =
    clocks.length === 0 ? rows : rows.filter((row) => clocks.some((clock) => clock === clockOf(row, asOf)));
  return new Set(fitting.map(({ id }) => id));
}

function conditionsOf(filter: QueueFilter, { now, personRowId }: FilterAsOf): readonly RawBuilder<unknown>[] {
  const { newerThanHours, olderThanHours } = filter;
  const age = (hours: number) => now - hours * hourMs;
  return [
    ...some(filter.buckets, (list) => sql`story.bucket IN ${list}`),
    ...some(filter.sentiments, (list) => sql`story.sentiment IN ${list}`),
    ...some(filter.departments, inQueueOf),
    ...some(filter.priorities, (list) => sql`desk_case.priority IN ${list}`),
    ...some(filter.reaches, (list) => sql`${reachBand} IN ${list}`),
    ...some(filter.sources, (list) =>
      ofCopy(sql`item.source_id IN (SELECT id FROM source WHERE public_id IN ${list})`),
    ),
    ...some(filter.networks, (list) => ofCopy(sql`item.network IN ${list}`)),
    ...some(filter.langs, (list) => ofCopy(sql`coalesce(item.lang, 'unknown') IN ${list}`)),
    ...some(filter.watches, (list) => ofWatch(list)),
    ...some(filter.labels, (list) => ofLabel(list)),
    ...ofOwners(filter.owners ?? [], personRowId),
    ...(newerThanHours === undefined ? [] : [ofHead(sql`item.first_seen_at >= ${age(newerThanHours)}`)]),
    ...(olderThanHours === undefined ? [] : [ofHead(sql`item.first_seen_at < ${age(olderThanHours)}`)]),
  ];
}

type Values = readonly (string | number)[];

/** A condition over a list of values, where there are any. */
function some(
  values: Values | undefined,
  condition: (list: RawBuilder<unknown>) => RawBuilder<unknown>,
): readonly RawBuilder<unknown>[] {
  if (!values || values.length === 0) return [];
  return [condition(sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`)];
}

/** Whom the case is with is the one who wrote; where there is no case, nobody has said whom they reach. */
const reachBand = sql`coalesce((
  SELECT CASE WHEN followers < 1000 THEN 'under1000' WHEN followers < 10000 THEN 'under10000' ELSE 'from10000' END
  FROM contact_reach
  WHERE contact_reach.contact_id = desk_case.contact_id), 'unknown')`;

/** Any copy of a story will do. */
function ofCopy(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`EXISTS (
    SELECT 1 FROM mention JOIN item ON item.id = mention.id WHERE mention.story_id = story.id AND ${condition})`;
}

function ofHead(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`EXISTS (SELECT 1 FROM item WHERE item.id = story.head_id AND ${condition})`;
}

function ofWatch(list: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`EXISTS (
    SELECT 1
    FROM mention
    JOIN mention_watch ON mention_watch.mention_id = mention.id
    WHERE mention.story_id = story.id
      AND mention_watch.watch_id IN (SELECT id FROM watch WHERE removed_at IS NULL AND public_id IN ${list}))`;
}

/** A label by its name of today: every word that means it, or its own name where nobody changed it. */
function ofLabel(list: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`EXISTS (
    SELECT 1
    FROM story_label
    LEFT JOIN label_name ON label_name.name = story_label.name
    LEFT JOIN label ON label.id = label_name.label_id
    WHERE story_label.story_id = story.id
      AND CASE WHEN label_name.name IS NULL THEN story_label.name ELSE label.name END COLLATE NOCASE IN ${list})`;
}

function ofOwners(owners: readonly string[], personRowId: number | null): readonly RawBuilder<unknown>[] {
  if (owners.length === 0) return [];
  const named = owners.filter((owner) => owner !== "me" && owner !== "nobody");
  const any = [
    ...(owners.includes("me") ? [sql`desk_case.owner_id = ${personRowId}`] : []),
    ...(owners.includes("nobody") ? [sql`desk_case.id IS NOT NULL AND desk_case.owner_id IS NULL`] : []),
    ...some(named, (list) => sql`desk_case.owner_id IN (SELECT id FROM person WHERE public_id IN ${list})`),
  ];
  return [sql`(${sql.join(any, sql` OR `)})`];
}

function clockOf(row: Row, { now, settings }: FilterAsOf): string {
  const { dueAt, targetMs, firstResponseAt, status, bucket } = row;
  if (status === null || bucket === null) return "none";
  if (firstResponseAt !== null) return "answered";
  return slaState({
    ...{ dueAt, targetMs, now, calendar: calendarOf(settings, bucket) },
    waiting: false,
    resolved: status === "resolved",
  }).state;
}
