import type { Occurrence } from "./token-stream.ts";

export type NearRule = { readonly distance: number; readonly ordered: boolean };

/**
 * The occurrences of two terms that stand within `distance` words of each other (1 = neighbours), those of the left term
 * first when `ordered`. An occurrence never pairs with one that overlaps it.
 */
export function findNear<Place extends Occurrence>(
  left: readonly Place[],
  right: readonly Place[],
  rule: NearRule,
): readonly Place[] {
  const afterLeft = withPartnerAfter(left, right, rule.distance);
  const beforeRight = withPartnerBefore(right, left, rule.distance);
  if (rule.ordered) return [...afterLeft, ...beforeRight];
  return [
    ...afterLeft,
    ...beforeRight,
    ...withPartnerAfter(right, left, rule.distance),
    ...withPartnerBefore(left, right, rule.distance),
  ];
}

function withPartnerAfter<Place extends Occurrence>(
  ones: readonly Place[],
  others: readonly Place[],
  distance: number,
): readonly Place[] {
  const starts = others.map((other) => other.start).toSorted((a, b) => a - b);
  return ones.filter((one) => {
    const next = starts[firstAtLeast(starts, one.end)];
    return next !== undefined && next - one.end < distance;
  });
}

function withPartnerBefore<Place extends Occurrence>(
  ones: readonly Place[],
  others: readonly Place[],
  distance: number,
): readonly Place[] {
  const ends = others.map((other) => other.end).toSorted((a, b) => a - b);
  return ones.filter((one) => {
    const previous = ends[firstAtLeast(ends, one.start + 1) - 1];
    return previous !== undefined && one.start - previous < distance;
  });
}

function firstAtLeast(sorted: readonly number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
