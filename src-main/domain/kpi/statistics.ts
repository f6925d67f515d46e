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
  // A typed array sorts numbers without asking anybody, which matters over a hundred thousand.
  const sorted = new Float64Array(values).sort();
  const n = sorted.length;
  const upper = sorted[n >> 1];
  const lower = sorted[(n >> 1) - 1];
  return {
    n,
    median: upper === undefined ? null : n % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2,
    p90: sorted[Math.max(0, Math.ceil(0.9 * n) - 1)] ?? null,
    mean: meanOf(values),
    longest: sorted[n - 1] ?? null,
  };
}

const bands = 12;

/** How many of the lengths lie in each of 12 equal shares of the longest; empty without a length. */
export function spreadOf(values: readonly number[]): readonly number[] {
  if (values.length === 0) return [];
  const longest = values.reduce((most, value) => Math.max(most, value), 0);
  const counts = Array.from({ length: bands }, () => 0);
  for (const value of values) {
    const band = longest === 0 ? 0 : Math.min(bands - 1, Math.floor((value / longest) * bands));
    counts[band] = (counts[band] ?? 0) + 1;
  }
  return counts;
}
