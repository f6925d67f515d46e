import type { OpenTime } from "../calendar/business-time.ts";
import {
  classAt,
  clockAt,
  clocked,
  clocksOver,
  type ColumnJudging,
  cycleClasses,
  isPast,
  onClock,
  seenBy,
} from "./judged-columns.ts";
import type { CycleColumns } from "./cycle-columns.ts";
import { type CycleKpi, type CycleKpiName, cycleKpis } from "./cycle-kpis.ts";
import { type KpiFigure, percentFigure } from "./figures-of.ts";
import { type Growing, growing, middleOf, push, reserve, sortedOut, spreadOfLengths } from "./lengths.ts";

const lengthNames = [
  ...(["first_response", "customer_view", "next_response", "detection"] as const),
  ...(["piece_queue", "piece_draft", "piece_approve", "piece_post"] as const),
  ...(["handle_time", "resolution_time", "waited_for_customer"] as const),
] as const satisfies readonly CycleKpiName[];
type LengthName = (typeof lengthNames)[number];

const attainments = ["attainment_first", "attainment_next", "attainment_resolution"] as const;
const [met, missed, open] = [0, 1, 2] as const;

/** What figures are made of, slice after slice of their cycles. */
export type Gathered = {
  readonly classes: Float64Array;
  /** Met, missed and open, by metric. */
  readonly kept: Readonly<Record<(typeof attainments)[number], Float64Array>>;
  readonly lengths: Readonly<Record<LengthName, Growing>>;
  readonly handled: { active: number; wrap: number };
};

export function nothingGathered(): Gathered {
  return {
    classes: new Float64Array(cycleClasses.length),
    kept: {
      attainment_first: new Float64Array(3),
      attainment_next: new Float64Array(3),
      attainment_resolution: new Float64Array(3),
    },
    lengths: Object.fromEntries(lengthNames.map((name) => [name, growing()])) as Record<LengthName, Growing>,
    handled: { active: 0, wrap: 0 },
  };
}

const excluded = cycleClasses.indexOf("excluded");

/**
 * Judges cycles and adds them: what `judge` and `cycleKpis` say of each, in one pass and without an object. Gives the class of each, as
 * its place in `cycleClasses`.
 */
export function gather(into: Gathered, columns: CycleColumns, judging: ColumnJudging): Uint8Array {
  const { asOf, ignoreMs } = judging;
  const { n, bucket, firstResponseAt, resolvedAt } = columns;
  const clocks = clocksOver(columns, judging);
  const classes = new Uint8Array(n);
  for (const name of lengthNames) reserve(into.lengths[name], n);
  for (let at = 0; at < n; at += 1) {
    const answered = seenBy(firstResponseAt[at] ?? 0, asOf);
    const resolved = seenBy(resolvedAt[at] ?? 0, asOf);
    const ended = answered === answered ? answered : resolved === resolved ? resolved : asOf;
    const clock = clockAt(clocks, ended, bucket[at] ?? 0);
    const counted = classAt(columns, at, answered, resolved, clock, asOf, ignoreMs);
    classes[at] = counted;
    into.classes[counted] = (into.classes[counted] ?? 0) + 1;
    if (counted === excluded) continue;
    addAttained(into, columns, at, answered, resolved, clock, asOf);
    // Within and late are the first two: what was answered.
    if (counted < 2) addAnswered(into, columns, at, answered, resolved, clock);
    addOthers(into, columns, at, resolved, clock);
  }
  return classes;
}

type Clock = OpenTime | null;

function addAttained(
  { kept }: Gathered,
  columns: CycleColumns,
  at: number,
  answered: number,
  resolved: number,
  clock: Clock,
  asOf: number,
): void {
  const queuedAt = columns.queuedAt[at] ?? 0;
  const dueAt = clock ? (columns.dueAt[at] ?? 0) : queuedAt + (columns.targetMs[at] ?? 0);
  const verdict = verdictOf(dueAt, answered, resolved, asOf, clock);
  const first = columns.responds[at] === 1 ? kept.attainment_next : kept.attainment_first;
  first[verdict] = (first[verdict] ?? 0) + 1;
  const target = columns.resolutionTargetMs[at] ?? 0;
  if (target !== target) return;
  const resolutionDue = clock ? (columns.resolutionDueAt[at] ?? 0) : queuedAt + target;
  const solved = verdictOf(resolutionDue, resolved, columns.supersededAt[at] ?? 0, asOf, clock);
  kept.attainment_resolution[solved] = (kept.attainment_resolution[solved] ?? 0) + 1;
}

