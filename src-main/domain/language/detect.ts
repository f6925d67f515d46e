import { isPlainlyEnglish } from "./is-plainly-english.ts";

const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const ADDRESSES =
  /\b(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63})+|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.@-]+/giu;
/** Most posts hold none, and looking for one at every letter is dear. */
const MAY_HOLD_ADDRESS = /@|:\/\/|www\./i;
/** All scripts without spaces are among these, and no Latin letter. */
const MAY_BE_UNSPACED = /[\u0e00-\uffff]/;

/** How many words of letters are needed before a verdict is worth more than a guess. */
const ENOUGH_WORDS = 3;

/**
 * The language of a text as ISO 639-1, or null when nobody could tell: fewer than three words of letters remain after names,
 * addresses and # signs are taken away.
 */
export type DetectLanguage = (text: string) => string | null;

/**
 * Loads what is not plainly English to ask of: ELD's n-grams (Nito T.M., Apache-2.0), its smallest set: on posts of a sentence
 * it is as good as the larger ones at half the memory. Nothing else needs a fifth of a second to be read, and a poll that
 * finds nothing new needs none of it, so it is read when it is first asked for.
 */
export async function loadLanguageDetector(): Promise<DetectLanguage> {
  const { eld } = await import("eld/extrasmall");
  return (text) => detectLanguage(text, (plain) => eld.detect(plain).language);
}

function detectLanguage(text: string, askNgrams: (text: string) => string): string | null {
  const spoken = MAY_HOLD_ADDRESS.test(text) ? text.replace(ADDRESSES, " ") : text;
  const plain = spoken.replaceAll("#", " ");
  if (isPlainlyEnglish(plain)) return "en";
  if (countWords(plain) < ENOUGH_WORDS) return null;
  return askNgrams(plain) || null;
}

/** Scripts without spaces count a word for every two characters. */
function countWords(text: string): number {
  if (!MAY_BE_UNSPACED.test(text)) return countSpaced(text);
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  return countSpaced(text.replace(UNSPACED, " ")) + Math.floor(unspaced / 2);
}

/** Stops counting when it is enough. */
function countSpaced(text: string): number {
  let count = 0;
  WORD.lastIndex = 0;
  while (count < ENOUGH_WORDS && WORD.test(text)) count += 1;
  return count;
}
