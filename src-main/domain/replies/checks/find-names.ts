import { foldText } from "../../text/fold.ts";
import type { ReadText } from "./check-words.ts";
import type { CheckFacts } from "./facts.ts";
import type { Finding } from "./hit.ts";

const titles: ReadonlySet<string> = new Set([
  "mr",
  "mrs",
  "ms",
  "miss",
  "dr",
  "prof",
  "herr",
  "frau",
  "madame",
  "monsieur",
]);

/** The customer's names beyond the first: in public we call them as everybody can see, by the first name alone. */
export function findNames({ text, words }: ReadText, { customer, brandNames }: CheckFacts): readonly Finding[] {
  const [first, ...others] = namesOf(customer.name);
  const ours = new Set(brandNames.flatMap(namesOf));
  const hidden = new Set(others.filter((name) => name.length > 1 && name !== first && !ours.has(name)));
  if (hidden.size === 0) return [];
  return words.flatMap((word, index): Finding[] => {
    if (!hidden.has(word.form) || !/^\p{Lu}/u.test(text.slice(word.from, word.from + 2))) return [];
    const before = words[index - 1];
    const isNamed = before !== undefined && before.sentence === word.sentence;
    // A name that is a word of its own ("Best", "May") begins many a sentence.
    const isCertain = isNamed && (before.form === first || titles.has(before.form) || hidden.has(before.form));
    if (!isCertain && (!isNamed || word.form.length < 3)) return [];
    return [{ rule: "name", from: word.from, to: word.to, params: { first: first ?? "" } }];
  });
}

/** The words of a name, folded; none of what is no name of a person: a handle, a number. */
function namesOf(name: string | null): readonly string[] {
  if (name === null || /[@_\d]/.test(name)) return [];
  return name
    .split(/[\s,.-]+/)
    .map(foldText)
    .filter((part) => part !== "");
}
