import { sql } from "kysely";
import type { CaseClock } from "../../domain/cases/transitions.ts";
import { caseQuery, toRecord, type CaseRecord } from "./case.ts";
import type { Db, Trx } from "./open.ts";

/** After the last one of a page: its moment and its row. */
export type ClockPlace = { readonly at: number; readonly rowId: number };

export type ClockPage = { readonly now: number; readonly limit: number; readonly after?: ClockPlace | null };

// Conditions are literals, because a partial index is recognised by them.
const running = {
  response: sql<boolean>`desk_case.status <> 'resolved' AND desk_case.first_response_at IS NULL AND desk_case.breached_at IS NULL`,
  resolution: sql<boolean>`desk_case.status <> 'resolved' AND desk_case.resolution_breached_at IS NULL`,
} as const;
const unwarned = {
  response: sql<boolean>`desk_case.warned_at IS NULL`,
  resolution: sql<boolean>`desk_case.resolution_warned_at IS NULL`,
} as const;
const moments = {
  breach: { response: "desk_case.due_at", resolution: "desk_case.resolution_due_at" },
  warning: { response: "desk_case.warn_at", resolution: "desk_case.resolution_warn_at" },
} as const;

/** Cases whose clock has come to its warning or its end and for which that is not written down yet, by that moment. */
export async function casesAtMoment(
  db: Db,
  { of, clock, now, limit, after }: ClockPage & { readonly of: keyof typeof moments; readonly clock: CaseClock },
): Promise<readonly CaseRecord[]> {
  const moment = moments[of][clock];
  let query = caseQuery(db)
    .clearOrderBy()
    .where(running[clock])
    .where(moment, "<", of === "warning" ? now + 1 : now)
    .orderBy(moment)
    .orderBy("desk_case.id")
    .clearLimit()
    .limit(limit);
  if (of === "warning") query = query.where(unwarned[clock]);
  if (after)
    query = query.where(({ eb, or, and }) =>
      or([eb(moment, ">", after.at), and([eb(moment, "=", after.at), eb("desk_case.id", ">", after.rowId)])]),
    );
  return (await query.execute()).map(toRecord);
}

/**
 * Notes that somebody was warned. The versions stay as they are: nobody's next act is refused because the desk looked at the
 * clock.
 */
export async function markWarned(
  trx: Trx,
  { caseRowIds, clock, at }: { readonly caseRowIds: readonly number[]; readonly clock: CaseClock; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("desk_case")
    .set(clock === "response" ? { warned_at: at } : { resolution_warned_at: at })
    .where("id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(caseRowIds)}))`)
    .execute();
}

/** Cases with a clock that runs, in pages by row: those that a change of hours or targets reaches. */
export async function runningCases(
  db: Db,
  { afterRowId, limit }: { readonly afterRowId: number; readonly limit: number },
): Promise<readonly CaseRecord[]> {
  const rows = await caseQuery(db)
    .where(sql<boolean>`desk_case.status <> 'resolved'`)
    .where("desk_case.id", ">", afterRowId)
    .clearLimit()
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}
