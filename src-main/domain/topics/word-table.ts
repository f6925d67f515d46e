import type { TopicDocument } from "./topic-document.ts";
import { type ReadingRules, readWords, type ReadWord, WORD, type WordKind, withoutAddresses } from "./read-words.ts";

/** Words as numbers, so that phrases are numbers too; each kind of a word is a word of its own. */
export type WordTable = {
  /** Runs of word numbers of a document; −1 stands where no phrase may reach over. `known` leaves out what the table has not met. */
  readonly wordsOf: (document: TopicDocument) => readonly number[];
  readonly knownWordsOf: (document: TopicDocument) => readonly number[];
  readonly kindOf: (word: number) => WordKind;
  readonly keyOf: (word: number) => string;
  readonly size: () => number;
};

/** Words of a document in order, title first; the offsets count in `textOf`. */
export function readDocument(document: TopicDocument, rules: ReadingRules): readonly ReadWord[] {
  return readWords(textOf(document), document.language, rules);
}

/** Title and text with a break between, without addresses. */
export function textOf({ title, text }: TopicDocument): string {
  return withoutAddresses(title ? `${title}\n${text}` : text);
}

export function createWordTable(rules: ReadingRules): WordTable {
  const numbers: readonly Map<string, number>[] = Object.keys(WORD).map(() => new Map<string, number>());
  const keys: string[] = [];
  const kinds: WordKind[] = [];
  const meet = ({ key, kind }: ReadWord): number => {
    const known = numbers[kind]?.get(key);
    if (known !== undefined) return known;
    keys.push(key);
    kinds.push(kind);
    numbers[kind]?.set(key, keys.length - 1);
    return keys.length - 1;
  };
  const lookUp = ({ key, kind }: ReadWord): number => numbers[kind]?.get(key) ?? -1;
  return {
    wordsOf: (document) => withBreaks(readDocument(document, rules), meet),
    knownWordsOf: (document) => withBreaks(readDocument(document, rules), lookUp),
    kindOf: (word) => kinds[word] ?? WORD.stop,
    keyOf: (word) => keys[word] ?? "",
    size: () => keys.length,
  };
}

function withBreaks(words: readonly ReadWord[], numberOf: (word: ReadWord) => number): readonly number[] {
  const row: number[] = [];
  for (const word of words) {
    if (!word.joins && row.length > 0) row.push(-1);
    row.push(numberOf(word));
  }
  return row;
}
