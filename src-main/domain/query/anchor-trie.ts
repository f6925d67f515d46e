import { foldCodePoint } from "../text/fold.ts";
import {
  isLetterSymbol,
  lettersEnd,
  letterSymbol,
  SYMBOL,
  symbolOf,
  symbolOfCodePoint,
  SYMBOLS,
} from "./trie-symbols.ts";

export type AnchorTrie = {
  /**
   * Reports the numbers of all entries that a text holds, and of some that it does not. Says whether it met letters outside the
   * trie's alphabet, which only `forms` of the text can answer for.
   */
  readonly collect: (text: string, report: (numbers: readonly number[]) => void) => boolean;
};

export type TrieEntry = { readonly form: string; readonly match: "exact" | "prefix"; readonly at: number };

/** The longest beginning that the trie's alphabet (a–z, 0–9) can write, after the marks of a hashtag or a handle; empty for "東京" or an emoji. */
export function trieHeadOf(form: string): string {
  return /^[#@_]*([a-z\d]*)/.exec(form)?.[1] ?? "";
}

/** Nodes by number. The root and its children, where the branches are many, find theirs in a table; all others among brothers. */
type Trie = {
  readonly table: Int32Array;
  readonly firstChild: Int32Array;
  readonly brother: Int32Array;
  /** One bit for each letter that goes on from a node (some digits share theirs with letters): most words end here, with no look among brothers. */
  readonly goesOn: Int32Array;
  readonly symbol: Uint8Array;
  /** The place in `lists` of the numbers that a whole word gives, and of those that its beginning gives; 0 is none. */
  readonly words: Int32Array;
  readonly beginnings: Int32Array;
  readonly lists: (readonly number[])[];
};

type Report = (numbers: readonly number[]) => void;

const IN_TABLE = SYMBOLS;
const DEAD = 0;

/**
 * A trie of what is watched for. A text is walked along it from the beginning of each of its words, through hyphens, so that no word is
 * cut out, folded or looked up that begins like nothing in it: that is nearly all of them, however many watches there are.
 */
export function buildAnchorTrie(entries: readonly TrieEntry[]): AnchorTrie {
  const heads = entries.map((entry) => ({ ...entry, head: trieHeadOf(entry.form) }));
  const trie = emptyTrie(heads.reduce((sum, { head }) => sum + head.length, IN_TABLE));
  let nodes = IN_TABLE;
  const ends = new Map<string, number[]>();
  for (const { form, match, at, head } of heads) {
    let node = 0;
    for (let place = 0; place < head.length; place += 1) {
      const symbol = letterSymbol(head.charCodeAt(place));
      let child = childOf(trie, node, symbol);
      if (child === 0) {
        child = nodes;
        nodes += 1;
        addChild(trie, { node, child, symbol });
      }
      node = child;
    }
    const key = `${match === "prefix" && head === form ? "beginnings" : "words"} ${node}`;
    const list = ends.get(key);
    if (list) list.push(at);
    else ends.set(key, [at]);
  }
  for (const [key, list] of ends) {
    const [kind, node] = key.split(" ");
    (kind === "words" ? trie.words : trie.beginnings)[Number(node)] = trie.lists.push(list) - 1;
  }
  return { collect: (text, report) => walkText(trie, text, report) };
}

function emptyTrie(most: number): Trie {
  const table = new Int32Array(IN_TABLE * SYMBOLS);
  for (let symbol = 1; symbol < SYMBOLS; symbol += 1) table[symbol] = symbol;
  const column = () => new Int32Array(most);
  return {
    table,
    firstChild: column(),
    brother: column(),
    goesOn: column(),
    symbol: new Uint8Array(most),
    words: column(),
    beginnings: column(),
    lists: [[]],
  };
}

function addChild(trie: Trie, { node, child, symbol }: { node: number; child: number; symbol: number }): void {
  trie.symbol[child] = symbol;
  if (node < IN_TABLE) {
    trie.table[node * SYMBOLS + symbol] = child;
    return;
  }
  trie.goesOn[node] = (trie.goesOn[node] ?? 0) | (1 << (symbol & 31));
  trie.brother[child] = trie.firstChild[node] ?? 0;
  trie.firstChild[node] = child;
}

/** The node after one more letter; 0 when nothing is watched for that goes on so. */
function childOf({ table, firstChild, brother, goesOn, symbol: symbols }: Trie, node: number, symbol: number): number {
  if (node < IN_TABLE) return table[node * SYMBOLS + symbol] ?? 0;
  if (((goesOn[node] ?? 0) & (1 << (symbol & 31))) === 0) return DEAD;
  let child = firstChild[node] ?? 0;
  while (child > 0 && symbols[child] !== symbol) child = brother[child] ?? 0;
  return child;
}

function walkText(trie: Trie, text: string, report: Report): boolean {
  let metForeign = false;
  let inWord = false;
  // Where the word walked through stands in the trie; DEAD when nothing is watched for that begins like it.
  let node = DEAD;
  const { length } = text;
  const { beginnings } = trie;
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    let symbol = symbolOf(unit);
    // The usual letter and the usual gap of the usual text: what is dear here is done for each of them.
    if (symbol === SYMBOL.stop) {
      if (node > 0) reportList(trie, trie.words[node], report);
      inWord = false;
      node = DEAD;
      continue;
    }
    if (symbol < SYMBOLS) {
      if (!inWord) node = symbol;
      else if (node > 0) node = childOf(trie, node, symbol);
      inWord = true;
      if (node === DEAD) at = lettersEnd(text, at + 1) - 1;
      else if (beginnings[node] !== 0) reportList(trie, beginnings[node], report);
      continue;
    }
    if (symbol === SYMBOL.skipped) continue;
    const codePoint = symbol === SYMBOL.surrogate ? (text.codePointAt(at) ?? 0) : unit;
    if (symbol === SYMBOL.surrogate) {
      symbol = symbolOfCodePoint(codePoint);
      if (codePoint > 0xffff) at += 1;
    }
    if (isLetterSymbol(symbol)) {
      node = inWord && node === DEAD ? DEAD : stepSeveral(trie, { node: inWord ? node : 0, codePoint }, report);
      inWord = true;
      continue;
    }
    if (node > 0) {
      reportList(trie, trie.words[node], report);
      if (symbol === SYMBOL.hyphen) walkOn(trie, text, { node, at: at + 1 }, report);
    }
    if (symbol === SYMBOL.foreign) metForeign = true;
    inWord = false;
    node = DEAD;
  }
  if (node > 0) reportList(trie, trie.words[node], report);
  return metForeign;
}

