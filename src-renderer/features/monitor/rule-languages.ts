import { useWords } from "../../lib/words.ts";

/** The languages that the desk tells apart most often, by ISO 639-1. */
export const ruleLanguages = [
  ...["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "no", "fi", "cs", "sk", "hu", "ro", "bg", "el", "hr"],
  ...["sr", "sl", "et", "lv", "lt", "is", "ga", "cy", "tr", "ru", "uk", "ar", "he", "fa", "hi", "bn", "ur", "zh", "ja"],
  ...["ko", "vi", "th", "id", "ms"],
] as const;

/** A language's name in the language of the page. */
export function useLanguageName(): (code: string) => string {
  const { language } = useWords();
  const names = new Intl.DisplayNames(language === "en-XA" ? "en-GB" : language, { type: "language" });
  return (code) => names.of(code) ?? code;
}
