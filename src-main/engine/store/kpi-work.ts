import { sql } from "kysely";
import type { AsLists } from "./connection.ts";
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
  shift: ServedShift,
  personRowId: number | null,
): Promise<readonly ShiftWork[]> {
  const worked = await workedMs(db, shift, personRowId);
  if (worked.size === 0) return [];
  const people = await db
    .selectFrom("person")
    .select(["id", "name"])
    .where("id", "in", [...worked.keys()])
    .orderBy("id")
    .execute();
  return people.map(({ id, name }) => ({ ...shift, personRowId: id, person: name, workedMs: worked.get(id) ?? 0 }));
}

type Stretch = readonly [personRowId: number, from: number, to: number];

/** The stretches come in the order of their beginnings, so that what a person has done already is a single moment. */
async function workedMs(
  db: Db,
  { from, to }: ServedShift,
  personRowId: number | null,
): Promise<ReadonlyMap<number, number>> {
  const query = sql`
    SELECT person_id, from_at, to_at
    FROM activity INDEXED BY activity_worked
    WHERE from_at > ${from - longestWorkMs} AND from_at < ${to} AND to_at > ${from}
      AND ${personRowId === null ? sql`1` : sql`person_id = ${personRowId}`}
    ORDER BY from_at`;
  const lists: AsLists = { ...query.compile(db), asLists: true };
  const { rows } = await db.executeQuery<Stretch>(lists);
  const [known, worked] = [new Map<number, number>(), new Map<number, number>()];
  for (const [person, begin, end] of rows) {
    const since = Math.max(begin, from, known.get(person) ?? 0);
    const until = Math.min(end, to);
    known.set(person, Math.max(until, known.get(person) ?? 0));
    worked.set(person, (worked.get(person) ?? 0) + Math.max(0, until - since));
  }
  return worked;
}
