import { eld } from "eld/extrasmall";

const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const ADDRESSES =
  /\b(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63})+|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.@-]+/giu;

/** How many words of letters are needed before a verdict is worth more than a guess. */
const ENOUGH_WORDS = 3;

/**
 * The language of a text as ISO 639-1, or null when nobody could tell: fewer than three words of letters remain after names,
 * addresses and # signs are taken away. Uses ELD's n-grams (Nito T.M., Apache-2.0), its smallest set: on posts of a
 * sentence it is as good as the larger ones at half the memory.
 */
export function detectLanguage(text: string): string | null {
  const plain = text.replace(ADDRESSES, " ").replaceAll("#", " ");
  if (countWords(plain) < ENOUGH_WORDS) return null;
  return eld.detect(plain).language || null;
}

/** Scripts without spaces count a word for every two characters. */
function countWords(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const spaced = text.replace(UNSPACED, " ").match(WORD)?.length ?? 0;
  return spaced + Math.floor(unspaced / 2);
}
