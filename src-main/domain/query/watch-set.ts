import { listCandidates } from "./candidates.ts";
import { matchQuery } from "./evaluate.ts";
import type { PreparedMention } from "./prepare-mention.ts";
import type { Query } from "./query.ts";
import type { Span } from "./spans.ts";

export { compileCandidates } from "./candidates.ts";

export type Watch<Id> = { readonly id: Id; readonly query: Query };
export type WatchMatch<Id> = { readonly id: Id; readonly spans: readonly Span[] };
export type WatchSet<Id> = {
  /** The watches that match, in the order they were given; the same as evaluating each of them. */
  readonly match: (mention: PreparedMention) => readonly WatchMatch<Id>[];
};

/**
 * Compiles all watches of a desk into one index of what they look for. A mention's text is read along it once, and only
 * watches with an anchor in it are evaluated, so the cost hardly grows with their number.
 */
export function compileWatches<Id>(watches: readonly Watch<Id>[]): WatchSet<Id> {
  const candidatesOf = listCandidates(watches.map(({ query }) => query));
  return { match: (mention) => evaluateCandidates(watches, candidatesOf(mention), mention) };
}

function evaluateCandidates<Id>(
  watches: readonly Watch<Id>[],
  candidates: readonly number[],
  mention: PreparedMention,
): readonly WatchMatch<Id>[] {
  const found: WatchMatch<Id>[] = [];
  for (const at of candidates) {
    const watch = watches[at];
    if (!watch) continue;
    const { matches, spans } = matchQuery(watch.query, mention);
    if (matches) found.push({ id: watch.id, spans });
  }
  return found;
}
