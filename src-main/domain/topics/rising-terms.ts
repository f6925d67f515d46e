import { type NetSentiment, netSentiment } from "../sentiment/net-sentiment.ts";
import type { WordRow } from "./ignored-words.ts";
import { type Sureness, surenessOf } from "./log-likelihood.ts";
import { type RankedTerm, rankTerms, type ScoredTerm } from "./rank-terms.ts";
import { showTerm } from "./show-term.ts";
import { type CountedTerms, createTermCount, type TermCount } from "./term-count.ts";
import type { TopicDocument } from "./topic-document.ts";

/** A word or phrase that more people say than usual. */
export type RisingTerm = {
  /** As most of them write it. */
  readonly term: string;
  /** Other risen terms that the same people say, with their own numbers. */
  readonly beside: readonly Pick<RisingTerm, "term" | "count" | "usual" | "score">[];
  /** How many people say it in the window, each once; a mention without an author is somebody. */
  readonly count: number;
  /** Mentions (or stories) of the window that say it. */
  readonly mentions: number;
  /** How many say it in as long a time on average, by the time before that was listened to. */
  readonly usual: number;
  /** count / usual; null when nobody said it before. */
  readonly ratio: number | null;
  /** Dunning's G² of its share of people now against before. */
  readonly score: number;
  readonly sureness: Sureness;
  /** Of the mentions that say it. */
  readonly sentiment: NetSentiment;
  readonly firstSeenAt: number;
  /** Nobody said it before. */
  readonly isNew: boolean;
  /** Where it is said, most mentions first. */
  readonly sources: readonly { readonly name: string; readonly mentions: number }[];
  /** The documents that say it, in the order in which they were given, without copies that count once. */
  readonly documents: readonly TopicDocument[];
};

export type RisingTermsOptions = {
  /** Length of the window in ms. */
  readonly windowMs: number;
  /**
   * How much time before it was listened to, in ms, gaps taken off. Null: usual is what as many people said before, however
   * long they took; so a busy hour is told by what is said in it, not by how much.
   */
  readonly beforeMs: number | null;
  /** Names that are no topic: those of the firm. By `rowsOfName`. */
  readonly names?: readonly WordRow[];
  /** Words of the watch, by `rowsOfQuery`. */
  readonly own?: readonly WordRow[];
  readonly counted?: "mentions" | "stories";
  /** What fewer people say is no topic. */
  readonly leastCount?: number;
  readonly leastRatio?: number;
  readonly limit?: number;
  /** One author counts once; only a test has a reason to say no. */
  readonly oncePerAuthor?: boolean;
};

const defaults = {
  names: [],
  own: [],
  counted: "mentions",
  leastCount: 3,
  leastRatio: 2,
  limit: 20,
  oncePerAuthor: true,
} as const;

/** Begins a count for `risingFrom`; what is added is for the same options. */
export function countTerms(options: Omit<RisingTermsOptions, "beforeMs">): TermCount {
  return createTermCount({ ...defaults, ...options });
}

/** The terms that rose, from a finished count. */
export function risingFrom(counted: CountedTerms, options: RisingTermsOptions): readonly RisingTerm[] {
  const { windowMs, beforeMs, leastRatio, limit } = { ...defaults, ...options };
  const { speakersNow, speakersBefore } = counted;
  const [now, past] = beforeMs === null ? [speakersNow, speakersBefore] : [windowMs, beforeMs];
  const usualOf = ({ before }: { readonly before: number }) => (past > 0 ? (before * now) / past : 0);
  return rankTerms(counted, { usualOf, leastRatio, limit }).map((term) => tell(term, counted, usualOf));
}

/**
 * What rose: terms that a larger share of people says in the window than before it, and more people than usual. Pure; for few
 * thousand documents. `before` may come in any order. For much, add to `countTerms` in lots.
 */
export function risingTerms({
  now,
  before,
  ...options
}: RisingTermsOptions & {
  readonly now: Iterable<TopicDocument>;
  readonly before: Iterable<TopicDocument>;
}): readonly RisingTerm[] {
  const count = countTerms(options);
  for (const document of now) count.addNow(document);
  for (const _ of count.settle());
  for (const document of [...before].toSorted((a, b) => a.at - b.at)) count.addBefore(document);
  return risingFrom(count.result(), options);
}

type UsualOf = (term: ScoredTerm) => number;

function tell(ranked: RankedTerm, counted: CountedTerms, usualOf: UsualOf): RisingTerm {
  const documents = documentsOf(ranked, counted);
  const count = ranked.speakers.length;
  const usual = usualOf(ranked);
  return {
    term: showTerm(ranked.keys, documents, counted.rules),
    beside: ranked.beside.map((term) => ({
      term: showTerm(term.keys, documentsOf(term, counted), counted.rules),
      ...{ count: term.speakers.length, usual: usualOf(term), score: term.score },
    })),
    count,
    mentions: documents.length,
    usual,
    ratio: usual > 0 ? count / usual : null,
    score: ranked.score,
    sureness: surenessOf(ranked.score),
    sentiment: sentimentOf(documents),
    firstSeenAt: ranked.firstAt,
    isNew: ranked.before === 0,
    sources: sourcesOf(documents),
    documents,
  };
}

function documentsOf({ documents }: ScoredTerm, counted: CountedTerms): readonly TopicDocument[] {
  return documents.flatMap((at) => counted.documents[at] ?? []);
}

function sentimentOf(documents: readonly TopicDocument[]): NetSentiment {
  const of = (label: TopicDocument["sentiment"]) => documents.filter(({ sentiment }) => sentiment === label).length;
  return netSentiment({
    positive: of("positive"),
    neutral: of("neutral"),
    negative: of("negative"),
    unsure: of("unsure"),
  });
}

function sourcesOf(documents: readonly TopicDocument[]): RisingTerm["sources"] {
  const bySource = Map.groupBy(documents, ({ source }) => source);
  return [...bySource]
    .map(([name, { length }]) => ({ name, mentions: length }))
    .toSorted((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1));
}
