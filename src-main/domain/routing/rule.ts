import type { Bucket, Network, Role, Urgency } from "../../contract/values.ts";

/** What a person wrote down about where mentions belong, in the order of the list. Empty conditions hold for every mention. */
export type Rule = {
  readonly id: string;
  readonly name: string;
  readonly when: {
    /** In the grammar of watches; `sentiment:` is allowed. */
    readonly query?: string;
    /** Ids; any of them suffices. */
    readonly watches?: readonly string[];
    readonly sources?: readonly string[];
    readonly notSources?: readonly string[];
    readonly networks?: readonly Network[];
  };
  readonly then: {
    /** Left out by a rule that only adds labels or people. */
    readonly bucket?: Bucket;
    readonly department?: string;
    readonly priority?: Urgency;
    readonly labels?: readonly string[];
    readonly script?: string;
    readonly approval?: readonly Role[];
  };
  /** Whether the rules after it are left out when it matches. */
  readonly stop: boolean;
  /** Why the rule is there, in its author's words. */
  readonly reason: string;
};

/** `words` say what matched, ready to be read: "late", "5 words from delivery". */
export type RuleMatch = { readonly matched: boolean; readonly words: readonly string[] };

/** What the conditions of rules look at, besides the words. */
export type RuleSubject = { readonly source: string; readonly network: Network; readonly watches: readonly string[] };

export type CompiledRule<Mention> = {
  readonly id: string;
  readonly name: string;
  readonly then: Rule["then"];
  readonly stop: boolean;
  readonly reason: string;
  readonly matches: (mention: Mention) => RuleMatch;
};

const UNCONDITIONAL: RuleMatch = { matched: true, words: [] };
const UNMATCHED: RuleMatch = { matched: false, words: [] };

/**
 * Makes a rule ready to be asked. `compileQuery` turns its query into a matcher and may throw when the query does not parse; it is called once. The
 * cheap conditions are asked first.
 */
export function compileRule<Mention extends RuleSubject>(
  rule: Rule,
  compileQuery: (query: string) => (mention: Mention) => RuleMatch,
): CompiledRule<Mention> {
  const { query, watches, sources, notSources, networks } = rule.when;
  const matchesQuery = query === undefined ? () => UNCONDITIONAL : compileQuery(query);
  const matches = (mention: Mention): RuleMatch => {
    if (sources && !sources.includes(mention.source)) return UNMATCHED;
    if (notSources?.includes(mention.source)) return UNMATCHED;
    if (networks && !networks.includes(mention.network)) return UNMATCHED;
    if (watches && !watches.some((watch) => mention.watches.includes(watch))) return UNMATCHED;
    return matchesQuery(mention);
  };
  return { id: rule.id, name: rule.name, then: rule.then, stop: rule.stop, reason: rule.reason, matches };
}
