import { listCandidates } from "./candidates.ts";
import type { PreparedMention } from "./prepare-mention.ts";
import type { Query } from "./query.ts";
import type { Span } from "./spans.ts";
import { timeQueries } from "./timed-query.ts";
import type { Stopwatch } from "./timed-query.ts";

export { compileCandidates } from "./candidates.ts";

export type Watch<Id> = { readonly id: Id; readonly query: Query };
export type WatchMatch<Id> = { readonly id: Id; readonly spans: readonly Span[] };
export type WatchSet<Id> = {
  /** The watches that match, in the order they were given; the same as evaluating each of them. */
  readonly match: (mention: PreparedMention) => readonly WatchMatch<Id>[];
  /** Those that took too long and are left out since. */
  readonly overran: ReadonlySet<Id>;
};

/**
 * Compiles all watches of a desk into one index of what they look for. A mention's text is read along it once, and only
 * watches with an anchor in it are evaluated, so the cost hardly grows with their number. One that takes too long is left out from then on.
 */
export function compileWatches<Id>(watches: readonly Watch<Id>[], stopwatch?: Stopwatch<Id>): WatchSet<Id> {
  const candidatesOf = listCandidates(watches.map(({ query }) => query));
  const { time, overran } = timeQueries(stopwatch);
  const evaluators = watches.map(({ id, query }) => time(id, query));
  return {
    overran,
    match: (mention) => {
      const found: WatchMatch<Id>[] = [];
      for (const at of candidatesOf(mention)) {
        const watch = watches[at];
        const evaluate = evaluators[at];
        if (!watch || !evaluate || overran.has(watch.id)) continue;
        const { matches, spans } = evaluate(mention);
        if (matches) found.push({ id: watch.id, spans });
      }
      return found;
    },
  };
}
