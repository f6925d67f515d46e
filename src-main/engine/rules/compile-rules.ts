import type { MentionFields, PreparedMention } from "../../domain/query/evaluate.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import type { Query } from "../../domain/query/query.ts";
import { timeQueries } from "../../domain/query/timed-query.ts";
import type { Stopwatch, TimedQueries } from "../../domain/query/timed-query.ts";
import { compileCandidates } from "../../domain/query/watch-set.ts";
import type { DeskScorer } from "../../domain/routing/desk-scorer.ts";
import type { RoutableMention } from "../../domain/routing/features.ts";
import { createRouter, type Router } from "../../domain/routing/route-mention.ts";
import { compileRule } from "../../domain/routing/rule.ts";
import type { CompiledRule, Rule, RuleMatch, RuleSubject } from "../../domain/routing/rule.ts";
import type { StoredRule } from "../store/rule.ts";

/** The words of a mention with all that rules ask about. */
export type RoutableWords = RoutableMention &
  RuleSubject & { readonly prepared: PreparedMention; readonly fields: MentionFields };
/** With the rules whose query it may answer, by their place. */
type AnswerableWords = RoutableWords & { readonly answerable: ReadonlySet<number> };

export type RuleSet = {
  readonly route: (words: RoutableWords, desk?: DeskScorer | null) => Router;
  /** The rules that hold for a mention by themselves, whatever stops before them, in their order. */
  readonly holding: (words: RoutableWords) => readonly CompiledRule<AnswerableWords>[];
  readonly ruleById: (id: string) => CompilableRule | undefined;
};

export type CompilableRule = Omit<StoredRule, "savedAt" | "savedBy" | "removedAt" | "position">;

export type RuleCompiling = {
  /** The ids of watches and sources of a set of files. */
  readonly idOfKey: ReadonlyMap<string, string>;
  /** Is told of a rule (by its row) whose query took too long; it holds for nothing from then on. */
  readonly stopwatch?: Stopwatch<number> | undefined;
};

/** Makes rules ready to be asked in this order; those that are off are left out. */
export function compileRules(rules: readonly CompilableRule[], { idOfKey, stopwatch }: RuleCompiling): RuleSet {
  const timed = timeQueries(stopwatch);
  const asked = rules.filter(({ isOn }) => isOn);
  // Only queries that parse are saved; one that an older program wrote and this one cannot read matches nothing.
  const queries = asked.map(({ when }) => parsedOrNull(when.query));
  const compiled = asked.map((rule, at) => compileStored(rule, { idOfKey, timed, query: queries[at] ?? null, at }));
  const answerableBy = compileCandidates(queries);
  const byId = new Map(asked.map((rule) => [rule.id, rule]));
  const answering = (words: RoutableWords) => ({ ...words, answerable: answerableBy(words.prepared) });
  return {
    route: (words, desk = null) => createRouter({ rules: compiled, mention: answering(words), desk }),
    holding: (words) => {
      const mention = answering(words);
      return compiled.filter((rule) => rule.matches(mention).matched);
    },
    ruleById: (id) => byId.get(id),
  };
}

type Compiling = Pick<RuleCompiling, "idOfKey"> & {
  readonly timed: TimedQueries<number>;
  readonly query: Query | null;
  readonly at: number;
};

function compileStored(
  stored: CompilableRule,
  { idOfKey, timed, query, at }: Compiling,
): CompiledRule<AnswerableWords> {
  const { id, name, when, then, stop, reason } = stored;
  const byId = (keys: readonly string[]) => keys.map((key) => idOfKey.get(key) ?? key);
  const rule: Rule = {
    ...{ id, name, then, stop, reason },
    when: {
      ...when,
      ...(when.watches === undefined ? {} : { watches: byId(when.watches) }),
      ...(when.sources === undefined ? {} : { sources: byId(when.sources) }),
      ...(when.notSources === undefined ? {} : { notSources: byId(when.notSources) }),
    },
  };
  return compileRule<AnswerableWords>(rule, () => ruleMatcher(stored.rowId, { timed, query, at }));
}

const mostWords = 3;
const unmatched: RuleMatch = { matched: false, words: [] };

function parsedOrNull(text: string | undefined): Query | null {
  if (text === undefined) return null;
  const parsed = parseQuery(text, { allowSentiment: true });
  return parsed.ok ? parsed.query : null;
}

function ruleMatcher(
  rowId: number,
  { timed, query, at }: Omit<Compiling, "idOfKey">,
): (mention: AnswerableWords) => RuleMatch {
  if (query === null) return () => unmatched;
  const evaluate = timed.time(rowId, query);
  return ({ prepared, fields, answerable }) => {
    if (!answerable.has(at) || timed.overran.has(rowId)) return unmatched;
    const { matches, spans } = evaluate(prepared);
    if (!matches) return unmatched;
    const words = spans.flatMap(({ field, from, to }) => {
      const value = fields[field];
      return typeof value === "string" ? [value.slice(from, to)] : [];
    });
    return { matched: true, words: [...new Set(words)].slice(0, mostWords) };
  };
}
