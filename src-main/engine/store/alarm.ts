import { sql } from "kysely";
import type { Selectable } from "kysely";
import type {
  AlarmConfidence,
  AlarmEvidence,
  AlarmKind,
  AlarmMeasure,
  AlarmState,
} from "../../contract/methods/alarms.ts";
import type { Taught } from "../../domain/alarms/taught.ts";
import type { Db, Trx } from "./open.ts";
import type { AlarmTable } from "./schema/alarms.ts";

/** What an alarm keeps of its evidence: posts by their rows, so that what is purged is gone from here too. */
export type KeptEvidence = Omit<AlarmEvidence, "firstPosts" | "clusters"> & {
  readonly firstPosts: readonly { readonly mentionRowId: number; readonly isNewAuthor: boolean }[];
  readonly clusters: readonly (Omit<AlarmEvidence["clusters"][number], "excerpt"> & {
    readonly mentionRowId: number;
  })[];
};

/** The name of a series in the store: "all", "negative", or "watch:" with the row of the watch. */
export type SeriesName = string;

export type AlarmRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly kind: AlarmKind;
  readonly series: SeriesName;
  readonly also: readonly SeriesName[];
  readonly state: AlarmState;
  readonly coordinated: boolean;
  readonly confidence: AlarmConfidence;
  readonly measure: AlarmMeasure;
  readonly evidence: KeptEvidence;
  readonly since: number;
  readonly raisedAt: number;
  /** When a window was last above its bound. */
  readonly overAt: number;
  /** When a window of a few hours was; null while only that of a day is. */
  readonly sharpAt: number | null;
  readonly endedAt: number | null;
  readonly dismissedAt: number | null;
  readonly mutedUntil: number | null;
  readonly noticeAt: number | null;
  readonly mentions: number;
  readonly authors: number;
  readonly topTerm: string | null;
  readonly version: number;
};

export type NewAlarm = Omit<AlarmRecord, "rowId" | "version">;

const running = sql<boolean>`state IN ('raised', 'ongoing')`;

