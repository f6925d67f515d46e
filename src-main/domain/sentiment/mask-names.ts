const masks = new Map<string, RegExp | null>();
const KEPT_MASKS = 200;

/** Replaces each name by a word without feeling, wherever it stands as a word of its own, also as a hashtag or handle written together. */
export function maskNames(text: string, names: readonly string[]): string {
  const mask = maskOf(names);
  return mask === null ? text : text.replace(mask, "Xx");
}

// A desk classifies thousands of posts with the same few names, so the pattern is kept.
function maskOf(names: readonly string[]): RegExp | null {
  const key = names.join("\u0000");
  const known = masks.get(key);
  if (known !== undefined) return known;
  if (masks.size >= KEPT_MASKS) masks.clear();
  const mask = compile(names);
  masks.set(key, mask);
  return mask;
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
    .map((words) => words.map(escapePattern).join("[\\s_-]*"));
  if (spellings.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spellings.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

function escapePattern(words: string): string {
  return words
    .replace(/['’]/g, "'")
    .replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
    .replaceAll("'", "['’]");
}
