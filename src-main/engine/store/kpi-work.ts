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

/** A shift as far as it lies in a period. */
export type ServedShift = { readonly shiftId: string; readonly from: number; readonly to: number };

/** The shifts that touch a period, cut to it, oldest first. */
export async function shiftsIn(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly ServedShift[]> {
  const { rows } = await sql<ServedShift>`
    SELECT public_id AS "shiftId", max(opened_at, ${from}) AS "from", min(coalesce(closed_at, ${to}), ${to}) AS "to"
    FROM shift INDEXED BY shift_opened
    WHERE opened_at < ${to} AND (closed_at IS NULL OR closed_at > ${from})
    ORDER BY opened_at, id`.execute(db);
  return rows;
}

/**
 * Recorded work within one shift, cut to it, by person; whoever did not work in it is left out. Each moment counts once, in however
 * many windows somebody had a case open.
 */
export async function workInShift(
  db: Db,
  { shiftId, from, to }: ServedShift,
  personRowId: number | null,
): Promise<readonly ShiftWork[]> {
  const { rows } = await sql<ShiftWork>`
    SELECT ${shiftId} AS "shiftId", ${from} AS "from", ${to} AS "to", served.person_id AS "personRowId", person.name AS person,
      served.ms AS "workedMs"
    FROM (
      SELECT person_id, sum(max(0, min(to_at, ${to}) - max(from_at, ${from}, coalesce(known_until, 0)))) AS ms
      FROM (
        SELECT person_id, from_at, to_at, max(to_at) OVER (
            PARTITION BY person_id ORDER BY from_at, to_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ) AS known_until
        FROM activity INDEXED BY activity_worked
        WHERE from_at > ${from - longestWorkMs} AND from_at < ${to} AND to_at > ${from}
          AND ${personRowId === null ? sql`1` : sql`person_id = ${personRowId}`}
      )
      GROUP BY person_id
    ) AS served
    CROSS JOIN person ON person.id = served.person_id
    ORDER BY served.person_id`.execute(db);
  return rows;
}