/** Stores a new alarm; the answer is its row. */
export async function insertAlarm(trx: Trx, alarm: NewAlarm): Promise<number> {
  const { id } = await trx
    .insertInto("alarm")
    .values({ ...rowOf(alarm), public_id: alarm.id })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes an alarm that people acted on or that ended, and counts its version up; null when it was changed since it was read. */
export async function saveAlarm(trx: Trx, alarm: AlarmRecord): Promise<AlarmRecord | null> {
  const version = alarm.version + 1;
  return (await writeAlarm(trx, alarm, version)) ? { ...alarm, version } : null;
}

/**
 * Writes what was found out about an alarm. Its version stays: nobody's "Not an alarm" is refused because one more post came.
 * null when it was changed since it was read.
 */
export async function refreshAlarm(trx: Trx, alarm: AlarmRecord): Promise<AlarmRecord | null> {
  return (await writeAlarm(trx, alarm, alarm.version)) ? alarm : null;
}

async function writeAlarm(trx: Trx, alarm: AlarmRecord, version: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("alarm")
    .set({ ...rowOf(alarm), version })
    .where("id", "=", alarm.rowId)
    .where("version", "=", alarm.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The alarms raised since an instant that are over. */
export async function pastAlarms(db: Db, since: number): Promise<readonly AlarmRecord[]> {
  const rows = await db
    .selectFrom("alarm")
    .selectAll()
    .where("raised_at", ">=", since)
    .where("state", "in", ["ended", "dismissed"])
    .orderBy("raised_at")
    .orderBy("id")
    .limit(100)
    .execute();
  return rows.map(recordOf);
}

/** Notes that an alarm is still above its bound; nobody has to hear of it. */
export async function noteAlarmOver(
  trx: Trx,
  { rowId, overAt, sharpAt }: Pick<AlarmRecord, "rowId" | "overAt" | "sharpAt">,
): Promise<void> {
  await trx.updateTable("alarm").set({ over_at: overAt, sharp_at: sharpAt }).where("id", "=", rowId).execute();
}

function rowOf(alarm: NewAlarm) {
  return {
    kind: alarm.kind,
    series: alarm.series,
    also: JSON.stringify(alarm.also),
    state: alarm.state,
    coordinated: alarm.coordinated ? (1 as const) : (0 as const),
    confidence: alarm.confidence,
    measure: JSON.stringify(alarm.measure),
    evidence: JSON.stringify(alarm.evidence),
    since: alarm.since,
    raised_at: alarm.raisedAt,
    over_at: alarm.overAt,
    sharp_at: alarm.sharpAt,
    ended_at: alarm.endedAt,
    dismissed_at: alarm.dismissedAt,
    muted_until: alarm.mutedUntil,
    notice_at: alarm.noticeAt,
    mentions: alarm.mentions,
    authors: alarm.authors,
    top_term: alarm.topTerm,
  };
}

export function recordOf(row: Selectable<AlarmTable>): AlarmRecord {
  return {
    rowId: row.id,
    id: row.public_id,
    kind: row.kind,
    series: row.series,
    // Written by rowOf only.
    also: JSON.parse(row.also) as AlarmRecord["also"],
    state: row.state,
    coordinated: row.coordinated === 1,
    confidence: row.confidence,
    measure: JSON.parse(row.measure) as AlarmMeasure,
    evidence: JSON.parse(row.evidence) as KeptEvidence,
    since: row.since,
    raisedAt: row.raised_at,
    overAt: row.over_at,
    sharpAt: row.sharp_at,
    endedAt: row.ended_at,
    dismissedAt: row.dismissed_at,
    mutedUntil: row.muted_until,
    noticeAt: row.notice_at,
    mentions: row.mentions,
    authors: row.authors,
    topTerm: row.top_term,
    version: row.version,
  };
}

/** The alarms that are not over, the oldest first. */
export async function runningAlarms(db: Db): Promise<readonly AlarmRecord[]> {
  const rows = await db
    .selectFrom("alarm")
    .selectAll()
    .where(running)
    .orderBy("raised_at")
    .orderBy("id")
    .limit(100)
    .execute();
  return rows.map(recordOf);
}

/** The newest alarms first. */
export async function newestAlarms(db: Db, limit: number): Promise<readonly AlarmRecord[]> {
  const rows = await db
    .selectFrom("alarm")
    .selectAll()
    .orderBy("raised_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(recordOf);
}

export async function alarmById(db: Db, id: string): Promise<AlarmRecord | null> {
  const row = await db.selectFrom("alarm").selectAll().where("public_id", "=", id).executeTakeFirst();
  return row ? recordOf(row) : null;
}

/** The stretches in which alarms ran that people did not call none, of every series that they are about. */
export async function alarmedStretches(
  db: Db,
  { from, now }: { readonly from: number; readonly now: number },
): Promise<
  readonly { readonly id: string; readonly series: readonly SeriesName[]; readonly from: number; readonly to: number }[]
> {
  const rows = await db
    .selectFrom("alarm")
    .select(["public_id", "series", "also", "since", "ended_at"])
    .where("state", "<>", "dismissed")
    .where((eb) => eb.or([eb("ended_at", "is", null), eb("ended_at", ">=", from)]))
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    series: [row.series, ...(JSON.parse(row.also) as string[])],
    from: row.since,
    to: row.ended_at ?? now,
  }));
}

/** Adds mentions to those that an alarm is about; one that it has already changes nothing. */
export async function addAlarmMentions(trx: Trx, rowId: number, mentionRowIds: readonly number[]): Promise<void> {
  await sql`
    INSERT INTO alarm_mention (alarm_id, mention_id)
    SELECT ${rowId}, mention.id
    FROM json_each(${JSON.stringify(mentionRowIds)})
    JOIN mention ON mention.id = value
    WHERE true
    ON CONFLICT DO NOTHING`.execute(trx);
}

/** The mentions that an alarm is about, in the order of arrival. */
export async function alarmMentions(db: Db, rowId: number, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("alarm_mention")
    .select("mention_id")
    .where("alarm_id", "=", rowId)
    .orderBy("mention_id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.mention_id);
}

export async function readTaught(db: Db): Promise<ReadonlyMap<SeriesName, Taught>> {
  const rows = await db.selectFrom("alarm_taught").selectAll().orderBy("series").limit(10_000).execute();
  return new Map(rows.map(({ series, factor, at }) => [series, { factor, at }]));
}

/** Writes what a series was taught; null forgets it. */
export async function writeTaught(trx: Trx, series: SeriesName, taught: Taught | null): Promise<void> {
  await trx.deleteFrom("alarm_taught").where("series", "=", series).execute();
  if (taught)
    await trx
      .insertInto("alarm_taught")
      .values({ series, ...taught })
      .execute();
}
