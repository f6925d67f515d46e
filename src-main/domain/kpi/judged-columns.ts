import type { Calendar } from "../calendar/calendar.ts";
import { type OpenTime, openTimeAround, openUntil } from "../calendar/business-time.ts";
import { countsAs } from "../cases/resolution.ts";
import { bucketCodes, type CycleColumns, resolutionCodes } from "./cycle-columns.ts";
import type { CycleClass, Judging } from "./judged-cycle.ts";

/** What `judge` says of a cycle, as the place in this list. */
export const cycleClasses = [
  ...(["within", "late", "pending", "excluded", "no_reply", "ignored", "waiting"] as const),
] as const satisfies readonly CycleClass[];
const [within, late, pending, excluded, noReply, ignored, waiting] = [0, 1, 2, 3, 4, 5, 6] as const;

/** The calendars in force until an instant, by the code of a bucket; null = elapsed time. */
export type HoursUntil = { readonly until: number; readonly calendars: readonly (Calendar | null)[] };
/** The hours of all times, oldest first, the last of them until for ever. */
export type ColumnJudging = Pick<Judging, "asOf" | "ignoreMs"> & { readonly hours: readonly HoursUntil[] };

/** Open time by the moment that chooses a calendar, and by bucket. Every instant of the cycles lies within it. */
export type Clocks = { readonly untils: readonly number[]; readonly open: readonly (readonly (OpenTime | null)[])[] };

/** The clocks on which some cycles run, added up once for all of them. */
export function clocksOver(columns: CycleColumns, { asOf, hours }: ColumnJudging): Clocks {
  const { from, to } = spanOf(columns, asOf);
  return {
    untils: hours.map(({ until }) => until),
    open: hours.map(({ calendars }) =>
      bucketCodes.map((_, code) => {
        const calendar = calendars[code] ?? null;
        return calendar === null ? null : openTimeAround(from, to, calendar);
      }),
    ),
  };
}

/** Everything that a clock of them is asked about: deadlines and moments that a clock set back included. */
function spanOf(columns: CycleColumns, asOf: number): { readonly from: number; readonly to: number } {
  let [from, to] = [asOf, asOf];
  for (const name of ["queuedAt", "dueAt", "resolutionDueAt", "firstResponseAt", "supersededAt"] as const) {
    const column = columns[name];
    for (let at = 0; at < columns.n; at += 1) {
      const instant = column[at] ?? 0;
      if (instant < from) from = instant;
      if (instant > to) to = instant;
    }
  }
  return { from, to };
}

/** The clock of a cycle that ended at, or is seen at, an instant. */
export function clockAt({ untils, open }: Clocks, instant: number, bucket: number): OpenTime | null {
  let step = 0;
  while (step < untils.length - 1 && instant >= (untils[step] ?? 0)) step += 1;
  return open[step]?.[bucket] ?? null;
}

/** Clock(a,b): `clockBetween` over open time that was added up. */
export function clocked(from: number, to: number, open: OpenTime | null): number {
  if (!(to > from)) return 0;
  return open === null ? to - from : openUntil(to, open) - openUntil(from, open);
}

/** Where a clock stands at an instant: lengths are differences of two. */
export function onClock(instant: number, open: OpenTime | null): number {
  return open === null ? instant : openUntil(instant, open);
}

/** `isLate` over open time that was added up; NaN = no deadline. */
export function isPast(dueAt: number, at: number, open: OpenTime | null): boolean {
  return at > dueAt && clocked(dueAt, at, open) > 0;
}

/** What happened by an instant; NaN = not yet. */
export function seenBy(moment: number, asOf: number): number {
  return moment <= asOf ? moment : Number.NaN;
}

/** How a closed cycle without an answer counts, by the code of its resolution: in time, and after its target. */
const closedCounts = [true, false].map((closedWithinTarget) =>
  resolutionCodes.map((resolution) => {
    if (resolution === null) return ignored;
    const counted = countsAs({ resolution, responded: false, closedWithinTarget });
    return counted === "excluded" ? excluded : counted === "no_reply" ? noReply : ignored;
  }),
);

/** The class of one cycle: `judge` without an object. NaN = not answered, not resolved yet. */
export function classAt(
  columns: CycleColumns,
  at: number,
  answeredAt: number,
  resolvedAt: number,
  open: OpenTime | null,
  asOf: number,
  ignoreMs: number,
): number {
  if (answeredAt === answeredAt) return isOverdue(columns, at, answeredAt, open) ? late : within;
  if (resolvedAt === resolvedAt) {
    const counts = closedCounts[isOverdue(columns, at, resolvedAt, open) ? 1 : 0];
    return counts?.[columns.resolution[at] ?? 0] ?? ignored;
  }
  if (!isOverdue(columns, at, asOf, open)) return pending;
  return clocked(columns.queuedAt[at] ?? 0, asOf, open) > ignoreMs ? ignored : waiting;
}

function isOverdue(columns: CycleColumns, at: number, instant: number, open: OpenTime | null): boolean {
  // A deadline was set by the calendar; elapsed time reads the clock itself.
  const dueAt = open === null ? Number.NaN : (columns.dueAt[at] ?? 0);
  if (dueAt === dueAt) return isPast(dueAt, instant, open);
  return clocked(columns.queuedAt[at] ?? 0, instant, open) > (columns.targetMs[at] ?? 0);
}
