import { useWords } from "../../lib/words.ts";

/** Says a local date (YYYY-MM-DD) in the language of the page: "Fri 25 December 2026". */
export function useSayDay(): (date: string) => string {
  const { language } = useWords();
  const locale = language.startsWith("en") ? "en-GB" : language;
  return (date) =>
    new Intl.DateTimeFormat(locale, {
      weekday: "short",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(Date.parse(date));
}
