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
export function figureOf(
  name: CycleKpiName,
  judged: readonly JudgedCycle[],
  countClasses: CountClasses = countedOnce(judged),
): KpiFigure {
  const kpi: CycleKpi = cycleKpis[name];
  if (kpi.unit === "ms") return lengthFigure(kpi, judged);
  return percentFigure(kpi, countClasses(kpi.classOf));
}

/** A rate made of how many cycles there are of each class. */
export function percentFigure(
  kpi: Extract<CycleKpi, { unit: "percent" }>,
  counts: Readonly<Record<string, number>>,
): KpiFigure {
  const sum = (classes: readonly string[]) => classes.reduce((total, one) => total + (counts[one] ?? 0), 0);
  const parts = Object.fromEntries(Object.entries(kpi.parts).map(([part, classes]) => [part, sum(classes)]));
  const n = sum(kpi.base);
  return { value: percentOf(sum(kpi.top), n), n, parts, also: {}, spread: [] };
}

type LengthKpi = Extract<CycleKpi, { unit: "ms" }>;

function lengthFigure(kpi: LengthKpi, judged: readonly JudgedCycle[]): KpiFigure {
  const values: number[] = [];
  const sums = Object.entries(kpi.sums ?? {}).map(([key, of]) => ({ key, of, total: 0 }));
  let sum = 0;
  for (const one of judged) {
    if (kpi.classOf(one) === null) continue;
    const value = kpi.lengthOf(one);
    values.push(value);
    sum += value;
    for (const part of sums) part.total += part.of(one);
  }
  const n = values.length;
  const { median, p90, mean, longest } = lengthsOf(values);
  const known = Object.fromEntries([["sum", sum], ...sums.map(({ key, total }) => [key, total])]);
  const none = Object.fromEntries(Object.keys(known).map((key) => [key, null]));
  return {
    value: kpi.value === "mean" ? mean : median,
    n,
    parts: { measured: n },
    also: { median, p90, mean, longest, ...(n === 0 ? none : known) },
    spread: spreadOf(values),
  };
}

type ClassOf = CycleKpi["classOf"];
type CountClasses = (classOf: ClassOf) => Readonly<Record<string, number>>;

/** Counts cycles by class; figures that ask the same of them share one count. */
export function countedOnce(judged: readonly JudgedCycle[]): CountClasses {
  const known = new Map<ClassOf, Readonly<Record<string, number>>>();
  return (classOf) => {
    const before = known.get(classOf);
    if (before) return before;
    const counts: Record<string, number> = {};
    for (const one of judged) {
      const counted = classOf(one);
      if (counted !== null) counts[counted] = (counts[counted] ?? 0) + 1;
    }
    known.set(classOf, counts);
    return counts;
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
