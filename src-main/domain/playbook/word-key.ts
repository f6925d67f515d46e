import { foldText } from "../text/fold.ts";

// Endings of English, and those of German, French and Spanish that hide the same word, longest first.
const endings = [
  ...["isations", "izations", "isation", "ization", "ingungen"],
  ...["ations", "ation", "ungen", "ments", "ingly", "ising", "izing"],
  ...["ment", "ings", "edly", "ised", "ized", "ises", "izes", "ally", "iert", "ieren", "ness"],
  ...["ing", "ied", "ies", "ers", "ise", "ize", "ung", "lich", "ly", "al", "ed", "er", "es", "en", "s", "e", "y"],
].toSorted((one, other) => other.length - one.length);
const fewestLeft = 3;

/**
 * What a word is looked for under: folded, with its endings off, so that "Cancellations", "cancelled" and "cancel" are one.
 * It joins more than it should ("order" and "ordering"), which in a search costs a line too many and never one too few.
 */
export function wordKey(word: string): string {
  const known = keys.get(word);
  if (known !== undefined) return known;
  if (keys.size >= mostKept) keys.clear();
  const key = computeKey(word);
  keys.set(word, key);
  return key;
}

// A memo of a pure function; scripts say the same words over and over.
const keys = new Map<string, string>();
const mostKept = 20_000;

function computeKey(word: string): string {
  const bare = foldText(word).replace(/['’]s?$/, "");
  if (bare.length < 4) return bare;
  // "legal" is no form of "leg".
  const isEnding = (one: string) => bare.length - one.length >= fewestLeft + (one.length === 2 ? 1 : 0);
  const ending = endings.find((one) => bare.endsWith(one) && isEnding(one));
  const stem = ending === undefined ? bare : bare.slice(0, -ending.length);
  // "cancelling" and "cancel", "stopped" and "stop".
  const single = stem.length > fewestLeft && stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
  return single.length > fewestLeft && /[ey]$/.test(single) ? single.slice(0, -1) : single;
}

/** The words of a text, folded, in order. */
export function foldedWords(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
}
