/** A list of lengths in ms that grows without a copy for each. */
export type Growing = { values: Float64Array; n: number; sum: number; longest: number };

export function growing(): Growing {
  return { values: new Float64Array(0), n: 0, sum: 0, longest: 0 };
}

/** Makes room for as many more. */
export function reserve(of: Growing, more: number): void {
  if (of.n + more <= of.values.length) return;
  const values = new Float64Array(Math.max(of.n + more, of.values.length * 2));
  values.set(of.values.subarray(0, of.n));
  of.values = values;
}

/** Adds a length for which room was made. */
export function push(of: Growing, length: number): void {
  of.values[of.n] = length;
  of.n += 1;
  of.sum += length;
  if (length > of.longest) of.longest = length;
}

export type SortedOut = {
  readonly n: number;
  readonly sum: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
};

/** Median and nearest rank of 90 % as `lengthsOf` tells them, without sorting everything; changes the order. */
export function sortedOut(of: Growing): SortedOut {
  const { values, n, sum, longest } = of;
  if (n === 0) return { n, sum, median: null, p90: null, longest: null };
  const median = middleOf(of);
  const half = n >> 1;
  const rank = Math.max(0, Math.ceil(0.9 * n) - 1);
  // What is left of the middle is smaller: only the upper half is looked through.
  const p90 = nth(values, rank, rank >= half ? { from: half, to: n - 1 } : { from: 0, to: half });
  return { n, sum, median, p90, longest };
}

/** The median; changes the order. */
export function middleOf({ values, n }: Growing): number | null {
  if (n === 0) return null;
  const half = n >> 1;
  const upper = nth(values, half, { from: 0, to: n - 1 });
  return n % 2 === 1 ? upper : (greatest(values, half) + upper) / 2;
}

/** Hoare's selection: puts what belongs at a place there, the smaller before and the greater behind it. */
function nth(
  values: Float64Array,
  place: number,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  let [left, right] = [from, to];
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0;
    let [low, high] = [left, right];
    while (low <= high) {
      while ((values[low] ?? 0) < pivot) low += 1;
      while ((values[high] ?? 0) > pivot) high -= 1;
      if (low > high) break;
      const swapped = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = swapped;
      low += 1;
      high -= 1;
    }
    if (place <= high) right = high;
    else if (place >= low) left = low;
    else break;
  }
  return values[place] ?? 0;
}

function greatest(values: Float64Array, before: number): number {
  let most = values[0] ?? 0;
  for (let at = 1; at < before; at += 1) most = Math.max(most, values[at] ?? 0);
  return most;
}

const bands = 12;

/** How many of the lengths lie in each of 12 equal shares of the longest, as `spreadOf` counts them; empty without a length. */
export function spreadOfLengths({ values, n }: Growing, longest: number | null): readonly number[] {
  if (n === 0 || longest === null) return [];
  const counts = new Float64Array(bands);
  for (let at = 0; at < n; at += 1) {
    const band = longest === 0 ? 0 : Math.min(bands - 1, Math.floor(((values[at] ?? 0) / longest) * bands));
    counts[band] = (counts[band] ?? 0) + 1;
  }
  return [...counts];
}
