import { choiceBeginnings } from "./choice-beginnings.ts";

/** Choices of words, as words of their own and whatever their case; each list is a regular expression of its own. */
type WordPatterns = {
  /** The first match of each list, or null, in the order of the lists. */
  readonly find: (text: string) => readonly (string | null)[];
};

/** Classes of letters: a to z 0–25, digits 26, then these; `elsewhere` may be anything. */
const SIGNS = " '-&./:";
const DIGIT = 26;
const ELSEWHERE = DIGIT + 1 + SIGNS.length;
const CLASSES = ELSEWHERE + 1;
const MOST_LISTS = 31;
const IN_WORD = /[\p{L}\p{N}]/u;
/** Outside of ASCII these fold to s and k. */
const FOLDING_TO_ASCII = /[\u017f\u212a]/;

const asciiClasses = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  if (/[a-z]/.test(character)) return character.charCodeAt(0) - 97;
  if (/\d/.test(character)) return DIGIT;
  return SIGNS.includes(character) ? DIGIT + 1 + SIGNS.indexOf(character) : ELSEWHERE;
});

type Tree = { readonly next: Int16Array; readonly open: Int32Array; readonly end: Int32Array };

/**
 * Finds at most 31 lists of words in one walk over a text: a tree of their beginnings says at each word which few of them may
 * begin there, and only these are asked. The answer is that of `new RegExp("(?<![\\p{L}\\p{N}])(?:…)(?![\\p{L}\\p{N}])", "iu").exec(text)`.
 */
export function compileWordPatterns(lists: readonly string[]): WordPatterns {
  if (lists.length > MOST_LISTS) throw new Error(`More than ${MOST_LISTS} lists of words`);
  const here = lists.map((choices) => new RegExp(`(?:${choices})(?![\\p{L}\\p{N}])`, "iuy"));
  const anywhere = lists.map((choices) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${choices})(?![\\p{L}\\p{N}])`, "iu"));
  const tree = growTree(lists);
  return {
    find: (text) => {
      if (FOLDING_TO_ASCII.test(text)) return anywhere.map((pattern) => pattern.exec(text)?.[0] ?? null);
      return walk(text, tree, here);
    },
  };
}

function walk(text: string, tree: Tree, here: readonly RegExp[]): readonly (string | null)[] {
  const found = here.map((): string | null => null);
  let missing = 2 ** here.length - 1;
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (asciiClasses[code] ?? ELSEWHERE) : ELSEWHERE;
    if (kind <= DIGIT) {
      if (!isInside)
        missing = askFrom(text, at, { missing: beginningAt(text, at, tree) & missing, here, found }, missing);
      if (missing === 0) break;
      isInside = true;
    } else isInside = code >= 128 && isInWordBeyond(text, at);
  }
  return found;
}

type Asked = { readonly missing: number; readonly here: readonly RegExp[]; readonly found: (string | null)[] };

/** Asks the lists that may begin here; returns those that are still to be found. */
function askFrom(text: string, at: number, asked: Asked, missing: number): number {
  let left = missing;
  for (let mask = asked.missing; mask !== 0; mask &= mask - 1) {
    const list = 31 - Math.clz32(mask & -mask);
    const pattern = asked.here[list];
    if (!pattern) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    asked.found[list] = match[0];
    left &= ~(1 << list);
  }
  return left;
}

function beginningAt(text: string, from: number, { next, open, end }: Tree): number {
  let node = 0;
  let mask = 0;
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (asciiClasses[code] ?? ELSEWHERE) : ELSEWHERE;
    // Beyond ASCII it may be a letter or not: the pattern will know.
    if (kind > DIGIT || at >= text.length) mask |= end[node] ?? 0;
    node = at < text.length ? (next[node * CLASSES + kind] ?? 0) : 0;
    if (node === 0) return mask;
    mask |= open[node] ?? 0;
  }
}

/** Whether the character that ends at this unit is a letter or a number. */
function isInWordBeyond(text: string, at: number): boolean {
  const isSecondHalf = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  return IN_WORD.test(isSecondHalf ? text.slice(at - 1, at + 1) : (text[at] ?? ""));
}

function growTree(lists: readonly string[]): Tree {
  const next: number[] = Array<number>(CLASSES).fill(0);
  const open = [0];
  const end = [0];
  lists.forEach((choices, list) => {
    for (const { letters, then } of choiceBeginnings(choices)) {
      if (!/^[a-z0]/.test(letters))
        throw new Error(`A list of words must begin with letters: "${letters}" in ${choices}`);
      let node = 0;
      for (const character of letters) {
        const place = node * CLASSES + (asciiClasses[character.charCodeAt(0)] ?? ELSEWHERE);
        if (!next[place]) {
          next[place] = open.length;
          next.push(...Array<number>(CLASSES).fill(0));
          open.push(0);
          end.push(0);
        }
        node = next[place] ?? 0;
      }
      const masks = then === "open" ? open : end;
      masks[node] = (masks[node] ?? 0) | (1 << list);
    }
  });
  return { next: Int16Array.from(next), open: Int32Array.from(open), end: Int32Array.from(end) };
}
