import { sql } from "kysely";
import type { Db } from "./open.ts";

type Stretch = { readonly from: number; readonly to: number };

/** When each of these sources could not be read, until an instant, by row: from its trouble to its recovery, oldest first. */
export async function downStretches(
  db: Db,
  { sourceRowIds, until }: { readonly sourceRowIds: readonly number[]; readonly until: number },
): Promise<ReadonlyMap<number, readonly Stretch[]>> {
  const { rows } = await sql<{ rowId: number; at: number; kind: string }>`
    SELECT source.id AS "rowId", event.at, event.kind
    FROM json_each(${JSON.stringify(sourceRowIds)}) AS wanted
    JOIN source ON source.id = wanted.value
    JOIN event ON event.subject_kind = 'source' AND event.subject_id = source.public_id
    WHERE event.kind IN ('source.down', 'source.back', 'source.gone') AND event.at <= ${until}
    ORDER BY source.id, event.seq
    LIMIT 100000`.execute(db);
  const stretches = new Map<number, Stretch[]>();
  const since = new Map<number, number>();
  for (const { rowId, at, kind } of rows) {
    const from = since.get(rowId);
    if (kind !== "source.back") since.set(rowId, from ?? at);
    else if (from !== undefined) {
      stretches.set(rowId, [...(stretches.get(rowId) ?? []), { from, to: at }]);
      since.delete(rowId);
    }
  }
  for (const [rowId, from] of since) stretches.set(rowId, [...(stretches.get(rowId) ?? []), { from, to: until }]);
  return stretches;
}

/** When shifts closed in a period, in order. */
export async function shiftEnds(db: Db, { from, to }: Stretch): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("shift")
    .select("closed_at")
    .where("closed_at", ">=", from)
    .where("closed_at", "<", to)
    .orderBy("closed_at")
    .limit(10_000)
    .execute();
  return rows.flatMap(({ closed_at: at }) => at ?? []);
}
