import { sql, type RawBuilder } from "kysely";
import type { TriageView } from "../../contract/methods/triage.ts";
import type { Db } from "./open.ts";

/** Until which instant (ms) a deadline counts as near: buckets may have hours of their own. */
export type NearUntil = Readonly<Record<"care" | "pr" | "others", number>>;

/** Whose view it is, and what counts as near there. */
export type Viewer = { readonly personRowId: number | null; readonly nearUntil: NearUntil };

/** A place in a view: the value that it is ordered by, and the public id of the case (in analytics: of the story). */
export type Place = { readonly sort: number; readonly id: string };

export type PlacedStory = Place & { readonly storyRowId: number };

type View = {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
  readonly sort: RawBuilder<unknown>;
  readonly newestFirst?: true;
};

// Raw, because SQLite takes a partial index only when it sees the index's own condition, word for word, without parameters.
const live = sql`status IN ('new', 'open', 'waiting')`;
const cases = sql`desk_case`;
const sortAt = sql`sort_at`;

function viewOf(view: TriageView, { personRowId, nearUntil }: Viewer): View {
  switch (view) {
    case "waiting":
      return { from: cases, where: live, sort: sortAt };
    case "unsorted":
      return { from: cases, where: sql`${live} AND bucket = 'unsorted'`, sort: sortAt };
    case "care":
      return { from: cases, where: sql`${live} AND bucket = 'care'`, sort: sortAt };
    case "pr":
      return { from: cases, where: sql`${live} AND bucket = 'pr'`, sort: sortAt };
    case "mine":
      return { from: cases, where: sql`${live} AND owner_id = ${personRowId}`, sort: sortAt };
    case "breaching":
      return {
        from: cases,
        // The latest of all first: the index is of the deadline alone.
        where: sql`status <> 'resolved' AND first_response_at IS NULL AND due_at <= ${Math.max(...Object.values(nearUntil))}
          AND due_at <= CASE bucket WHEN 'care' THEN ${nearUntil.care} WHEN 'pr' THEN ${nearUntil.pr} ELSE ${nearUntil.others} END`,
        sort: sql`due_at`,
      };
    case "approval":
      return { from: cases, where: sql`desk_case.id IN (${submitted}) AND status <> 'resolved'`, sort: sortAt };
    case "private":
      return { from: cases, where: sql`is_private = 1 AND status <> 'resolved'`, sort: sortAt };
    case "snoozed":
      return { from: cases, where: sql`status = 'snoozed'`, sort: sql`snoozed_until` };
    case "resolved":
      return { from: cases, where: sql`status = 'resolved'`, sort: sql`resolved_at`, newestFirst: true };
    case "analytics":
      return {
        from: sql`story`,
        where: sql`bucket = 'analytics' AND copies > 0`,
        sort: sql`newest_at`,
        newestFirst: true,
      };
  }
}

/** The stories of an alarm's mentions, whatever was done with them since. */
function alarmView(alarm: string): View {
  const stories = sql`
    SELECT mention.story_id
    FROM alarm
    JOIN alarm_mention ON alarm_mention.alarm_id = alarm.id
    JOIN mention ON mention.id = alarm_mention.mention_id
    WHERE alarm.public_id = ${alarm}`;
  return { from: sql`story`, where: sql`id IN (${stories})`, sort: sql`newest_at`, newestFirst: true };
}

/** Stories by their rows, whatever was done with them since. */
function storiesView(rowIds: readonly number[]): View {
  const stories = sql`SELECT value FROM json_each(${JSON.stringify(rowIds)})`;
  return { from: sql`story`, where: sql`id IN (${stories})`, sort: sql`newest_at`, newestFirst: true };
}

const submitted = sql`
  SELECT case_id
  FROM reply
  WHERE state IN ('submitted', 'approved', 'handed_over', 'failed', 'needs_person') AND state = 'submitted'`;

export type PageOf = {
  readonly view: TriageView;
  /** An alarm's public id: its stories in place of a view. */
  readonly alarm?: string | null;
  /** Rows of stories in place of a view. */
  readonly stories?: readonly number[] | null;
  /** Only these stories, by row, in the order of the view. */
  readonly among?: readonly number[] | null;
  readonly viewer: Viewer;
  readonly after: Place | null;
  readonly limit: number;
};

