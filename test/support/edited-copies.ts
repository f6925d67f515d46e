import { readFileSync } from "node:fs";

/** Numbers from 0 to 1 that are the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type SampleItem = { readonly text?: string; readonly html?: string };

/** What people say in the sample, as plain text: short posts, reviews and articles, no two the same. */
export function sampleTexts(): readonly string[] {
  const file = new URL("../../resources/sample/items.json", import.meta.url);
  const items = JSON.parse(readFileSync(file, "utf8")) as readonly SampleItem[];
  return items.map(({ text, html }) => text ?? (html ?? "").replaceAll(/<[^>]+>/g, " "));
}

type Edit = (words: readonly string[], random: () => number, vocabulary: readonly string[]) => readonly string[];

const place = (words: readonly string[], random: () => number) => Math.floor(random() * words.length);

const edits: readonly Edit[] = [
  // Another word for one.
  (words, random, vocabulary) => words.with(place(words, random), vocabulary[place(vocabulary, random)] ?? ""),
  (words, random) => words.toSpliced(place(words, random), 1),
  (words, random, vocabulary) => words.toSpliced(place(words, random), 0, vocabulary[place(vocabulary, random)] ?? ""),
  // Two words change places.
  (words, random) => {
    const at = place(words, random);
    return words.toSpliced(at, 2, ...words.slice(at, at + 2).toReversed());
  },
  // Cut off, as feeds do.
  (words, random) => words.slice(0, Math.ceil(words.length * (0.6 + random() * 0.3))),
  (words) => ["NEWS:", ...words],
  (words) => [...words, "#OrrinSound", "https://murmur.example/1"],
  (words) => words.map((word) => word.toUpperCase()),
  // A slip of the keyboard.
  (words, random) => words.map((word, at) => (at === Math.floor(random() * words.length) ? `${word}s` : word)),
];

/** A copy of a text as people and desks make them: `changes` small changes, one after the other. */
export function editedCopy(
  text: string,
  {
    changes,
    random,
    vocabulary,
  }: { readonly changes: number; readonly random: () => number; readonly vocabulary: readonly string[] },
): string {
  let words: readonly string[] = text.split(/\s+/).filter((word) => word !== "");
  for (let change = 0; change < changes; change += 1) {
    const edit = edits[Math.floor(random() * edits.length)];
    if (edit && words.length > 2) words = edit(words, random, vocabulary);
  }
  return words.join(" ");
}
