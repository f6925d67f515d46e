/** 100 × part / whole; null where there is nothing to divide by, which is never 0 % or 100 %. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle value; of an even number the mean of the middle two. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half];
  const lower = sorted[half - 1];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** Nearest rank, x[ceil(p/100 × n)]: always a value that was measured, never one between two (product.md section 6). */
export function percentileOf(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
}

/** How long something took, over all that took any time to measure. Milliseconds. */
export type Lengths = {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly mean: number | null;
  readonly longest: number | null;
};

export function lengthsOf(values: readonly number[]): Lengths {
  return {
    n: values.length,
    median: medianOf(values),
    p90: percentileOf(values, 90),
    mean: meanOf(values),
    longest: percentileOf(values, 100),
  };
}
