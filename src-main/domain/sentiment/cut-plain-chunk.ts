type PlainPiece = { readonly kind: "word" | "stop" | "gap"; readonly from: number; readonly to: number };

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const STOP = 3;
const GAP = 4;
const HYPHEN = 5;
const APOSTROPHE = 6;
const HASH = 7;
/** Needs the whole pattern: an address begins or ends here, or a script with rules of its own. */
const FOREIGN = 8;

const kinds = new Uint8Array(128).fill(OTHER);
const mark = (characters: string, kind: number) => {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
};
mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER);
mark("0123456789_", DIGIT);
mark(".!?\n", STOP);
mark(",;:()|", GAP);
mark("-", HYPHEN);
mark("'", APOSTROPHE);
mark("#", HASH);
mark("@", FOREIGN);

const BEYOND: ReadonlyMap<number, number> = new Map([
  [0x2019, APOSTROPHE],
  [0x2026, STOP],
  [0x2013, GAP],
  [0x2014, GAP],
  [0x2018, OTHER],
  [0x201c, OTHER],
  [0x201d, OTHER],
  [0xa3, OTHER],
]);

function kindAt(chunk: string, at: number): number {
  const code = chunk.charCodeAt(at);
  if (code < 128) return kinds[code] ?? FOREIGN;
  return BEYOND.get(code) ?? (at < chunk.length ? FOREIGN : OTHER);
}

const isWord = (kind: number) => kind === LETTER || kind === DIGIT;

/** The pieces of a chunk without white space that holds only ASCII and common signs and no address; null for any other. */
export function cutPlainChunk(chunk: string): readonly PlainPiece[] | null {
  const pieces: PlainPiece[] = [];
  let at = 0;
  while (at < chunk.length) {
    const kind = kindAt(chunk, at);
    let to = at + 1;
    if (kind === FOREIGN) return null;
    if (isWord(kind) || (kind === HASH && isWord(kindAt(chunk, at + 1)))) {
      if (beginsAddress(chunk, at)) return null;
      to = wordEnd(chunk, at + 1);
      pieces.push({ kind: "word", from: at, to });
    } else if (kind === STOP || kind === GAP) {
      while (to < chunk.length && kindAt(chunk, to) === kind) to += 1;
      pieces.push({ kind: kind === STOP ? "stop" : "gap", from: at, to });
    } else if (kind === HYPHEN && !isWord(at === 0 ? OTHER : kindAt(chunk, at - 1))) {
      while (kindAt(chunk, to) === HYPHEN) to += 1;
      // A hyphen before a word belongs to it.
      const end = isWord(kindAt(chunk, to)) ? to - 1 : to;
      if (end > at) pieces.push({ kind: "gap", from: at, to: end });
    }
    at = to;
  }
  return pieces;
}

function beginsAddress(chunk: string, at: number): boolean {
  return chunk.startsWith("www.", at) || chunk.startsWith("http://", at) || chunk.startsWith("https://", at);
}

function wordEnd(chunk: string, from: number): number {
  let at = from;
  while (isWord(kindAt(chunk, at))) at += 1;
  while (kindAt(chunk, at) === APOSTROPHE && kindAt(chunk, at + 1) === LETTER) {
    at += 2;
    while (kindAt(chunk, at) === LETTER) at += 1;
  }
  return at;
}
