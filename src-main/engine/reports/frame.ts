import type { ReportChart, ReportStep } from "../../contract/methods/reports.ts";
import { businessBetween } from "../../domain/calendar/business-time.ts";
import { hasOpenHours } from "../../domain/calendar/calendar.ts";
import { missingFrom } from "../../domain/kpi/handle-time.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { type Step, stepAt, stepsOf } from "../../domain/reports/steps.ts";
import type { DeskGap } from "../../domain/cases/desk-gaps.ts";
import { readGaps } from "../cases/read-gaps.ts";
import type { ReadyScope } from "../kpis/scope.ts";
import type { Db } from "../store/open.ts";

/** What every report is made from. */
export type ReportFrame = {
  readonly db: Db;
  readonly now: number;
  readonly scope: ReadyScope;
  readonly step: ReportStep;
  readonly steps: readonly Step[];
  /** When the desk was off, asleep or offline, oldest first, never over one another. */
  readonly absent: readonly DeskGap[];
  /** The same, and when it was closed: what a chart draws hatched. */
  readonly gaps: ReportChart["gaps"];
  /** The cohort of the scope, in the order it was queued. */
  readonly judged: readonly JudgedCycle[];
  /** Whether who did what may be named. */
  readonly seesPeople: boolean;
};

export async function makeFrame(given: Omit<ReportFrame, "steps" | "absent" | "gaps">): Promise<ReportFrame> {
  const { scope, step, now } = given;
  const steps = stepsOf(step, scope);
  const absent = await readGaps(given.db, { from: scope.from, to: Math.min(scope.to, now) });
  const gaps = [
    ...absent.map(({ from, to, kind }) => ({ from, to, kind })),
    ...closedGaps(scope, { step, steps, absent }),
  ];
  return { ...given, steps, absent, gaps: gaps.toSorted((one, other) => one.from - other.from) };
}

type Stretches = { readonly step: ReportStep; readonly steps: readonly Step[]; readonly absent: readonly Step[] };

/** Steps without an open hour of the desk, joined where they touch; in weeks nothing is closed. */
function closedGaps(scope: ReadyScope, { step, steps, absent }: Stretches): ReportChart["gaps"] {
  const { calendar } = scope.settings;
  if (step === "week" || scope.asked.clock === "elapsed" || !hasOpenHours(calendar)) return [];
  const closed: { from: number; to: number }[] = [];
  for (const { from, to } of steps.filter((one) => businessBetween(one.from, one.to, calendar) === 0)) {
    const last = closed.at(-1);
    if (last?.to === from) last.to = to;
    else closed.push({ from, to });
  }
  return closed.flatMap((stretch) => {
    const beside = absent.filter(({ from, to }) => from < stretch.to && to > stretch.from);
    return missingFrom(beside, stretch).map(({ from, to }) => ({ from, to, kind: "closed" as const }));
  });
}

/** Whether nobody listened in all of a step, or it has not begun: what was counted in it is unknown, not 0. */
export function isUnheard({ absent, now }: Pick<ReportFrame, "absent" | "now">, { from, to }: Step): boolean {
  if (from >= now) return true;
  const stretch = { from, to: Math.min(to, now) };
  const beside = absent.filter((gap) => gap.from < stretch.to && gap.to > stretch.from);
  return beside.length > 0 && missingFrom(beside, stretch).length === 0;
}

/** The period as far as its instant saw it. */
export function untilNow({ from, to, asOf }: Pick<ReadyScope, "from" | "to" | "asOf">): Step {
  return { from, to: Math.max(from, Math.min(to, asOf)) };
}

/** Things by the step that their moment lies in; those outside are left out. */
export function byStep<Of>(
  { steps }: Pick<ReportFrame, "steps">,
  things: readonly Of[],
  momentOf: (thing: Of) => number,
): readonly (readonly Of[])[] {
  const groups: Of[][] = steps.map(() => []);
  for (const thing of things) groups[stepAt(steps, momentOf(thing))]?.push(thing);
  return groups;
}
