import { sql } from "kysely";
import { type CycleColumns, packed, unpacked } from "../../domain/kpi/cycle-columns.ts";
import { cyclesOfDay } from "./kpi-cycle.ts";
import type { Db, Trx } from "./open.ts";

export const dayMs = 86_400_000;
/** More than these are not packed in one turn: such a day is read from its rows, in lots. */
const mostOfDay = 10_000;

export function dayOf(instant: number): number {
  return Math.floor(instant / dayMs);
}

/** Days of UTC, both included. */
export type Days = { readonly first: number; readonly last: number };

/** The days of a stretch that have a pack. */
export async function packedDays(db: Db, { first, last }: Days): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ day: number }>`
    SELECT day
    FROM cycle_day
    WHERE day >= ${first} AND day <= ${last}
    ORDER BY day`.execute(db);
  return new Set(rows.map(({ day }) => day));
}

/** The cycles that were queued on a day, in order; null when it has no pack. */
export async function packOf(db: Db, day: number): Promise<CycleColumns | null> {
  const { rows } = await sql<{ cycles: Uint8Array }>`SELECT cycles FROM cycle_day WHERE day = ${day}`.execute(db);
  return rows[0] ? unpacked(rows[0].cycles) : null;
}

/** Packs a day, and says how many cycles it has. Without a wait in between, so what is packed is what stands. */
export async function packDay(trx: Trx, day: number): Promise<number> {
  const { n, cycles } = await cyclesOfDay(trx, { from: day * dayMs, to: (day + 1) * dayMs, most: mostOfDay });
  if (cycles === null) return n;
  await sql`
    INSERT INTO cycle_day (day, cycles)
    VALUES (${day}, ${packed(cycles)})
    ON CONFLICT (day) DO NOTHING`.execute(trx);
  return n;
}

/** The day on which the first of all cycles was queued. */
export async function firstDay(db: Db): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`SELECT min(queued_at) AS at FROM case_cycle`.execute(db);
  const at = rows[0]?.at ?? null;
  return at === null ? null : dayOf(at);
}
