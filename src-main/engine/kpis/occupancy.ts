import type { KpiRow } from "../../contract/methods/kpis.ts";
import { percentOf } from "../../domain/kpi/statistics.ts";
import { type ShiftWork, shiftsIn, workInShift } from "../store/kpi-work.ts";
import type { Db } from "../store/open.ts";
import { letOthersWork } from "../topics/slices.ts";
import type { Figures } from "./figure-set.ts";
import type { ReadyScope } from "./scope.ts";

/** Nobody writes down who is signed in, so the time of whoever worked in an opened shift is the length of that shift. */
export async function readShiftWork(db: Db, scope: ReadyScope): Promise<readonly ShiftWork[] | null> {
  const { buckets, sourceRowId, queue, personRowId } = scope.filter;
  // A shift is not divided by what somebody works on.
  if (buckets.length > 0 || sourceRowId !== null || queue !== null) return null;
  const work: ShiftWork[] = [];
  for (const shift of await shiftsIn(db, { from: scope.from, to: Math.min(scope.to, scope.asOf) })) {
    work.push(...(await workInShift(db, shift, personRowId)));
    await letOthersWork();
  }
  return work;
}

/** Recorded work / time of the shifts that people worked in. No shift, no figure. */
export async function occupancyFigure(db: Db, scope: ReadyScope): Promise<Figures> {
  const work = await readShiftWork(db, scope);
  if (work === null) return {};
  const worked = work.reduce((sum, { workedMs }) => sum + workedMs, 0);
  const time = work.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    occupancy: {
      value: percentOf(worked, time),
      n: work.length,
      parts: { shifts: work.length },
      also: { worked, shift_time: time },
      spread: [],
    },
  };
}

/** The work of all people of a shift in one row. */
export function byShift(work: readonly ShiftWork[]): readonly ShiftWork[] {
  return [...Map.groupBy(work, ({ shiftId }) => shiftId).values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    return { ...first, workedMs: others.reduce((sum, { workedMs }) => sum + workedMs, first.workedMs) };
  });
}

export function shiftRow({ shiftId, from, to, person, workedMs }: ShiftWork, namePeople: boolean): KpiRow {
  return {
    kind: "span",
    id: shiftId,
    storyId: null,
    cycle: null,
    title: "",
    bucket: null,
    source: null,
    person: namePeople ? person : null,
    counts: "worked",
    resolution: null,
    queuedAt: from,
    dueAt: null,
    firstResponseAt: null,
    resolvedAt: to,
    value: workedMs,
  };
}
