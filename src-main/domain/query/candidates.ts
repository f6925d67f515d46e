import { buildAnchorTrie, trieHeadOf, type AnchorTrie } from "./anchor-trie.ts";
import { anchorsOf, PREFIX_KEY, type Anchor } from "./anchors.ts";
import type { FieldText, PreparedMention } from "./prepare-mention.ts";
import type { Query, Scope } from "./query.ts";

/** Forms that begin with a letter outside the trie's alphabet, such as "東京", "жук" or an emoji. */
type ForeignForms = {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  /** By their first letters; few desks have any. */
  readonly prefixes: ReadonlyMap<string, readonly (Anchor & { readonly at: number })[]>;
};
type ScopeIndex = { readonly scope: Scope; readonly trie: AnchorTrie; readonly foreign: ForeignForms | null };

/**
 * Makes one index of all queries: which of them, by their place in the list, a mention may answer. It never leaves out one that
 * it does; a query with nothing to look up, such as a regex, is always among them.
 */
export function compileCandidates(
  queries: readonly (Query | null)[],
): (mention: PreparedMention) => ReadonlySet<number> {
  const candidatesOf = listCandidates(queries);
  return (mention) => new Set(candidatesOf(mention));
}

/** The same as a list in order, for those who go through all of them. */
export function listCandidates(queries: readonly (Query | null)[]): (mention: PreparedMention) => readonly number[] {
  const always: number[] = [];
  const anchored: (Anchor & { at: number })[] = [];
  queries.forEach((query, at) => {
    if (query === null) return;
    const anchors = anchorsOf(query.root);
    if (anchors) for (const anchor of anchors) anchored.push({ ...anchor, at });
    else always.push(at);
  });
  const indexes = [...Map.groupBy(anchored, ({ scope }) => scope)].map(([scope, entries]): ScopeIndex => ({
    scope,
    ...indexOf(entries),
  }));
  // Each question has a number of its own, by which it knows what it has met; nothing has to be emptied between them.
  const met = new Uint32Array(queries.length);
  let question = 0;
  return (mention) => {
    question = (question + 1) >>> 0;
    if (question === 0) met.fill(0);
    const asked = (question ||= 1);
    const found = always.length === 0 ? [] : [...always];
    const report = (numbers: readonly number[]) => {
      for (const at of numbers) {
        if (met[at] === asked) continue;
        met[at] = asked;
        found.push(at);
      }
    };
    for (const index of indexes) {
      if (index.scope === "words") {
        collect(index, mention.title, report);
        collect(index, mention.text, report);
      } else collect(index, mention[index.scope], report);
    }
    return found.length < 2 ? found : found.sort((a, b) => a - b);
  };
}

type Report = (numbers: readonly number[]) => void;

function indexOf(entries: readonly (Anchor & { at: number })[]): Omit<ScopeIndex, "scope"> {
  const { trie = [], foreign = [] } = Object.groupBy(entries, ({ form }) =>
    trieHeadOf(form) === "" ? "foreign" : "trie",
  );
  return { trie: buildAnchorTrie(trie), foreign: foreign.length === 0 ? null : foreignForms(foreign) };
}

function foreignForms(entries: readonly (Anchor & { at: number })[]): ForeignForms {
  const exact = Map.groupBy(
    entries.filter(({ match }) => match === "exact"),
    ({ form }) => form,
  );
  const prefixes = Map.groupBy(
    entries.filter(({ match }) => match === "prefix"),
    ({ form }) => form.slice(0, PREFIX_KEY),
  );
  return { exact: new Map([...exact].map(([form, list]) => [form, list.map(({ at }) => at)])), prefixes };
}

function collect({ trie, foreign }: ScopeIndex, field: FieldText | null, report: Report): void {
  if (field === null) return;
  const metForeign = trie.collect(field.text, report);
  if (metForeign && foreign !== null) collectForeign(foreign, field, report);
}

function collectForeign({ exact, prefixes }: ForeignForms, field: FieldText, report: Report): void {
  for (const form of field.stream().forms()) {
    const named = exact.get(form);
    if (named) report(named);
    if (prefixes.size === 0) continue;
    const begun = prefixes.get(form.slice(0, PREFIX_KEY)) ?? [];
    report(begun.filter((entry) => form.startsWith(entry.form)).map(({ at }) => at));
  }
}
