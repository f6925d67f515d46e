import { meanOf } from "./statistics.ts";

/** A stretch of focused work, in ms; `to` is after `from`. */
export type WorkSpan = { readonly from: number; readonly to: number };

/** One cycle of a case: from when it waited, and when it was answered for the last time (or ended without an answer). */
export type WorkCycle = { readonly queuedAt: number; readonly answeredAt: number | null };

/** Work up to the answer, and what came after it (notes, the CRM): together the handle time. */
export type HandleTime = { readonly workedMs: number; readonly wrapMs: number };

/**
 * Spans joined where they touch or overlap, in order: two windows of one person are one person at work.
 * @example unionOf([{ from: 0, to: 5 }, { from: 3, to: 9 }]) // [{ from: 0, to: 9 }]
 */
export function unionOf(spans: readonly WorkSpan[]): readonly WorkSpan[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) joined.push({ from, to });
  }
  return joined;
}

/** The parts of a span that none of the known ones holds. */
export function missingFrom(known: readonly WorkSpan[], span: WorkSpan): readonly WorkSpan[] {
  const missing: WorkSpan[] = [];
  let { from } = span;
  for (const one of unionOf(known)) {
    if (one.to <= from || one.from >= span.to) continue;
    if (one.from > from) missing.push({ from, to: one.from });
    from = Math.max(from, one.to);
  }
  if (from < span.to) missing.push({ from, to: span.to });
  return missing;
}

/**
 * Handle time of spans: each moment counts once. What lies between the last answer of a cycle and the beginning of the
 * next is wrap, everything else is work. `cycles` oldest first.
 */
export function handleTimeOf(spans: readonly WorkSpan[], cycles: readonly WorkCycle[]): HandleTime {
  const wraps = cycles.flatMap(({ answeredAt }, index) =>
    answeredAt === null ? [] : [{ from: answeredAt, to: cycles[index + 1]?.queuedAt ?? Number.POSITIVE_INFINITY }],
  );
  const all = unionOf(spans);
  const wrapMs = sum(all.map((span) => sum(wraps.map((wrap) => overlapOf(span, wrap)))));
  return { workedMs: sum(all.map(({ from, to }) => to - from)) - wrapMs, wrapMs };
}

export type HandledCase = {
  /** From the activity table: input or focus; a pause of over 60 s has ended a stretch when it was recorded. */
  readonly activity: readonly WorkSpan[];
  /** Oldest first. */
  readonly cycles: readonly WorkCycle[];
  readonly resolvedAt: number | null;
};

/**
 * AHT = sum(active + wrap) / handled, over cases resolved by `asOf` in which somebody worked; null when there is none.
 * Source: product.md section 6.
 */
export function averageHandleTime(
  cases: readonly HandledCase[],
  asOf: number,
): { readonly n: number; readonly meanMs: number | null } {
  const handled = cases
    .filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt <= asOf)
    .map(({ activity, cycles }) => handleTimeOf(activity, cycles))
    .map(({ workedMs, wrapMs }) => workedMs + wrapMs)
    .filter((timeMs) => timeMs > 0);
  return { n: handled.length, meanMs: meanOf(handled) };
}

function overlapOf(one: WorkSpan, other: WorkSpan): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
