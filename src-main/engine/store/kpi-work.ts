import { sql } from "kysely";
import type { Db } from "./open.ts";

/** What one person worked within one shift. */
export type ShiftWork = {
  readonly shiftId: string;
  readonly from: number;
  readonly to: number;
  readonly personRowId: number;
  readonly person: string;
  readonly workedMs: number;
};

/** No stretch of work that was recorded is longer than this: a pause of a minute ends it, and a day is never without one. */
const longestWorkMs = 24 * 3_600_000;

/** Recorded work within the shifts that touch a period, cut to both, by shift and person; shifts in which nobody worked are left out. */
export async function workInShifts(
  db: Db,
  { from, to, personRowId }: { readonly from: number; readonly to: number; readonly personRowId: number | null },
): Promise<readonly ShiftWork[]> {
  const { rows } = await sql<ShiftWork>`
    SELECT served.id AS "shiftId", served.from_at AS "from", served.to_at AS "to", activity.person_id AS "personRowId",
      person.name AS person, sum(min(activity.to_at, served.to_at) - max(activity.from_at, served.from_at)) AS "workedMs"
    FROM (
      SELECT public_id AS id, max(opened_at, ${from}) AS from_at, min(coalesce(closed_at, ${to}), ${to}) AS to_at
      FROM shift INDEXED BY shift_opened
      WHERE opened_at < ${to} AND (closed_at IS NULL OR closed_at > ${from})
    ) AS served
    CROSS JOIN activity ON activity.from_at > served.from_at - ${longestWorkMs} AND activity.from_at < served.to_at
      AND activity.to_at > served.from_at
    JOIN person ON person.id = activity.person_id
    WHERE ${personRowId === null ? sql`1` : sql`activity.person_id = ${personRowId}`}
    GROUP BY served.id, served.from_at, served.to_at, activity.person_id
    ORDER BY served.from_at, activity.person_id`.execute(db);
  return rows;
}
