import { cycleAt, type CycleColumns } from "../../domain/kpi/cycle-columns.ts";
import { judge, type JudgedCycle, type Judging } from "../../domain/kpi/judged-cycle.ts";
import type { Db } from "../store/open.ts";
import { cycleSlices } from "./cycle-slices.ts";
import type { ReadyScope } from "./scope.ts";

/** The cohort of a scope, judged as of its instant, in the order it was queued: an object for each, which only reports and files need. */
export async function readCohort(db: Db, scope: ReadyScope): Promise<readonly JudgedCycle[]> {
  const cohort: JudgedCycle[] = [];
  for await (const slice of judgedSlices(db, scope)) for (const one of slice) cohort.push(one);
  return cohort;
}

/** The same, slice after slice, for whoever keeps only some of them. */
export async function* judgedSlices(
  db: Db,
  scope: ReadyScope,
): AsyncGenerator<readonly JudgedCycle[], void, undefined> {
  const judging = scope.judgingAt(scope.asOf);
  for await (const slice of cycleSlices(db, scope)) yield judgeEach(slice, judging);
}

export function judgeEach(columns: CycleColumns, judging: Judging): readonly JudgedCycle[] {
  const judged: JudgedCycle[] = [];
  for (let at = 0; at < columns.n; at += 1) judged.push(judge(cycleAt(columns, at), judging));
  return judged;
}