/** `verdictOf` of domain/kpi/attainment; NaN = has not happened, no deadline. */
function verdictOf(dueAt: number, metAt: number, endedAt: number, asOf: number, clock: Clock): 0 | 1 | 2 {
  if (dueAt !== dueAt) return open;
  let until = metAt < asOf ? metAt : asOf;
  if (endedAt < until) until = endedAt;
  if (isPast(dueAt, until, clock)) return missed;
  return metAt === metAt ? met : open;
}

/** Each moment is looked up on its clock once: the lengths between them are differences. */
function addAnswered(
  { lengths }: Gathered,
  columns: CycleColumns,
  at: number,
  answered: number,
  resolved: number,
  clock: Clock,
): void {
  const queuedAt = columns.queuedAt[at] ?? 0;
  const end = Math.max(queuedAt, answered);
  const opened = bounded(columns.firstOpenedAt[at] ?? 0, queuedAt, end);
  const submitted = bounded(columns.submittedAt[at] ?? 0, opened, end);
  const approved = bounded(columns.approvedAt[at] ?? 0, submitted, end);
  const queuedOn = onClock(queuedAt, clock);
  const openedOn = opened === queuedAt ? queuedOn : onClock(opened, clock);
  const submittedOn = submitted === opened ? openedOn : onClock(submitted, clock);
  const approvedOn = approved === submitted ? submittedOn : onClock(approved, clock);
  const endOn = end === approved ? approvedOn : onClock(end, clock);
  push(lengths.piece_queue, openedOn - queuedOn);
  push(lengths.piece_draft, submittedOn - openedOn);
  push(lengths.piece_approve, approvedOn - submittedOn);
  push(lengths.piece_post, endOn - approvedOn);
  push(lengths.first_response, endOn - queuedOn);
  if (columns.responds[at] === 1) push(lengths.next_response, endOn - queuedOn);
  const publishedAt = columns.publishedAt[at] ?? 0;
  if (publishedAt === publishedAt) push(lengths.customer_view, Math.max(0, answered - publishedAt));
  if (resolved === resolved) push(lengths.waited_for_customer, clocked(answered, resolved, clock));
}

/** A step of the way to an answer; one that was left out takes no time. */
function bounded(moment: number, from: number, end: number): number {
  return moment !== moment ? from : Math.min(end, Math.max(from, moment));
}

function addOthers(
  { lengths, handled }: Gathered,
  columns: CycleColumns,
  at: number,
  resolved: number,
  clock: Clock,
): void {
  const found = (columns.firstSeenAt[at] ?? 0) - (columns.publishedAt[at] ?? 0);
  if (found === found) push(lengths.detection, Math.max(0, found));
  if (resolved !== resolved) return;
  push(lengths.resolution_time, clocked(columns.queuedAt[at] ?? 0, resolved, clock));
  const [active = 0, wrap = 0] = [columns.activeMs[at], columns.wrapMs[at]];
  if (!(active + wrap > 0)) return;
  push(lengths.handle_time, active + wrap);
  handled.active += active;
  handled.wrap += wrap;
}

/** One figure of what was gathered: as `figureOf` makes it of the same cycles. The order of its lengths is lost. */
export function gatheredFigure(name: CycleKpiName, gathered: Gathered): KpiFigure {
  const kpi: CycleKpi = cycleKpis[name];
  if (kpi.unit === "percent") return rateOf(name, kpi, gathered);
  const of = gathered.lengths[name as LengthName];
  const { handled } = gathered;
  const { n, sum, median, p90, longest } = sortedOut(of);
  const mean = n === 0 ? null : sum / n;
  const sums = { sum, ...(kpi.sums ? { active: handled.active, wrap: handled.wrap } : {}) };
  const none = Object.fromEntries(Object.keys(sums).map((key) => [key, null]));
  return {
    value: kpi.value === "mean" ? mean : median,
    n,
    parts: { measured: n },
    also: { median, p90, mean, longest, ...(n === 0 ? none : sums) },
    spread: spreadOfLengths(of, longest),
  };
}

/** Its value and n alone, which is what a period before is asked for. */
export function gatheredValue(name: CycleKpiName, gathered: Gathered): Pick<KpiFigure, "value" | "n"> {
  const kpi: CycleKpi = cycleKpis[name];
  if (kpi.unit === "percent") return rateOf(name, kpi, gathered);
  const of = gathered.lengths[name as LengthName];
  if (kpi.value === "mean") return { value: of.n === 0 ? null : of.sum / of.n, n: of.n };
  return { value: middleOf(of), n: of.n };
}

function rateOf(name: CycleKpiName, kpi: Extract<CycleKpi, { unit: "percent" }>, { classes, kept }: Gathered) {
  const verdicts = name in kept ? kept[name as keyof typeof kept] : null;
  return percentFigure(kpi, verdicts ? named(["met", "missed", "open"], verdicts) : named(cycleClasses, classes));
}

function named(names: readonly string[], counts: Float64Array): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0]));
}
