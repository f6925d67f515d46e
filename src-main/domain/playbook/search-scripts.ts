import type { ScriptContent } from "../../contract/methods/playbook.ts";
import { wordGroups } from "./word-groups.ts";
import { foldedWords, wordKey } from "./word-key.ts";

/** The words of one part of a script: as they are written, and what they are looked for under. */
type Words = { readonly written: string; readonly keys: string };

/** A script as a search sees it; made once a version. */
export type ScriptIndex = { readonly name: Words; readonly asked: Words; readonly all: Words };

type Phrase = { readonly mark: string; readonly words: readonly string[] };

/** Every phrase of the groups by its first word. */
const phrasesByWord = Map.groupBy(
  wordGroups.flatMap((members, at) =>
    members.map((member): Phrase => ({ mark: `§${at}`, words: foldedWords(member).map(wordKey) })),
  ),
  ({ words }) => words[0] ?? "",
);

/** The phrases that stand in a row of words, each with where it begins. */
function phrasesIn(keys: readonly string[]): readonly (Phrase & { readonly at: number })[] {
  return keys.flatMap((key, at) =>
    (phrasesByWord.get(key) ?? [])
      .filter(({ words }) => words.every((word, offset) => keys[at + offset] === word))
      .map((phrase) => ({ ...phrase, at })),
  );
}

// Said around what is meant; a search for nothing else takes them as they are.
const small = new Set(
  ["a", "an", "the", "my", "our", "your", "is", "are", "was", "in", "on", "at", "of", "to", "for", "and", "or", "it"]
    .concat(["i", "we", "they", "with", "about", "does", "not", "be", "this", "that"])
    .concat(["der", "die", "das", "und", "ein", "eine", "le", "la", "les", "de", "el", "un", "une"]),
);

function wordsOf(texts: readonly string[]): Words {
  const words = texts.flatMap(foldedWords);
  const keys = words.map(wordKey);
  const marks = new Set(phrasesIn(keys).map(({ mark }) => mark));
  return { written: ` ${words.join(" ")} `, keys: ` ${keys.join(" ")} ${[...marks].join(" ")} ` };
}

function joined(one: Words, other: Words): Words {
  return { written: `${one.written}${other.written}`, keys: `${one.keys}${other.keys}` };
}

/** Prepares a script to be searched. */
export function indexScript(script: ScriptContent): ScriptIndex {
  const name = wordsOf([script.name]);
  const asked = joined(name, wordsOf([script.mentionType, script.whenToUse, script.key, ...script.synonyms]));
  const words = wordsOf([script.body, script.privateVariant ?? "", script.holding ?? "", script.department ?? ""]);
  return { name, asked, all: joined(asked, words) };
}

/** One word of a search in all the ways in which a script may have it. */
type Term = { readonly written: string; readonly keys: readonly string[] };

/** What is searched for. A pair such as "money back" is one term. */
export function readSearch(search: string): readonly Term[] {
  const all = foldedWords(search);
  const telling = all.filter((word) => !small.has(word));
  const words = telling.length > 0 ? telling : all;
  const phrases = phrasesIn(words.map(wordKey));
  const pairs = phrases.filter(({ words: parts }) => parts.length > 1);
  const paired = new Set(pairs.flatMap(({ at, words: parts }) => parts.map((_, offset) => at + offset)));
  const single = words.flatMap((word, at): Term[] => {
    if (paired.has(at)) return [];
    const alike = phrases.filter((phrase) => phrase.at === at).map(({ mark }) => ` ${mark} `);
    return [{ written: word, keys: [` ${wordKey(word)} `, ...alike] }];
  });
  return [...pairs.map(({ mark }): Term => ({ written: "", keys: [` ${mark} `] })), ...single];
}

const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** A word may still be being typed: its beginning counts. Where nobody writes spaces, it may stand anywhere. */
function has({ written, keys }: Words, term: Term): boolean {
  if (term.keys.some((key) => keys.includes(key))) return true;
  if (term.written === "") return false;
  return spaceless.test(term.written) ? written.includes(term.written) : written.includes(` ${term.written}`);
}

export type SearchHit = {
  /** How many words of the search the script has. */
  readonly found: number;
  /** 3 = its name has them all, 2 = its use and synonyms do, 1 = its texts do. */
  readonly nearness: 1 | 2 | 3;
};

/** How well a script answers a search; null when it has none of its words. */
export function searchScript(index: ScriptIndex, terms: readonly Term[]): SearchHit | null {
  const found = terms.filter((term) => has(index.all, term)).length;
  if (found === 0 && terms.length > 0) return null;
  const isIn = (words: Words) => terms.filter((term) => has(words, term)).length === found;
  return { found, nearness: isIn(index.name) ? 3 : isIn(index.asked) ? 2 : 1 };
}
