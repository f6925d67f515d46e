import type { KpiBasis, KpiScope } from "../../contract/methods/kpis.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import { Refusal } from "../../contract/refusal.ts";
import { calendarOf, type Hours, type PastHours } from "../../domain/cases/policy.ts";
import { bucketCodes } from "../../domain/kpi/cycle-columns.ts";
import type { Judging } from "../../domain/kpi/judged-cycle.ts";
import type { ColumnJudging } from "../../domain/kpi/judged-columns.ts";
import { readGaps } from "../cases/read-gaps.ts";
import type { Call } from "../handlers.ts";
import { listDepartments } from "../store/department.ts";
import type { KpiFilter } from "../store/kpi-cycle.ts";
import { personRowId, sourceRowId } from "../store/kpi-scope.ts";
import type { Db } from "../store/open.ts";
import { readPastHours } from "../store/past-hours.ts";
import { readSettings } from "../store/setting.ts";

const longestMs = 5 * 366 * 24 * 3_600_000;
/** How many of the desk's longest first targets may pass before an unanswered case was ignored. */
const ignoredAfter = 4;

/** A scope that was looked up: what a figure is read by. Times in ms. */
export type ReadyScope = {
  readonly asked: KpiScope;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly filter: KpiFilter;
  readonly counted: KpiScope["counted"];
  readonly judgingAt: (asOf: number) => Judging & ColumnJudging;
  readonly settings: Settings;
  readonly timeZone: string;
};

/** Whether somebody may ask for the figures of one person, and read who did what. */
export function mayNamePeople({ person, actor }: Call): boolean {
  return person === null ? actor.kind === "cli" : person.roles.includes("lead");
}

/** Looks up what a scope names. Refusals: bad-period, not-allowed (figures of a person), not-found. */
export async function readyScope(db: Db, scope: KpiScope, { now, call }: Asking): Promise<ReadyScope> {
  if (!(scope.to > scope.from) || scope.to - scope.from > longestMs) throw new Refusal("bad-period");
  if (scope.personId !== null && call !== null && !mayNamePeople(call)) throw new Refusal("not-allowed");
  const { settings } = await readSettings(db);
  const past = await readPastHours(db);
  // What has not happened by now is not known yet, also where a later instant is asked for.
  const asOf = Math.min(now, scope.asOf ?? scope.to);
  return {
    asked: scope,
    from: scope.from,
    to: scope.to,
    asOf,
    filter: await readFilter(db, scope),
    counted: scope.counted,
    judgingAt: judgingBy({ settings, past, clock: scope.clock }),
    settings,
    timeZone: settings.calendar.timeZone,
  };
}

/** `call` null: the engine itself asks, for a report that somebody who may has saved. */
export type Asking = { readonly now: number; readonly call: Call | null };

/** The same question about another stretch of time. */
export function scopeWithin(scope: ReadyScope, within: Pick<ReadyScope, "from" | "to" | "asOf">): ReadyScope {
  return { ...scope, ...within };
}

async function readFilter(db: Db, { buckets, sourceId, departmentId, personId }: KpiScope): Promise<KpiFilter> {
  return {
    buckets,
    sourceRowId: sourceId === null ? null : known(await sourceRowId(db, sourceId)),
    queue: departmentId === null ? null : known((await listDepartments(db)).find(({ id }) => id === departmentId)),
    personRowId: personId === null ? null : known(await personRowId(db, personId)),
  };
}

function known<Of>(found: Of | null | undefined): Of {
  if (found === null || found === undefined) throw new Refusal("not-found");
  return found;
}

type Clocks = {
  readonly settings: Settings;
  readonly past: readonly PastHours[];
  readonly clock: KpiScope["clock"];
};

/** What ended is judged by the hours of then, for ever; what runs by those of the instant. */
function judgingBy({ settings, past, clock }: Clocks): (asOf: number) => Judging & ColumnJudging {
  const calendarsOf = (hours: Hours) =>
    bucketCodes.map((bucket) => (clock === "elapsed" ? null : calendarOf(hours, bucket)));
  const hours = [
    ...past.map(({ until, hours: then }) => ({ until, calendars: calendarsOf(then) })),
    { until: Number.POSITIVE_INFINITY, calendars: calendarsOf(settings) },
  ];
  return (asOf) => ({
    asOf,
    ignoreMs: ignoreMsOf(settings),
    hours,
    calendarOf: ({ bucket, firstResponseAt, resolvedAt }) => {
      const at = firstResponseAt ?? resolvedAt ?? asOf;
      return hours.find(({ until }) => at < until)?.calendars[bucketCodes.indexOf(bucket)] ?? null;
    },
  });
}

function ignoreMsOf({ targets: { first } }: Settings): number {
  return ignoredAfter * Math.max(...Object.values(first.care), ...Object.values(first.pr)) * 60_000;
}

/** On what the figures of a scope stand. */
export async function readBasis(db: Db, scope: ReadyScope, excluded: number): Promise<KpiBasis> {
  const { asked, settings, from, to, asOf } = scope;
  const used = settings.calendars.filter(
    ({ id }) => id === settings.targets.hours.care || id === settings.targets.hours.pr,
  );
  const gaps = await readGaps(db, { from, to: Math.min(to, asOf) });
  return {
    scope: { ...asked, asOf },
    timeZone: scope.timeZone,
    calendars: asked.clock === "elapsed" ? [] : ["", ...used.map(({ name }) => name)],
    targets: {
      goalPercent: settings.targets.serviceLevelPercent,
      firstMinutes: settings.targets.first.care[2],
      ignoreMinutes: ignoreMsOf(settings) / 60_000,
    },
    excluded,
    gaps: gaps.map((gap) => ({ from: gap.from, to: gap.to })),
  };
}
