const WORD = /[@#]?[\p{L}\p{N}][\p{L}\p{M}\p{N}'_-]*/gu;
/** A long text says where it belongs at its beginning. */
const MOST_WORDS = 300;

/**
 * The words of a mention and its pairs of neighbouring words, each once: "refund", "my order". In lower case, numbers as 0,
 * people as @, so that what is learned of them holds for others too.
 */
export function wordSigns({
  title,
  text,
}: {
  readonly title: string | null;
  readonly text: string;
}): readonly string[] {
  const words: string[] = [];
  for (const [word] of `${title ?? ""}\n${text}`.replaceAll("’", "'").toLowerCase().matchAll(WORD)) {
    words.push(word.startsWith("@") ? "@" : word.replace(/\d+/g, "0"));
    if (words.length === MOST_WORDS) break;
  }
  const signs = new Set(words);
  words.forEach((word, at) => {
    const next = words[at + 1];
    if (next !== undefined) signs.add(`${word} ${next}`);
  });
  return [...signs];
}

/** How a text begins and how long it is: "^where", "l:3" (twice as long with each step). */
export function shapeSigns(
  { title, text }: { readonly title: string | null; readonly text: string },
  words: readonly string[],
): readonly string[] {
  const [first] = words;
  const length = `l:${Math.min(LONGEST, Math.floor(Math.log2(1 + ((title?.length ?? 0) + text.length) / SHORT)))}`;
  return first === undefined ? [length] : [`^${first}`, length];
}

/** Letters of the shortest texts, and the step from which on all are long. */
const SHORT = 20;
const LONGEST = 6;
