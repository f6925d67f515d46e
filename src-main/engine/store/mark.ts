import type { Span } from "../../contract/values.ts";
import { tidySpans, type Span as MatchSpan } from "../../domain/query/spans.ts";
import type { Db } from "./open.ts";

/** Where the words of the watches stand in each mention, all watches together, in reading order. */
export async function marksOf(db: Db, mentionRowIds: readonly number[]): Promise<ReadonlyMap<number, readonly Span[]>> {
  if (mentionRowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("mention_watch")
    .select(["mention_id", "spans"])
    .where("mention_id", "in", [...mentionRowIds])
    .orderBy("mention_id")
    .orderBy("watch_id")
    .limit(20_000)
    .execute();
  const marks = new Map<number, readonly Span[]>();
  for (const [id, found] of Map.groupBy(rows, (row) => row.mention_id)) {
    // Written by the engine from what matchQuery gave.
    marks.set(id, tidySpans(found.flatMap((row) => JSON.parse(row.spans) as MatchSpan[])));
  }
  return marks;
}
