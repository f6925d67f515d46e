import type { ScriptContent } from "../../contract/methods/playbook.ts";
import { foldText } from "../text/fold.ts";
import { wordGroups } from "./word-groups.ts";
import { foldedWords, wordKey } from "./word-key.ts";

/** The words of one part of a script: as they are written, and what they are looked for under. */
type Words = { readonly written: string; readonly keys: string };

/** A script as a search sees it; made once a version. */
export type ScriptIndex = { readonly name: Words; readonly asked: Words; readonly all: Words };

const groups = wordGroups.map((members, at) => ({
  mark: `§${at}`,
  phrases: members.map((member) => ` ${foldedWords(member).map(wordKey).join(" ")} `),
}));

// Said around what is meant; a search for nothing else takes them as they are.
const small = new Set(
  ["a", "an", "the", "my", "our", "your", "is", "are", "was", "in", "on", "at", "of", "to", "for", "and", "or", "it"]
    .concat(["i", "we", "they", "with", "about", "does", "not", "be", "this", "that"])
    .concat(["der", "die", "das", "und", "ein", "eine", "le", "la", "les", "de", "el", "un", "une"]),
);

function wordsOf(texts: readonly string[]): Words {
  const words = texts.flatMap(foldedWords);
  const keys = ` ${words.map(wordKey).join(" ")} `;
  const marks = groups.filter(({ phrases }) => phrases.some((phrase) => keys.includes(phrase))).map(({ mark }) => mark);
  return { written: ` ${words.join(" ")} `, keys: `${keys}${marks.join(" ")} ` };
}

/** Prepares a script to be searched. */
export function indexScript(script: ScriptContent): ScriptIndex {
  const asked = [script.name, script.mentionType, script.whenToUse, script.key, ...script.synonyms];
  const words = [script.body, script.privateVariant ?? "", script.holding ?? "", script.department ?? ""];
  return { name: wordsOf([script.name]), asked: wordsOf(asked), all: wordsOf([...asked, ...words]) };
}

/** One word of a search in all the ways in which a script may have it. */
type Term = { readonly written: string; readonly keys: readonly string[] };

/** What is searched for. A pair such as "money back" is one term. */
export function readSearch(search: string): readonly Term[] {
  const all = foldedWords(search);
  const telling = all.filter((word) => !small.has(word));
  let keys = ` ${(telling.length > 0 ? telling : all).map(wordKey).join(" ")} `;
  const pairs: Term[] = [];
  for (const { mark, phrases } of groups) {
    const pair = phrases.find((phrase) => phrase.trim().includes(" ") && keys.includes(phrase));
    if (pair === undefined) continue;
    pairs.push({ written: "", keys: [` ${mark} `] });
    keys = keys.replace(pair, " ");
  }
  const left = new Set(keys.split(" ").filter(Boolean));
  const single = (telling.length > 0 ? telling : all)
    .filter((word) => left.has(wordKey(word)))
    .map((word): Term => {
      const key = wordKey(word);
      const alike = groups.filter(({ phrases }) => phrases.includes(` ${key} `)).map(({ mark }) => ` ${mark} `);
      return { written: word, keys: [` ${key} `, ...alike] };
    });
  return [...pairs, ...single];
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

/** Whether a typed text asks for anything at all. */
export function isSearch(search: string): boolean {
  return foldedWords(foldText(search)).length > 0;
}
