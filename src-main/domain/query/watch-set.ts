import { listCandidates } from "./candidates.ts";
import { matchQuery } from "./evaluate.ts";
import type { PreparedMention } from "./prepare-mention.ts";
import type { Query, QueryNode } from "./query.ts";
import type { Span } from "./spans.ts";

export { compileCandidates } from "./candidates.ts";

export type Watch<Id> = { readonly id: Id; readonly query: Query };
export type WatchMatch<Id> = { readonly id: Id; readonly spans: readonly Span[] };
export type WatchSet<Id> = {
  /** The watches that match, in the order they were given; the same as evaluating each of them. */
  readonly match: (mention: PreparedMention) => readonly WatchMatch<Id>[];
  /** Those that took too long and are left out since. */
  readonly overran: ReadonlySet<Id>;
};

/** Measures the watches whose patterns could take long, and is told of one that did. */
export type Stopwatch<Id> = {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** The longest that one watch may take over one mention. */
  readonly mostMs: number;
  readonly overran: (id: Id) => void;
};

/**
 * Compiles all watches of a desk into one index of what they look for. A mention's text is read along it once, and only
 * watches with an anchor in it are evaluated, so the cost hardly grows with their number. One that takes too long is left out from then on.
 */
export function compileWatches<Id>(watches: readonly Watch<Id>[], stopwatch?: Stopwatch<Id>): WatchSet<Id> {
  const candidatesOf = listCandidates(watches.map(({ query }) => query));
  const timed = watches.map(({ query }) => stopwatch !== undefined && hasPattern(query.root));
  const overran = new Set<Id>();
  const evaluate = (watch: Watch<Id>, at: number, mention: PreparedMention) => {
    if (!stopwatch || !timed[at]) return matchQuery(watch.query, mention);
    const begun = stopwatch.now();
    const answer = matchQuery(watch.query, mention);
    if (stopwatch.now() - begun <= stopwatch.mostMs) return answer;
    // The machine may have stood still: a second look tells whether it was the pattern.
    const again = stopwatch.now();
    matchQuery(watch.query, mention);
    if (stopwatch.now() - again <= stopwatch.mostMs) return answer;
    overran.add(watch.id);
    stopwatch.overran(watch.id);
    return answer;
  };
  return {
    overran,
    match: (mention) => {
      const found: WatchMatch<Id>[] = [];
      for (const at of candidatesOf(mention)) {
        const watch = watches[at];
        if (!watch || overran.has(watch.id)) continue;
        const { matches, spans } = evaluate(watch, at, mention);
        if (matches) found.push({ id: watch.id, spans });
      }
      return found;
    },
  };
}

/** Whether a regular expression is among its terms: all else takes as long as its text is. */
function hasPattern(node: QueryNode): boolean {
  switch (node.kind) {
    case "term":
      return node.test.kind === "regex";
    case "not":
      return hasPattern(node.child);
    case "near":
      return hasPattern(node.left) || hasPattern(node.right);
    default:
      return node.children.some(hasPattern);
  }
}
