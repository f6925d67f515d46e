import { anchorsOf, type Anchor } from "./anchors.ts";
import { matchQuery } from "./evaluate.ts";
import type { FieldText, PreparedMention } from "./prepare-mention.ts";
import type { Query, Scope } from "./query.ts";
import type { Span } from "./spans.ts";
import { PREFIX_KEY } from "./token-stream.ts";

export type Watch<Id> = { readonly id: Id; readonly query: Query };
export type WatchMatch<Id> = { readonly id: Id; readonly spans: readonly Span[] };
export type WatchSet<Id> = {
  /** The watches that match, in the order they were given; the same as evaluating each of them. */
  readonly match: (mention: PreparedMention) => readonly WatchMatch<Id>[];
};

type PrefixEntry = { readonly stem: string; readonly watches: number[] };
type ScopeIndex = { readonly exact: Map<string, number[]>; readonly prefixes: Map<string, PrefixEntry[]> };

/**
 * Compiles all watches of a desk into one index from tokens to watches. A mention's distinct tokens are looked up once;
 * only watches with an anchor among them are evaluated, so the cost hardly grows with their number.
 */
export function compileWatches<Id>(watches: readonly Watch<Id>[]): WatchSet<Id> {
  const candidatesOf = compileCandidates(watches.map(({ query }) => query));
  return { match: (mention) => evaluateCandidates(watches, candidatesOf(mention), mention) };
}

/** Makes the index alone: which queries, by their place in the list, a mention may answer. It never leaves out one that it does. */
export function compileCandidates(
  queries: readonly (Query | null)[],
): (mention: PreparedMention) => ReadonlySet<number> {
  const indexes = new Map<Scope, ScopeIndex>();
  const always: number[] = [];
  queries.forEach((query, at) => {
    if (query === null) return;
    const anchors = anchorsOf(query.root);
    if (anchors) for (const anchor of anchors) addAnchor(indexes, anchor, at);
    else always.push(at);
  });
  return (mention) => {
    const candidates = new Set(always);
    for (const [scope, index] of indexes) {
      for (const text of textsOf(scope, mention)) collectCandidates(index, text, candidates);
    }
    return candidates;
  };
}

function evaluateCandidates<Id>(
  watches: readonly Watch<Id>[],
  candidates: ReadonlySet<number>,
  mention: PreparedMention,
): readonly WatchMatch<Id>[] {
  const found: WatchMatch<Id>[] = [];
  for (const at of [...candidates].sort((a, b) => a - b)) {
    const watch = watches[at];
    if (!watch) continue;
    const { matches, spans } = matchQuery(watch.query, mention);
    if (matches) found.push({ id: watch.id, spans });
  }
  return found;
}

function collectCandidates({ exact, prefixes }: ScopeIndex, text: FieldText, candidates: Set<number>): void {
  for (const form of text.stream().index.keys()) {
    const named = exact.get(form);
    if (named) for (const at of named) candidates.add(at);
    const begun = prefixes.size > 0 && form.length >= PREFIX_KEY ? prefixes.get(form.slice(0, PREFIX_KEY)) : undefined;
    if (!begun) continue;
    for (const { stem, watches } of begun) if (form.startsWith(stem)) for (const at of watches) candidates.add(at);
  }
}

function textsOf(scope: Scope, mention: PreparedMention): readonly FieldText[] {
  const texts = scope === "words" ? [mention.title, mention.text] : [mention[scope]];
  return texts.filter((text) => text !== null);
}

function addAnchor(indexes: Map<Scope, ScopeIndex>, { scope, match, form }: Anchor, at: number): void {
  const index = getOrAdd<Scope, ScopeIndex>(indexes, scope, () => ({ exact: new Map(), prefixes: new Map() }));
  if (match === "exact") {
    getOrAdd<string, number[]>(index.exact, form, () => []).push(at);
    return;
  }
  const entries = getOrAdd<string, PrefixEntry[]>(index.prefixes, form.slice(0, PREFIX_KEY), () => []);
  const entry = entries.find(({ stem }) => stem === form);
  if (entry) entry.watches.push(at);
  else entries.push({ stem: form, watches: [at] });
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