/** One page of a view by keyset: what comes after a place, in the order of the view. */
export async function placedStories(db: Db, page: PageOf): Promise<readonly PlacedStory[]> {
  const { rows } = await (await pageQuery(db, page)).execute(db);
  return rows.map(({ storyRowId, publicId, sort }) => ({ storyRowId, id: publicId, sort }));
}

type PlacedRow = { readonly storyRowId: number; readonly publicId: string; readonly sort: number };

/** The statement of a page, for the test of its plan too. */
export async function pageQuery(
  db: Db,
  { view, alarm = null, stories = null, among = null, viewer, after, limit }: PageOf,
): Promise<RawBuilder<PlacedRow>> {
  const { from, where, sort, newestFirst } = named({ alarm, stories }) ?? viewOf(view, viewer);
  const table = view === "analytics" || alarm !== null || stories !== null ? "story" : "desk_case";
  const story = table === "story" ? sql`id` : sql`story_id`;
  const only = among === null ? sql`` : sql`AND ${story} IN (SELECT value FROM json_each(${JSON.stringify(among)}))`;
  const direction = newestFirst ? sql`DESC` : sql`ASC`;
  const beyond = after ? await beyondPlace(db, { table, after, sort, newestFirst: newestFirst ?? false }) : sql``;
  // No column may be called `id` in the answer: ORDER BY would take it for the row's.
  return sql<PlacedRow>`
    SELECT ${story} AS storyRowId, public_id AS publicId, ${sort} AS sort
    FROM ${from}
    WHERE ${where} ${only} ${beyond}
    ORDER BY ${sort} ${direction}, id ${direction}
    LIMIT ${limit}`;
}

function named({ alarm, stories }: { readonly alarm: string | null; readonly stories: readonly number[] | null }) {
  if (stories !== null) return storiesView(stories);
  return alarm === null ? null : alarmView(alarm);
}

type Beyond = {
  readonly table: "story" | "desk_case";
  readonly after: Place;
  readonly sort: RawBuilder<unknown>;
  readonly newestFirst: boolean;
};

async function beyondPlace(db: Db, { table, after, sort, newestFirst }: Beyond): Promise<RawBuilder<unknown>> {
  const row = await db.selectFrom(table).select("id").where("public_id", "=", after.id).executeTakeFirst();
  // A case that an undo took away has no row any more: its time alone is the place then, and at worst some rows come twice.
  const rowId = row?.id ?? (newestFirst ? Number.MAX_SAFE_INTEGER : 0);
  return newestFirst
    ? sql`AND (${sort}, id) < (${after.sort}, ${rowId})`
    : sql`AND (${sort}, id) > (${after.sort}, ${rowId})`;
}

/** How many stories stand in a view; not counted beyond `cap`. */
export async function countView(
  db: Db,
  { view, viewer, cap }: { readonly view: TriageView; readonly viewer: Viewer; readonly cap: number },
): Promise<number> {
  const { from, where } = viewOf(view, viewer);
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*) AS n FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${cap})`.execute(db);
  return rows[0]?.n ?? 0;
}

/** How many cases wait for somebody; not counted beyond `cap`. */
export function countLive(db: Db, cap: number): Promise<number> {
  return countView(db, {
    view: "waiting",
    viewer: { personRowId: null, nearUntil: { care: 0, pr: 0, others: 0 } },
    cap,
  });
}

/** Where stories stand among all that is stored: at a mention of theirs, which the cursor names by its public id. */
export async function placesOfMentions(db: Db, mentionRowIds: readonly number[]): Promise<readonly PlacedStory[]> {
  const { rows } = await sql<PlacedRow>`
    SELECT mention.story_id AS storyRowId, item.public_id AS publicId, mention.id AS sort
    FROM json_each(${JSON.stringify(mentionRowIds)}) AS wanted
    CROSS JOIN mention ON mention.id = wanted.value
    JOIN item ON item.id = mention.id
    ORDER BY mention.id DESC`.execute(db);
  return rows.map(({ storyRowId, publicId, sort }) => ({ storyRowId, id: publicId, sort }));
}
