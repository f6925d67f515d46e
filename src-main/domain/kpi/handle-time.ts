import { meanOf } from "./statistics.ts";

/** Focused work of one person on one case. */
export type Stretch = { readonly from: number; readonly to: number };

export type HandledCase = {
  /** From the activity table: input or focus; a pause of over 60 s has ended a stretch when it was recorded. */
  readonly activity: readonly Stretch[];
  readonly firstResponseAt: number | null;
  readonly resolvedAt: number | null;
};

/** Work before the answer, and the wrap after it: notes, logging. A stretch over the answer is cut there. Milliseconds. */
export function handleTime({ activity, firstResponseAt }: Pick<HandledCase, "activity" | "firstResponseAt">): {
  readonly activeMs: number;
  readonly wrapMs: number;
} {
  const cut = firstResponseAt ?? Number.POSITIVE_INFINITY;
  let activeMs = 0;
  let wrapMs = 0;
  for (const { from, to } of activity) {
    activeMs += Math.max(0, Math.min(to, cut) - from);
    wrapMs += Math.max(0, to - Math.max(from, cut));
  }
  return { activeMs, wrapMs };
}

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
    .map(handleTime)
    .filter(({ activeMs, wrapMs }) => activeMs + wrapMs > 0);
  return { n: handled.length, meanMs: meanOf(handled.map(({ activeMs, wrapMs }) => activeMs + wrapMs)) };
}
