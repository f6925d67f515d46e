import { WORD } from "./read-words.ts";
import type { WordTable } from "./word-table.ts";

/** Phrases as numbers, for a table that has met all its words. A single word is `word + 1`. */
export type PhraseKeys = {
  /** Calls with every phrase of two or three neighbours that may be a topic and holds only words that it `mayHold`. */
  readonly eachOf: (row: readonly number[], call: (key: number) => void, mayHold: (word: number) => boolean) => void;
  readonly wordsOf: (key: number) => readonly number[];
};

const longestPhrase = 3;

export function createPhraseKeys(table: Pick<WordTable, "kindOf" | "size">): PhraseKeys {
  // Words count from 1 in a key, so that two words are never taken for three.
  const base = table.size() + 1;
  return {
    eachOf: (row, call, mayHold) => {
      for (let at = 0; at < row.length; at += 1) {
        let [key, hasTopic, isCjk] = [0, false, true];
        for (let length = 1; length <= longestPhrase; length += 1) {
          const word = row[at + length - 1] ?? -1;
          if (word < 0 || !mayHold(word)) break;
          const kind = table.kindOf(word);
          if (length === 1 && kind === WORD.stop) break;
          key = key * base + word + 1;
          hasTopic ||= kind === WORD.topic;
          isCjk &&= kind === WORD.cjk;
          if (length > 1 && kind !== WORD.stop && (hasTopic || isCjk)) call(key);
        }
      }
    },
    wordsOf: (key) => {
      const words: number[] = [];
      for (let rest = key; rest > 0; rest = Math.floor(rest / base)) words.unshift((rest % base) - 1);
      return words;
    },
  };
}
