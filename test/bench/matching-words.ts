import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../resources/training/posts");
const PLAIN = /^[a-z]{3,12}$/;

/** The project's own labelled posts: texts as people write them. */
export function readTexts(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => (JSON.parse(line) as { readonly text: string }).text);
}

/** Words of the texts with how many of these hold each, the commonest first. */
export function countWords(texts: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(text.toLowerCase().match(/[\p{L}\p{N}_#@']+/gu)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].filter(([word]) => PLAIN.test(word)).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/**
 * Queries as a desk has them: a name or a rare word alone, in a phrase, near another, with what must not be there. Their rare
 * word stands in at most one text of two hundred, the other one anywhere.
 */
export function makeQueries(count: number, texts: readonly string[]): readonly string[] {
  const { rare, common } = vocabulary(texts);
  const shapes: readonly ((word: string, other: string, third: string) => string)[] = [
    (word) => word,
    (word, other) => `"${word} ${other}"`,
    (word) => `${word.slice(0, 5)}*`,
    (word, other) => `${word} NEAR/8 ${other}`,
    (word, other) => `${word} AND ${other}`,
    (word, other) => `${word} NOT ${other}`,
    (word, other, third) => `(${word} OR ${third}) AND ${other}`,
    (word, other, third) => `(${word} OR "${third} ${other}") NOT site:example`,
    (word) => `#${word}`,
    (word, other) => `${other} AND (${word} OR case:"${word.toUpperCase()}")`,
  ];
  return Array.from({ length: count }, (_, at) => {
    const shape = shapes[at % shapes.length];
    return shape?.(pick(rare, at * 7), pick(common, at * 3), pick(rare, at * 11 + 5)) ?? "";
  });
}

/** Words, phrases and prefixes: what one regular expression says as well. */
export function makeSimpleQueries(
  count: number,
  texts: readonly string[],
): readonly { readonly query: string; readonly regex: RegExp }[] {
  const { rare, common } = vocabulary(texts);
  const inside = "\\p{L}\\p{N}#@_'’-";
  return Array.from({ length: count }, (_, at) => {
    const [word, other] = [pick(rare, at * 7), pick(common, at * 3)];
    const stem = word.slice(0, 5);
    if (at % 3 === 0) return { query: word, regex: new RegExp(`(?<![${inside}])${word}(?![${inside}])`, "iu") };
    if (at % 3 === 1 && stem.length > 3)
      return { query: `${stem}*`, regex: new RegExp(`(?<![${inside}])${stem}`, "iu") };
    return { query: `"${word} ${other}"`, regex: new RegExp(`(?<![${inside}])${word} ${other}(?![${inside}])`, "iu") };
  });
}

function vocabulary(texts: readonly string[]): {
  readonly rare: readonly string[];
  readonly common: readonly string[];
} {
  const words = countWords(texts);
  const most = texts.length / 200;
  return {
    rare: words.filter(([word, count]) => count > 1 && count <= most && word.length > 4).map(([word]) => word),
    common: words.slice(0, 300).map(([word]) => word),
  };
}

function pick(words: readonly string[], at: number): string {
  return words[at % words.length] ?? "";
}
