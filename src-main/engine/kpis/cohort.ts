import { judge, type JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import { type CyclePlace, kpiCycles, type StoredCycle, workUntil } from "../store/kpi-cycle.ts";
import type { Db } from "../store/open.ts";
import { letOthersWork } from "../topics/slices.ts";
import type { ReadyScope } from "./scope.ts";

/** Cycles read between two chances for other work: some 15 ms. */
const cyclesASlice = 2500;

/**
 * The cohort of a scope: cycles with from <= queued_at < to, judged as of its instant, in the order they were queued. What was queued
 * after that instant had not happened. Other work gets its turn between two lots.
 */
export async function readCohort(db: Db, scope: ReadyScope): Promise<readonly JudgedCycle[]> {
  const judged: JudgedCycle[] = [];
  const judging = scope.judgingAt(scope.asOf);
  const to = Math.min(scope.to, scope.asOf + 1);
  let after: CyclePlace = { queuedAt: scope.from, caseRowId: 0, cycle: 0 };
  for (;;) {
    const read = await kpiCycles(db, { to, after, limit: cyclesASlice, filter: scope.filter });
    for (const cycle of await asWorkedUntil(db, read, scope.asOf)) judged.push(judge(cycle, judging));
    const last = read.at(-1);
    if (last === undefined || read.length < cyclesASlice) return judged;
    after = last;
    await letOthersWork();
  }
}

/** Work that came after the instant is taken out again. */
export async function asWorkedUntil(
  db: Db,
  cycles: readonly StoredCycle[],
  asOf: number,
): Promise<readonly StoredCycle[]> {
  const worked = cycles.filter(({ workedUntil }) => workedUntil !== null && workedUntil > asOf);
  if (worked.length === 0) return cycles;
  const then = new Map((await workUntil(db, worked, asOf)).map((one) => [`${one.caseRowId} ${one.cycle}`, one]));
  return cycles.map((cycle) => {
    if (cycle.workedUntil === null || cycle.workedUntil <= asOf) return cycle;
    const { activeMs, wrapMs } = then.get(`${cycle.caseRowId} ${cycle.cycle}`) ?? { activeMs: 0, wrapMs: 0 };
    return { ...cycle, activeMs, wrapMs };
  });
}
