import type { KpiName } from "../../contract/methods/kpis.ts";
import { clockBetween, isOpenAt } from "../../domain/calendar/business-time.ts";
import type { Calendar } from "../../domain/calendar/calendar.ts";
import { type Period, startOfLocalDay } from "../../domain/calendar/period.ts";
import { ageBands } from "../../domain/kpi/backlog.ts";
import type { KpiFigure } from "../../domain/kpi/figures-of.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { lengthsOf, percentOf } from "../../domain/kpi/statistics.ts";
import {
  countResolved,
  firstUnresolvedAt,
  lastResolvedAt,
  neverResolved,
  reopenedCycles,
  resolvedLater,
  resolvedWithin,
  type WaitingPlace,
} from "../store/kpi-backlog.ts";
import { type CyclePlace, kpiCyclesOf } from "../store/kpi-cycle.ts";
import type { Db } from "../store/open.ts";
import { letOthersWork } from "../topics/slices.ts";
import { judgeEach } from "./cohort.ts";
import { asWorkedUntil } from "./cycle-slices.ts";
import type { Figures } from "./figure-set.ts";
import type { ReadyScope } from "./scope.ts";

const weekMs = 7 * 86_400_000;
const reopenedWithinMs = weekMs;
const workingDays = 5;

/** Names of `ageBands`, in their order. */
const bandNames = ["under_1h", "under_4h", "under_24h", "under_3d", "over_3d"] as const;

/** The instant at which the backlog is counted: the end of the period, or what had been seen of it. */
function momentOf({ to, asOf }: ReadyScope): number {
  return Math.min(to, asOf);
}

/** Backlog, its age and its days at the end of the scope, and what was opened again. */
export async function backlogFigures(db: Db, scope: ReadyScope): Promise<Figures> {
  const waiting = await readWaiting(db, scope);
  const days = lastWorkingDays(momentOf(scope), scope.settings.calendar);
  const resolved = await countResolvedIn(db, days, scope);
  return {
    backlog: { ...empty, value: waiting.length, n: waiting.length, parts: { waiting: waiting.length } },
    backlog_age: ageFigure(waiting, scope),
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
function ageFigure(waiting: readonly WaitingPlace[], scope: ReadyScope): KpiFigure {
  const asOf = momentOf(scope);
  const { calendarOf } = scope.judgingAt(asOf);
  const { n, median, longest } = lengthsOf(
    waiting.map(({ queuedAt, bucket, firstResponseAt: answeredAt }) => {
      const firstResponseAt = answeredAt !== null && answeredAt <= asOf ? answeredAt : null;
      return clockBetween(queuedAt, asOf, calendarOf({ bucket, firstResponseAt, resolvedAt: null }));
    }),
  );
  const parts = Object.fromEntries(bandNames.map((band) => [band, 0]));
  for (const one of waiting) {
    const band = bandOf(one, asOf);
    parts[band] = (parts[band] ?? 0) + 1;
  }
  return { value: median, n, parts, also: { median, longest }, spread: Object.values(parts) };
}

export function ageOf({ cycle, calendar, asOf }: JudgedCycle): number {
  return clockBetween(cycle.queuedAt, asOf, calendar);
}

export function bandOf({ queuedAt }: Pick<CyclePlace, "queuedAt">, asOf: number): (typeof bandNames)[number] {
  const age = asOf - queuedAt;
  return bandNames[ageBands.findIndex((until) => until === null || age <= until)] ?? "over_3d";
}

async function reopenFigure(db: Db, scope: ReadyScope): Promise<KpiFigure> {
  const period = resolvedPeriod(scope);
  const resolved = await countResolvedIn(db, weeksOf(period), scope);
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

/** A period in weeks, so that no reading of years holds anybody up. */
function weeksOf({ from, to }: Period): readonly Period[] {
  const weeks: Period[] = [];
  for (let begin = from; begin < to; begin += weekMs) weeks.push({ from: begin, to: Math.min(to, begin + weekMs) });
  return weeks;
}

async function countResolvedIn(db: Db, periods: readonly Period[], { filter }: ReadyScope): Promise<number> {
  let resolved = 0;
  for (const period of periods) {
    resolved += await countResolved(db, period, filter);
    await letOthersWork();
  }
  return resolved;
}

/** The cycles that waited at the end of the scope, oldest first. */
async function readWaiting(db: Db, scope: ReadyScope): Promise<readonly WaitingPlace[]> {
  const { filter } = scope;
  const at = momentOf(scope);
  const waiting: WaitingPlace[] = [];
  const first = (await firstUnresolvedAt(db)) ?? at + 1;
  for (const week of weeksOf({ from: first, to: at + 1 })) {
    for (const one of await neverResolved(db, { ...week, at, filter })) waiting.push(one);
    await letOthersWork();
  }
  for (const week of weeksOf({ from: at + 1, to: (await lastResolvedAt(db)) + 1 })) {
    for (const one of await resolvedLater(db, { ...week, at, filter })) waiting.push(one);
    await letOthersWork();
  }
  return waiting.toSorted(inOrder);
}

/** The order in which cycles were queued. */
export function inOrder(one: CyclePlace, other: CyclePlace): number {
  return one.queuedAt - other.queuedAt || one.caseRowId - other.caseRowId || one.cycle - other.cycle;
}

/** The places of the cycles behind these figures, in the order they were queued. */
export async function backlogPlaces(
  db: Db,
  scope: ReadyScope,
  { kpi, part }: { readonly kpi: KpiName; readonly part: string | null },
): Promise<readonly CyclePlace[]> {
  if (kpi === "reopen_rate") {
    const period = resolvedPeriod(scope);
    if (part === "reopened") return reopenedCycles(db, { ...period, ...reopening(scope) });
    return resolvedPlaces(db, weeksOf(period), scope);
  }
  if (kpi === "backlog_days" && part !== "waiting")
    return resolvedPlaces(db, lastWorkingDays(momentOf(scope), scope.settings.calendar), scope);
  const waiting = await readWaiting(db, scope);
  return kpi === "backlog_age" && part !== null
    ? waiting.filter((one) => bandOf(one, momentOf(scope)) === part)
    : waiting;
}

async function resolvedPlaces(
  db: Db,
  periods: readonly Period[],
  { filter }: ReadyScope,
): Promise<readonly CyclePlace[]> {
  const places: CyclePlace[] = [];
  for (const period of periods) {
    for (const place of await resolvedWithin(db, { ...period, filter })) places.push(place);
    await letOthersWork();
  }
  return places.toSorted(inOrder);
}

/** Cycles of such places, judged as of the moment of their figure, in the order they were queued. */
export async function backlogCycles(
  db: Db,
  scope: ReadyScope,
  {
    kpi,
    part,
    places,
  }: { readonly kpi: KpiName; readonly part: string | null; readonly places: readonly CyclePlace[] },
): Promise<readonly JudgedCycle[]> {
  const isWaiting = kpi === "backlog" || kpi === "backlog_age" || (kpi === "backlog_days" && part === "waiting");
  const asOf = isWaiting ? momentOf(scope) : scope.asOf;
  return judgeEach(await asWorkedUntil(db, await kpiCyclesOf(db, places), asOf), scope.judgingAt(asOf));
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
