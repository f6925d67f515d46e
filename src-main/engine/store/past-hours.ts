import type { Hours, PastHours } from "../../domain/cases/policy.ts";
import type { Db, Trx } from "./open.ts";

/** Keeps the hours that were in force until an instant (ms). */
export async function keepPastHours(
  trx: Trx,
  { until, hours: { targets, calendar, calendars } }: PastHours,
): Promise<void> {
  const hours = JSON.stringify({ targets: { hours: targets.hours }, calendar, calendars } satisfies Hours);
  await trx.insertInto("past_hours").values({ until_at: until, hours }).execute();
}

// Calendars keep the days they were asked for, so the same text must give the same object.
const known = new Map<string, Hours>();
const mostKnown = 32;

/** The hours of before, oldest first. */
export async function readPastHours(db: Db): Promise<readonly PastHours[]> {
  const rows = await db
    .selectFrom("past_hours")
    .select(["until_at", "hours"])
    .orderBy("until_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ until: row.until_at, hours: hoursOf(row.hours) }));
}

function hoursOf(text: string): Hours {
  const before = known.get(text);
  if (before) return before;
  // Written by keepPastHours only.
  const hours = JSON.parse(text) as Hours;
  if (known.size >= mostKnown) known.clear();
  known.set(text, hours);
  return hours;
}
