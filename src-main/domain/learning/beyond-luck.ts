/** One chance in twenty of a normal distribution. */
const LUCK = 1.645;

/**
 * Whether what was won and lost against another judge of the same cases is more than chance would win: McNemar's test, one-sided, at 1 in 20.
 * @example isBeyondLuck({ won: 12, lost: 2 }) // true
 */
export function isBeyondLuck({ won, lost }: { readonly won: number; readonly lost: number }): boolean {
  return won - lost > LUCK * Math.sqrt(won + lost);
}
