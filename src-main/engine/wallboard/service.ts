import type { Settings } from "../../contract/methods/settings.ts";
import type { WallSnapshot } from "../../contract/methods/wallboard.ts";
import type { Bucket } from "../../contract/values.ts";
import { calendarAt } from "../../domain/cases/policy.ts";
import { serviceLevel } from "../../domain/cases/service-level.ts";
import { percentOf } from "../../domain/kpi/statistics.ts";
import type { Db } from "../store/open.ts";
import { readPastHours } from "../store/past-hours.ts";
import { cyclesQueued } from "../store/wallboard.ts";

/** Below the goal by no more than this, the service level says "watch". */
const watchPercent = 10;
/** A published study found that only a third of complaints got an answer. */
const answeredByMost = 33;
const withCases = ["care", "pr", "unsorted"] as const satisfies readonly Bucket[];

type Of = { readonly settings: Settings; readonly now: number; readonly today: number };

/** How today's cases were answered: in time, by bucket, and at all. Formulas: product.md section 6. */
export async function readService(
  db: Db,
  { settings, now, today }: Of,
): Promise<Pick<WallSnapshot, "serviceLevel" | "response">> {
  const { serviceLevelPercent: goalPercent, first } = settings.targets;
  const queued = await cyclesQueued(db, { from: today, to: now + 1 });
  const cycles = queued.filter(({ bucket }) => bucket !== "analytics");
  const past = await readPastHours(db);
  const levelOf = (cohort: typeof cycles) =>
    serviceLevel(cohort, {
      asOf: now,
      calendarOf: ({ bucket, firstResponseAt, resolvedAt }) =>
        calendarAt({ now: settings, past }, { bucket, at: firstResponseAt ?? resolvedAt ?? now }),
    });
  const { percent, n, within, late } = levelOf(cycles);
  const buckets = withCases.map((bucket) => {
    const level = levelOf(cycles.filter((cycle) => cycle.bucket === bucket));
    return { bucket, percent: level.percent, n: level.n, state: stateOf(level.percent, goalPercent) };
  });
  return {
    serviceLevel: {
      ...{ percent, n, goalPercent, targetMinutes: first.care[2], state: stateOf(percent, goalPercent) },
      ...{ from: today, buckets },
    },
    // Who is judged for the service level is who could have been answered.
    response: { percent: percentOf(within + late, n), n, answered: within + late, markPercent: answeredByMost },
  };
}

function stateOf(percent: number | null, goal: number): WallSnapshot["serviceLevel"]["state"] {
  if (percent === null) return "unknown";
  if (percent >= goal) return "on_target";
  return percent >= goal - watchPercent ? "watch" : "missed";
}
