import { createPhraseKeys, type PhraseKeys } from "./phrases.ts";
import { WORD } from "./read-words.ts";
import type { WordTable } from "./word-table.ts";

/** Documents of the window as rows of word numbers, and who speaks in each. */
export type Window = { readonly rows: readonly (readonly number[])[]; readonly speakers: readonly number[] };

/** A term by its number, with the documents of the window that say it and who speaks there, each once, sorted. */
export type CommonTerm = {
  readonly key: number;
  readonly words: readonly number[];
  readonly documents: readonly number[];
  readonly speakers: readonly number[];
};

export type CommonTerms = { readonly terms: readonly CommonTerm[]; readonly phrases: PhraseKeys };

/** Documents read between two chances to let others work. */
const documentsAStep = 200;
const termsAStep = 2000;

/**
 * The words, and the phrases made of them, that at least so many people say. A phrase is no commoner than its words, so that
 * phrases are looked for among common words only. Stops after every step; the last gives the terms.
 */
export function* findCommonTerms(
  { rows, speakers }: Window,
  { table, leastCount }: { readonly table: WordTable; readonly leastCount: number },
): Generator<undefined, CommonTerms, undefined> {
  const isContent = (word: number) => {
    const kind = table.kindOf(word);
    return kind === WORD.topic || kind === WORD.cjk;
  };
  const words = yield* keepCommon(
    yield* collect(rows, (row, call) => {
      for (const word of row) if (word >= 0 && isContent(word)) call(word + 1);
    }),
    { speakers, leastCount },
  );
  const common = new Set(words.map(({ key }) => key - 1));
  const phrases = createPhraseKeys(table);
  const together = yield* keepCommon(
    yield* collect(rows, (row, call) => phrases.eachOf(row, call, (word) => !isContent(word) || common.has(word))),
    { speakers, leastCount },
  );
  const alone = words.filter(({ key }) => table.kindOf(key - 1) === WORD.topic);
  const terms = [...alone, ...together].map((term) => ({ ...term, words: phrases.wordsOf(term.key) }));
  return { terms, phrases };
}

/** Those that enough people say, with these people. */
function* keepCommon(
  postings: ReadonlyMap<number, readonly number[]>,
  { speakers, leastCount }: { readonly speakers: Window["speakers"]; readonly leastCount: number },
): Generator<undefined, readonly Omit<CommonTerm, "words">[], undefined> {
  const kept: Omit<CommonTerm, "words">[] = [];
  let looked = 0;
  for (const [key, documents] of postings) {
    looked += 1;
    if (looked % termsAStep === 0) yield;
    if (documents.length < leastCount) continue;
    const by = [...new Set(documents.map((at) => speakers[at] ?? 0))];
    if (by.length >= leastCount) kept.push({ key, documents, speakers: by.toSorted((a, b) => a - b) });
  }
  return kept;
}

/** Which documents hold which key, each named once. */
function* collect(
  rows: Window["rows"],
  keysOf: (row: readonly number[], call: (key: number) => void) => void,
): Generator<undefined, ReadonlyMap<number, readonly number[]>, undefined> {
  const postings = new Map<number, number[]>();
  for (let at = 0; at < rows.length; at += 1) {
    keysOf(rows[at] ?? [], (key) => {
      const documents = postings.get(key);
      if (!documents) postings.set(key, [at]);
      else if (documents.at(-1) !== at) documents.push(at);
    });
    if (at % documentsAStep === documentsAStep - 1) yield;
  }
  return postings;
}
