const dayMs = 86_400_000;
/** After so long half of what was taught is forgotten: what is usual has caught up by then. */
const halfLifeDays = 28;
const mostTaught = 3;
/** What was called no alarm must not be enough a second time. */
const justAbove = 1.05;

/** What "Not an alarm" taught a series: at `at` (ms) its bounds stood higher by `factor`. */
export type Taught = { readonly factor: number; readonly at: number };

/** By how much the bounds of a series stand higher at an instant. */
export function taughtAt(taught: Taught | null, now: number): number {
  if (taught === null) return 1;
  return 1 + (taught.factor - 1) * 0.5 ** (Math.max(0, now - taught.at) / dayMs / halfLifeDays);
}

/** What is learned when people call a count (or share) that passed its bound no alarm: the like of it passes no more. */
export function teach(
  taught: Taught | null,
  { count, bound, at }: { readonly count: number; readonly bound: number; readonly at: number },
): Taught {
  const before = taughtAt(taught, at);
  const needed = bound <= 0 ? before : (before * count * justAbove) / bound;
  return { factor: Math.min(mostTaught, Math.max(before * justAbove, needed)), at };
}
