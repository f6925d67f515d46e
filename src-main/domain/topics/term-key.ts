const plurals: ReadonlySet<string> = new Set(["en", "fr", "es", "pt"]);
// Words that only look like a plural, or whose singular is another word.
const noPlurals: ReadonlySet<string> = new Set([
  "news",
  "species",
  "series",
  "does",
  "always",
  "perhaps",
  "gas",
  "bus",
  "lens",
  "goods",
  "customs",
  "paris",
]);

/**
 * What a word is counted under: possessive and plural endings off, nothing else ("refunds" with "refund", but "refunded" apart).
 * To fold too little shows a topic twice; to fold too much shows one that nobody speaks of. Takes and gives folded forms.
 * Source: the S-stemmer of D. Harman, How effective is suffixing?, JASIS 42 (1991).
 */
export function termKey(form: string, language: string | null): string {
  if (form.startsWith("#")) return form;
  const bare = form.endsWith("'s") ? form.slice(0, -2) : form.endsWith("'") ? form.slice(0, -1) : form;
  if (bare.length < 4 || !bare.endsWith("s") || noPlurals.has(bare)) return bare;
  if (language !== null && !plurals.has(language)) return bare;
  return language === null || language === "en" ? englishSingular(bare) : bare.slice(0, -1);
}

function englishSingular(word: string): string {
  if (/(?:us|ss|is)$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4 && !/[ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:[sxz]|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}
