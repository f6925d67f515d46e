import { type CycleKpi, type CycleKpiName, cycleKpis } from "../../domain/kpi/cycle-kpis.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";

/** The lengths of a figure, each worked out once: over a year the clocks are what costs. */
export type Measured = { readonly lengthsOf: (judged: readonly JudgedCycle[]) => readonly number[] };

export function measure(name: CycleKpiName): Measured {
  const kpi: CycleKpi = cycleKpis[name];
  if (kpi.unit !== "ms") throw new Error(`${name} has no lengths`);
  const { classOf, lengthOf } = kpi;
  const known = new Map<JudgedCycle, number | null>();
  const lengthOnce = (one: JudgedCycle): number | null => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const length = classOf(one) === null ? null : lengthOf(one);
    known.set(one, length);
    return length;
  };
  return { lengthsOf: (judged) => judged.flatMap((one) => lengthOnce(one) ?? []) };
}
