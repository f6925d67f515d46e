type Mask = { readonly brands: readonly string[]; readonly rivals: readonly string[]; readonly pattern: RegExp | null };

/** A word that nobody writes and no lexicon knows. */
export const NAME_MASK = "Qzxx";

// A desk classifies thousands of posts with the same few names, so the last pattern is kept.
let kept: Mask | null = null;

/** Replaces each name by a word without feeling, wherever it stands as a word of its own, also as a hashtag or handle written together. */
export function maskNames(text: string, brands: readonly string[], rivals: readonly string[]): string {
  if (kept === null || !isSame(kept.brands, brands) || !isSame(kept.rivals, rivals))
    kept = { brands: [...brands], rivals: [...rivals], pattern: compile([...brands, ...rivals]) };
  return kept.pattern === null ? text : text.replace(kept.pattern, NAME_MASK);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

function compile(names: readonly string[]): RegExp | null {
  const spellings = names
    .map((name) =>
      name
        .trim()
        .split(/[\s_-]+/)
        .filter(Boolean),
    )
    .filter((words) => words.length > 0)
    .toSorted((a, b) => b.join("").length - a.join("").length)
    .map((words) => startingWord(words.map(lettersOf)));
  if (spellings.length === 0) return null;
  return new RegExp(`(?:${spellings.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** Looks behind only after the first letter was found: most places of a text are passed over by that letter alone. */
function startingWord([first = [], ...others]: readonly (readonly string[])[]): string {
  const [letter = "", ...rest] = first;
  return [`${letter}(?<![\\p{L}\\p{N}][^])${rest.join("")}`, ...others.map((word) => word.join(""))].join("[\\s_-]*");
}

function lettersOf(word: string): readonly string[] {
  return [...word].map((letter) => (/['’]/.test(letter) ? "['’]" : letter.replace(/[.*+?^${}()|[\]\\/]/, "\\$&")));
}
