import type { Bucket, Network, Role, SentimentSlot, Urgency } from "../../contract/values.ts";

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
    /** ISO 639-1. */
    readonly languages?: readonly string[];
    readonly sentiments?: readonly SentimentSlot[];
    /** Of the source, by name. */
    readonly departments?: readonly string[];
  };
  readonly then: {
    /** Left out by a rule that only adds labels or people. */
    readonly bucket?: Bucket;
    readonly department?: string;
    readonly priority?: Urgency;
    readonly labels?: readonly string[];
    readonly script?: string;
    /** Who gets the case: a person's public id. */
    readonly assignee?: string;
    readonly approval?: readonly Role[];
  };
  /** A rule that is off is kept and not asked; left out = on. */
  readonly isOn?: boolean;
  /** Whether the rules after it are left out when it matches. */
  readonly stop: boolean;
  /** Why the rule is there, in its author's words. */
  readonly reason: string;
};

/** `words` say what matched, ready to be read: "late", "5 words from delivery". */
export type RuleMatch = { readonly matched: boolean; readonly words: readonly string[] };

/** What the conditions of rules look at, besides the words. */
export type RuleSubject = {
  readonly source: string;
  readonly network: Network;
  readonly watches: readonly string[];
  readonly lang: string | null;
  readonly slot: SentimentSlot;
  /** Of the source. */
  readonly department: string | null;
};

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
  const { query } = rule.when;
  const matchesQuery = query === undefined ? () => UNCONDITIONAL : compileQuery(query);
  const matches = (mention: Mention): RuleMatch =>
    meetsConditions(rule.when, mention) ? matchesQuery(mention) : UNMATCHED;
  return { id: rule.id, name: rule.name, then: rule.then, stop: rule.stop, reason: rule.reason, matches };
}

function meetsConditions(when: Rule["when"], mention: RuleSubject): boolean {
  const { watches, sources, notSources, networks, languages, sentiments, departments } = when;
  if (sources && !sources.includes(mention.source)) return false;
  if (notSources?.includes(mention.source)) return false;
  if (networks && !networks.includes(mention.network)) return false;
  if (languages && !(mention.lang !== null && languages.includes(mention.lang))) return false;
  if (sentiments && !sentiments.includes(mention.slot)) return false;
  if (departments && !(mention.department !== null && departments.includes(mention.department))) return false;
  return !watches || watches.some((watch) => mention.watches.includes(watch));
}
