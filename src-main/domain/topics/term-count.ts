import { type CommonTerms, findCommonTerms } from "./find-terms.ts";
import { createRowFinder, type WordRow } from "./ignored-words.ts";
import type { ReadingRules } from "./read-words.ts";
import { type CountedOnce, openStretch } from "./stretch.ts";
import type { TopicDocument } from "./topic-document.ts";
import { createWordTable } from "./word-table.ts";

export type TermCountOptions = CountedOnce & {
  /** Names that are no topic. */
  readonly names: readonly WordRow[];
  /** Words of the watch: no topic alone. */
  readonly own: readonly WordRow[];
  /** What came before is cut into stretches of the window's length, in each of which an author counts once, as in the window. */
  readonly windowMs: number;
  /** What fewer people say is no topic. */
  readonly leastCount: number;
};

/** A term that enough people say in the window, beside how many said it before. */
export type CountedTerm = {
  /** One to three words as they are counted: folded, without plural endings. */
  readonly keys: readonly string[];
  /** Documents of the window that say it, by their place in `documents`. */
  readonly documents: readonly number[];
  /** Who says it in the window, each once, sorted. */
  readonly speakers: readonly number[];
  /** How many said it before, each once a stretch. */
  readonly before: number;
  /** When it was first said in all that was read, ms. */
  readonly firstAt: number;
};

export type CountedTerms = {
  readonly terms: readonly CountedTerm[];
  readonly documents: readonly TopicDocument[];
  /** People who spoke in the window, and before, there once a stretch. */
  readonly speakersNow: number;
  readonly speakersBefore: number;
  readonly documentsBefore: number;
  readonly rules: ReadingRules;
};

/**
 * Counts terms bit by bit, so that a caller with much to count can let others work in between: all of the window by `addNow`,
 * `settle` to its end, what came before by `addBefore` in the order of time, then `result`.
 */
export type TermCount = {
  readonly addNow: (document: TopicDocument) => void;
  readonly settle: () => Generator<undefined, void, undefined>;
  readonly addBefore: (document: TopicDocument) => void;
  readonly result: () => CountedTerms;
};

export function createTermCount(options: TermCountOptions): TermCount {
  const rules = { names: createRowFinder(options.names), own: createRowFinder(options.own) };
  const table = createWordTable(rules);
  const window = openStretch(options);
  const documents: TopicDocument[] = [];
  const [rows, speakers]: [(readonly number[])[], number[]] = [[], []];
  let common: CommonTerms | null = null;
  let past = openPast(options, new Map());

  return {
    addNow: (document) => {
      const speaker = window.admit(document);
      if (speaker === null) return;
      documents.push(document);
      speakers.push(speaker);
      rows.push(table.wordsOf(document));
    },
    settle: function* () {
      common = yield* findCommonTerms({ rows, speakers }, { table, leastCount: options.leastCount });
      past = openPast(options, new Map(common.terms.map(({ key }, at) => [key, at])));
    },
    addBefore: (document) => {
      past.add(document, (call) => {
        const row = table.knownWordsOf(document);
        for (const word of row) if (word >= 0) call(word + 1);
        common?.phrases.eachOf(row, call, () => true);
      });
    },
    result: () => {
      const firstNow = (at: readonly number[]) => Math.min(...at.map((one) => documents[one]?.at ?? Infinity));
      const terms = (common?.terms ?? []).map(({ words, documents: saying, speakers: by }, at) => {
        const { count, firstAt } = past.of(at);
        return {
          keys: words.map(table.keyOf),
          documents: saying,
          speakers: by,
          before: count,
          firstAt: Math.min(firstAt, firstNow(saying)),
        };
      });
      return {
        terms,
        documents,
        rules,
        speakersNow: window.speakers(),
        speakersBefore: past.speakers(),
        documentsBefore: past.documents(),
      };
    },
  };
}

type Past = {
  readonly add: (document: TopicDocument, eachKey: (call: (key: number) => void) => void) => void;
  readonly of: (term: number) => { readonly count: number; readonly firstAt: number };
  readonly speakers: () => number;
  readonly documents: () => number;
};

/** Counts what was said before, in stretches of the window's length; only the terms of the window. */
function openPast(options: TermCountOptions, terms: ReadonlyMap<number, number>): Past {
  const counts = new Uint32Array(terms.size);
  const firstAt = new Float64Array(terms.size).fill(Infinity);
  let stretch = openStretch(options);
  let said = new Set<number>();
  let [number, speakersBefore, documents] = [Number.NaN, 0, 0];
  return {
    add: (document, eachKey) => {
      const at = Math.floor(document.at / options.windowMs);
      if (at !== number) {
        speakersBefore += stretch.speakers();
        [number, stretch, said] = [at, openStretch(options), new Set()];
      }
      const speaker = stretch.admit(document);
      if (speaker === null) return;
      documents += 1;
      eachKey((key) => {
        const term = terms.get(key);
        if (term === undefined) return;
        firstAt[term] = Math.min(firstAt[term] ?? Infinity, document.at);
        const once = speaker * terms.size + term;
        if (said.has(once)) return;
        said.add(once);
        counts[term] = (counts[term] ?? 0) + 1;
      });
    },
    of: (term) => ({ count: counts[term] ?? 0, firstAt: firstAt[term] ?? Infinity }),
    speakers: () => speakersBefore + stretch.speakers(),
    documents: () => documents,
  };
}
