import { type CycleKpi, type CycleKpiName, cycleKpis } from "./cycle-kpis.ts";
import type { JudgedCycle } from "./judged-cycle.ts";
import { lengthsOf, percentOf, spreadOf } from "./statistics.ts";

/** A figure with what it is made of; `parts` count rows, `also` are other figures of the same rows. */
export type KpiFigure = {
  readonly value: number | null;
  readonly n: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly also: Readonly<Record<string, number | null>>;
  readonly spread: readonly number[];
};

/**
 * One figure over cycles: a cohort, or any part of one (a day, a source, a person). Rates are made from sums, so figures of parts are
 * never averaged: give this function the cycles of all of them.
 * @example figureOf("service_level", judged).value // 82.7, or null where nothing can be judged
 */
export function figureOf(name: CycleKpiName, judged: readonly JudgedCycle[]): KpiFigure {
  const kpi: CycleKpi = cycleKpis[name];
  const counts = countClasses(kpi, judged);
  const sum = (classes: readonly string[]) => classes.reduce((total, one) => total + (counts.get(one) ?? 0), 0);
  const parts = Object.fromEntries(Object.entries(kpi.parts).map(([part, classes]) => [part, sum(classes)]));
  const n = sum(kpi.base);
  if (kpi.unit === "percent") return { value: percentOf(sum(kpi.top), n), n, parts, also: {}, spread: [] };
  const measured = judged.filter((one) => kpi.classOf(one) !== null);
  const values = measured.map(kpi.lengthOf);
  const { median, p90, mean, longest } = lengthsOf(values);
  const sums = Object.entries(kpi.sums ?? {}).map(([key, of]) => [key, n === 0 ? null : totalOf(measured.map(of))]);
  return {
    value: kpi.value === "mean" ? mean : median,
    n,
    parts,
    also: { median, p90, mean, longest, sum: n === 0 ? null : totalOf(values), ...Object.fromEntries(sums) },
    spread: spreadOf(values),
  };
}

/** The cycles that a figure, or one of its parts, is made of: as many as its n, or as the part. */
export function cyclesOf(
  name: CycleKpiName,
  judged: readonly JudgedCycle[],
  part: string | null = null,
): readonly JudgedCycle[] {
  const kpi: CycleKpi = cycleKpis[name];
  const classes = part === null ? kpi.base : (kpi.parts[part] ?? []);
  return judged.filter((one) => classes.includes(kpi.classOf(one) ?? ""));
}

export function isCycleKpi(name: string): name is CycleKpiName {
  return Object.hasOwn(cycleKpis, name);
}

function countClasses(kpi: CycleKpi, judged: readonly JudgedCycle[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of judged) {
    const counted = kpi.classOf(one);
    if (counted !== null) counts.set(counted, (counts.get(counted) ?? 0) + 1);
  }
  return counts;
}

function totalOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
