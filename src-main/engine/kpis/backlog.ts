import type { KpiName } from "../../contract/methods/kpis.ts";
import { clockBetween, isOpenAt } from "../../domain/calendar/business-time.ts";
import type { Calendar } from "../../domain/calendar/calendar.ts";
import { type Period, startOfLocalDay } from "../../domain/calendar/period.ts";
import { ageBands } from "../../domain/kpi/backlog.ts";
import type { KpiFigure } from "../../domain/kpi/figures-of.ts";
import { judge, type JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { lengthsOf, percentOf } from "../../domain/kpi/statistics.ts";
import {
  countResolved,
  type LotReader,
  neverResolved,
  reopenedCycles,
  resolvedLater,
  resolvedWithin,
} from "../store/kpi-backlog.ts";
import { type CyclePlace, kpiCyclesOf } from "../store/kpi-cycle.ts";
import type { Db } from "../store/open.ts";
import { letOthersWork } from "../topics/slices.ts";
import { asWorkedUntil } from "./cohort.ts";
import type { Figures } from "./figure-set.ts";
import type { ReadyScope } from "./scope.ts";

const dayMs = 86_400_000;
const reopenedWithinMs = 7 * dayMs;
const workingDays = 5;
const lot = 5000;

/** Names of `ageBands`, in their order. */
const bandNames = ["under_1h", "under_4h", "under_24h", "under_3d", "over_3d"] as const;

/** The instant at which the backlog is counted: the end of the period, or what had been seen of it. */
function momentOf({ to, asOf }: ReadyScope): number {
  return Math.min(to, asOf);
}

/** Backlog, its age and its days at the end of the scope, and what was opened again. */
export async function backlogFigures(db: Db, scope: ReadyScope): Promise<Figures> {
  const waiting = await readBacklog(db, scope);
  const days = lastWorkingDays(momentOf(scope), scope.settings.calendar);
  const resolved = await countResolved(db, days, scope.filter);
  return {
    backlog: { ...empty, value: waiting.length, n: waiting.length, parts: { waiting: waiting.length } },
    backlog_age: ageFigure(waiting),
    backlog_days: {
      ...empty,
      value: resolved === 0 ? null : waiting.length / (resolved / workingDays),
      n: resolved,
      parts: { waiting: waiting.length, resolved },
    },
    reopen_rate: await reopenFigure(db, scope),
  };
}

const empty = { also: {}, spread: [] } as const;

/** The age of the median, on the clock of each; the bands count elapsed time. */
function ageFigure(waiting: readonly JudgedCycle[]): KpiFigure {
  const { n, median, longest } = lengthsOf(waiting.map(ageOf));
  const parts = Object.fromEntries(bandNames.map((band) => [band, 0]));
  for (const one of waiting) parts[bandOf(one)] = (parts[bandOf(one)] ?? 0) + 1;
  return { value: median, n, parts, also: { median, longest }, spread: Object.values(parts) };
}

export function ageOf({ cycle, calendar, asOf }: JudgedCycle): number {
  return clockBetween(cycle.queuedAt, asOf, calendar);
}

export function bandOf({ cycle, asOf }: JudgedCycle): (typeof bandNames)[number] {
  const age = asOf - cycle.queuedAt;
  return bandNames[ageBands.findIndex((until) => until === null || age <= until)] ?? "over_3d";
}

async function reopenFigure(db: Db, scope: ReadyScope): Promise<KpiFigure> {
  const period = resolvedPeriod(scope);
  const resolved = await countResolved(db, [period], scope.filter);
  const reopened = await reopenedCycles(db, { ...period, ...reopening(scope) });
  return {
    ...empty,
    value: percentOf(reopened.length, resolved),
    n: resolved,
    parts: { reopened: reopened.length, resolved },
  };
}

function resolvedPeriod({ from, to, asOf }: ReadyScope): Period {
  return { from, to: Math.min(to, asOf + 1) };
}

function reopening({ asOf, filter }: ReadyScope) {
  return { asOf, withinMs: reopenedWithinMs, filter };
}

/** The cycles that waited at the end of the scope, oldest first. */
async function readBacklog(db: Db, scope: ReadyScope): Promise<readonly JudgedCycle[]> {
  const at = { from: 0, to: momentOf(scope) };
  const places = [
    ...(await readPlaces(db, scope, neverResolved, at)),
    ...(await readPlaces(db, scope, resolvedLater, at)),
  ];
  return judgePlaces(db, { ...scope, asOf: momentOf(scope) }, places);
}

async function readPlaces(db: Db, scope: ReadyScope, read: LotReader, period: Period): Promise<readonly CyclePlace[]> {
  const places: CyclePlace[] = [];
  let after: CyclePlace = { queuedAt: -1, caseRowId: 0, cycle: 0 };
  for (;;) {
    const found = await read(db, { ...period, after, limit: lot, filter: scope.filter });
    places.push(...found);
    const last = found.at(-1);
    if (last === undefined || found.length < lot) return places;
    after = last;
    await letOthersWork();
  }
}

async function judgePlaces(db: Db, scope: ReadyScope, places: readonly CyclePlace[]): Promise<readonly JudgedCycle[]> {
  const judging = scope.judgingAt(scope.asOf);
  const judged: JudgedCycle[] = [];
  for (let from = 0; from < places.length; from += lot) {
    const cycles = await kpiCyclesOf(db, places.slice(from, from + lot));
    for (const cycle of await asWorkedUntil(db, cycles, scope.asOf)) judged.push(judge(cycle, judging));
    await letOthersWork();
  }
  return judged.toSorted(
    (a, b) =>
      a.cycle.queuedAt - b.cycle.queuedAt || a.cycle.caseRowId - b.cycle.caseRowId || a.cycle.cycle - b.cycle.cycle,
  );
}

/** The cycles behind these figures, in the order they were queued. */
export async function backlogCycles(
  db: Db,
  scope: ReadyScope,
  { kpi, part }: { readonly kpi: KpiName; readonly part: string | null },
): Promise<readonly JudgedCycle[]> {
  if (kpi === "reopen_rate") {
    const period = resolvedPeriod(scope);
    const places =
      part === "reopened"
        ? await reopenedCycles(db, { ...period, ...reopening(scope) })
        : await readPlaces(db, scope, resolvedWithin, period);
    return judgePlaces(db, scope, places);
  }
  if (kpi === "backlog_days" && part !== "waiting") return resolvedCycles(db, scope);
  const waiting = await readBacklog(db, scope);
  return kpi === "backlog_age" && part !== null ? waiting.filter((one) => bandOf(one) === part) : waiting;
}

async function resolvedCycles(db: Db, scope: ReadyScope): Promise<readonly JudgedCycle[]> {
  const places: CyclePlace[] = [];
  for (const day of lastWorkingDays(momentOf(scope), scope.settings.calendar))
    places.push(...(await readPlaces(db, scope, resolvedWithin, day)));
  return judgePlaces(db, scope, places);
}

/** The last days on which the desk was open and that were over at an instant; none for a desk without hours. */
function lastWorkingDays(at: number, calendar: Calendar): readonly Period[] {
  const days: Period[] = [];
  let to = startOfLocalDay(at, calendar.timeZone);
  for (let back = 0; back < 60 && days.length < workingDays; back += 1) {
    const from = startOfLocalDay(to - 1, calendar.timeZone);
    if (wasOpen({ from, to }, calendar)) days.unshift({ from, to });
    to = from;
  }
  return days.length < workingDays ? [] : days;
}

function wasOpen({ from, to }: Period, calendar: Calendar): boolean {
  return isOpenAt(from, calendar) || clockBetween(from, to, calendar) > 0;
}
