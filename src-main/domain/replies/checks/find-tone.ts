import type { ReadText } from "./check-words.ts";
import type { Finding } from "./hit.ts";

const MARKS = /[!?‼⁉！？]{2,}/gu;
const mostExclamations = 2;

/** Several marks in a row, and more than two exclamations in one reply. */
export function findExclamations(text: string): readonly Finding[] {
  const rows = [...text.matchAll(MARKS)].map(({ index, 0: marks }): Finding => ({
    rule: "exclamation",
    from: index,
    to: index + marks.length,
    instead: marks.includes("?") || marks.includes("？") ? "?" : ".",
  }));
  const single: number[] = [];
  for (let at = text.indexOf("!"); at >= 0; at = text.indexOf("!", at + 1))
    if (!/[!?]/.test(`${text[at - 1] ?? ""}${text[at + 1] ?? ""}`)) single.push(at);
  const many = single
    .slice(mostExclamations)
    .map((at): Finding => ({ rule: "exclamation", from: at, to: at + 1, instead: "." }));
  return [...rows, ...many];
}

const LONG = 4;
const ALONE = 6;

/** Words in capitals: two or more beside each other, or a long one alone. Names of ours and codes with digits may be. */
export function findShouting({ text, words }: ReadText, brandNames: ReadonlySet<string>): readonly Finding[] {
  const isLoud = (index: number, shortest: number) => {
    const word = words[index];
    if (!word || word.to - word.from < shortest || brandNames.has(word.form)) return false;
    return /^\p{Lu}[\p{Lu}'’]+$/u.test(text.slice(word.from, word.to));
  };
  const found: Finding[] = [];
  for (let at = 0; at < words.length; at += 1) {
    if (!isLoud(at, 2)) continue;
    let end = at + 1;
    // "I" and "A" are capitals that nobody shouts with, but between two loud words they are part of it.
    while (end < words.length && words[end]?.sentence === words[at]?.sentence && isLoud(end, 1)) end += 1;
    const loud = words.slice(at, end);
    const long = loud.filter(({ from, to }) => to - from >= LONG).length;
    const isAlone = loud.length === 1 && isLoud(at, ALONE);
    const [from, to] = [loud[0]?.from ?? 0, loud.at(-1)?.to ?? 0];
    if (isAlone || long >= 2 || (loud.length >= 3 && long >= 1))
      found.push({ rule: "shouting", from, to, instead: calm(text, from, to) });
    at = end - 1;
  }
  return found;
}

/** The same words in small letters, with a capital where a sentence begins. */
function calm(text: string, from: number, to: number): string {
  const small = text.slice(from, to).toLowerCase();
  const isStart = /(^|[.!?\n]\s*)$/.test(text.slice(Math.max(0, from - 3), from)) || from === 0;
  return isStart ? small.slice(0, 1).toUpperCase() + small.slice(1) : small.replace(/\bi\b/g, "I");
}
