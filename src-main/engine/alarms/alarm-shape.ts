import type { Alarm, AlarmEvidence, AlarmSeries } from "../../contract/methods/alarms.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import type { AlarmRecord, SeriesName } from "../store/alarm.ts";
import { postsByRow, watchRowOf } from "../store/alarm-posts.ts";
import type { Db } from "../store/open.ts";
import { watchNames } from "../store/watch.ts";

export type SeriesShape = (series: SeriesName) => AlarmSeries;

/** Gives the names of the watches that series are about, removed ones too. */
export async function seriesShapes(db: Db, series: readonly SeriesName[]): Promise<SeriesShape> {
  const names = await watchNames(
    db,
    series.flatMap((name) => watchRowOf(name) ?? []),
  );
  return (name) => {
    const row = watchRowOf(name);
    if (row === null) return { kind: name === "negative" ? "negative" : "all", watch: null };
    return { kind: "watch", watch: names.get(row) ?? null };
  };
}

export async function alarmShapes(db: Db, records: readonly AlarmRecord[]): Promise<readonly Alarm[]> {
  const shape = await seriesShapes(
    db,
    records.flatMap(({ series, also }) => [series, ...also]),
  );
  return records.map((record) => ({
    id: record.id,
    version: record.version,
    state: record.state,
    kind: record.kind,
    series: shape(record.series),
    also: record.also.map(shape),
    looksCoordinated: record.coordinated,
    confidence: record.confidence,
    measure: record.measure,
    since: record.since,
    raisedAt: record.raisedAt,
    endedAt: record.endedAt,
    dismissedAt: record.dismissedAt,
    mutedUntil: record.mutedUntil,
    noticeAt: record.noticeAt,
    mentions: record.mentions,
    authors: record.authors,
    topTerm: record.topTerm,
  }));
}

/** The evidence with the words of its posts; what was purged meanwhile is left out. */
export async function evidenceShape(db: Db, { evidence }: AlarmRecord): Promise<AlarmEvidence> {
  const rows = [...evidence.firstPosts, ...evidence.clusters].map(({ mentionRowId }) => mentionRowId);
  const posts = new Map((await postsByRow(db, [...new Set(rows)])).map((post) => [post.rowId, post]));
  const excerpt = (text: string) => excerptOf(text, []).excerpt;
  return {
    ...evidence,
    firstPosts: evidence.firstPosts.flatMap(({ mentionRowId, isNewAuthor }) => {
      const post = posts.get(mentionRowId);
      if (!post) return [];
      const { storyId, source, network, author, handle, url } = post;
      return [
        {
          storyId,
          at: post.publishedAt,
          source,
          network,
          author,
          handle,
          excerpt: excerpt(post.text),
          url,
          isNewAuthor,
        },
      ];
    }),
    clusters: evidence.clusters.map(({ mentionRowId, ...cluster }) => ({
      ...cluster,
      excerpt: excerpt(posts.get(mentionRowId)?.text ?? ""),
    })),
  };
}
