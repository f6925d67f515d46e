import { loadLanguageDetector } from "../../domain/language/detect.ts";
import { isPlainlyEnglish } from "../../domain/language/is-plainly-english.ts";
import { readText } from "../../domain/replies/checks/check-words.ts";

/** A greeting and a name say little; with fewer words than these nothing is said of a language that is not plainly English. */
const enoughWords = 8;

/** The language of a reply (ISO 639-1); null = nobody could tell. */
export async function replyLanguage(text: string): Promise<string | null> {
  if (isPlainlyEnglish(text)) return "en";
  if (readText(text.slice(0, 1000)).words.length < enoughWords) return null;
  const detect = await loadLanguageDetector();
  return detect(text);
}
