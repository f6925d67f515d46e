import { foldText } from "../text/fold.ts";
import { CHARACTER, kindOf } from "../text/characters.ts";

/** A word or pair of words: in how many posts it stands, in how many it was to be expected, and how surely it rose. */
export type RisingTerm = {
  readonly term: string;
  readonly count: number;
  readonly usual: number;
  readonly score: number;
};

const leastPosts = 2;
/** Log-likelihood of p < 0.001. */
const leastScore = 10.83;

const plain = new Set(
  (
    "the and that this with from they have has had was were are for not but you your our his her its their them there " +
    "then than who what when where why how all any can will would could should just about into over after before been " +
    "being also more most some such only own same very too now out off one two per via get got did does doing done don't " +
    "it's i'm we're is it in on at to of by as an or if so no me my we us he she be do am up"
  ).split(" "),
);

/**
 * The terms that rose most against the posts before, by log-likelihood of the posts that hold them (Dunning 1993; Rayson and
 * Garside 2000). A word that comes only within a pair is left to the pair.
 */
export function risingTerms(
  now: readonly string[],
  { before, limit }: { readonly before: readonly string[]; readonly limit: number },
): readonly RisingTerm[] {
  const counts = countTerms(now);
  const background = countTerms(before);
  const rising: RisingTerm[] = [];
  for (const [term, count] of counts) {
    if (count < leastPosts) continue;
    const known = background.get(term) ?? 0;
    const share = (count + known) / (now.length + before.length);
    const usual = share * now.length;
    if (count <= usual) continue;
    const score =
      2 * (count * Math.log(count / usual) + (known === 0 ? 0 : known * Math.log(known / (share * before.length))));
    const expected = before.length === 0 ? 0 : (known / before.length) * now.length;
    // With nothing to compare with, the words that most say are named.
    if (score >= leastScore || before.length === 0) rising.push({ term, count, usual: expected, score });
  }
  const sorted = rising.toSorted((a, b) => b.score - a.score || b.count - a.count || (a.term < b.term ? -1 : 1));
  return withoutParts(sorted).slice(0, limit);
}

function withoutParts(terms: readonly RisingTerm[]): readonly RisingTerm[] {
  const kept: RisingTerm[] = [];
  for (const one of terms) {
    const words = one.term.split(" ");
    const isPart = kept.some(
      ({ term, count }) => term.split(" ").some((word) => words.includes(word)) && count >= one.count * 0.6,
    );
    if (!isPart) kept.push(one);
  }
  return kept;
}

/** In how many texts each term stands. */
function countTerms(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

const ADDRESS = /https?:\/\/\S+/g;
const HANDLE = /@[\p{L}\p{N}_.@-]+/gu;
const mostCharacters = 2000;

function termsOf(text: string): ReadonlySet<string> {
  const terms = new Set<string>();
  let before: string | null = null;
  // Names of people are no topic.
  for (const word of wordsOf(foldText(text.slice(0, mostCharacters).replace(ADDRESS, " ").replace(HANDLE, " ")))) {
    const counts = word.length >= 3 && !plain.has(word) && !/^\d+$/.test(word);
    if (counts) terms.add(word);
    if (counts && before !== null) terms.add(`${before} ${word}`);
    before = counts ? word : null;
  }
  return terms;
}

function wordsOf(folded: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  for (const character of folded) {
    const kind = kindOf(character.codePointAt(0) ?? 0);
    const isInside = kind === CHARACTER.word || kind === CHARACTER.mark || kind === CHARACTER.cjk;
    if (isInside || (kind === CHARACTER.apostrophe && word !== "")) word += character;
    else if (character === "#" && word === "") word = "#";
    else {
      if (word.length > 1) words.push(word.replace(/['’]+$/, ""));
      word = character === "#" ? "#" : "";
    }
  }
  if (word.length > 1) words.push(word);
  return words;
}
