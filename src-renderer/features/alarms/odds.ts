const leastSaid = 1e-9;

/**
 * How rarely chance alone makes a thing, as "once in so many", with one digit that counts; null below one in a billion.
 * @example oddsOf(2e-4) // 5000
 */
export function oddsOf(p: number): number | null {
  if (p < leastSaid) return null;
  const times = 1 / p;
  const step = 10 ** Math.floor(Math.log10(times));
  return Math.max(1, Math.round(times / step) * step);
}