/** Goes on after a hyphen as if it were not there: what stands before it and what follows are one word too. */
function walkOn(trie: Trie, text: string, from: { readonly node: number; readonly at: number }, report: Report): void {
  let node = from.node;
  for (let at = from.at; at < text.length; at += 1) {
    const codePoint = text.codePointAt(at) ?? 0;
    if (codePoint > 0xffff) at += 1;
    const symbol = symbolOfCodePoint(codePoint);
    if (symbol === SYMBOL.skipped || symbol === SYMBOL.hyphen) continue;
    if (!isLetterSymbol(symbol)) break;
    node = stepSeveral(trie, { node, codePoint }, report);
    if (node === DEAD) return;
  }
  reportList(trie, trie.words[node], report);
}

/** One character that may fold to more than one letter: "ß", "ﬁ". */
function stepSeveral(
  trie: Trie,
  { node: from, codePoint }: { node: number; codePoint: number },
  report: Report,
): number {
  let node = from;
  for (const letter of foldCodePoint(codePoint)) {
    const symbol = letterSymbol(letter.charCodeAt(0));
    if (symbol === SYMBOL.stop) {
      reportList(trie, trie.words[node], report);
      return DEAD;
    }
    node = childOf(trie, node, symbol);
    if (node === DEAD) return DEAD;
    reportList(trie, trie.beginnings[node], report);
  }
  return node;
}

function reportList({ lists }: Trie, list: number | undefined, report: Report): void {
  if (list) report(lists[list] ?? []);
}
