/** What a UTF-16 unit of a post can be. */
export const signs = {
  other: 0,
  letter: 1,
  digit: 2,
  stop: 3,
  gap: 4,
  hyphen: 5,
  apostrophe: 6,
  hash: 7,
  /** Needs a pattern: an address begins or ends here, or a script with rules of its own. */
  foreign: 8,
} as const;

const { other, letter, digit, stop, gap, hyphen, apostrophe, hash, foreign } = signs;

const kinds = new Uint8Array(128).fill(other);
const mark = (characters: string, kind: number) => {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
};
mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", letter);
mark("0123456789_", digit);
mark(".!?\n", stop);
mark(",;:()|", gap);
mark("-", hyphen);
mark("'", apostrophe);
mark("#", hash);
mark("@", foreign);

const beyond: ReadonlyMap<number, number> = new Map([
  [0x2019, apostrophe],
  [0x2026, stop],
  [0x2013, gap],
  [0x2014, gap],
  [0x2018, other],
  [0x201c, other],
  [0x201d, other],
  [0xa3, other],
]);

/** The sign at a place; past the end it is "other". */
export function signAt(text: string, at: number): number {
  if (at >= text.length) return other;
  const code = text.charCodeAt(at);
  return code < 128 ? kinds[code]! : (beyond.get(code) ?? foreign);
}

export function isWordSign(kind: number): boolean {
  return kind === letter || kind === digit;
}

/** Where the word that begins before `from` ends: letters and digits, with apostrophes between letters. */
export function wordEnd(text: string, from: number): number {
  let at = from;
  while (isWordSign(signAt(text, at))) at += 1;
  while (signAt(text, at) === apostrophe && signAt(text, at + 1) === letter) {
    at += 2;
    while (signAt(text, at) === letter) at += 1;
  }
  return at;
}

/** White space of any script. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return code === 0xa0 || code === 0x3000 || code === 0xfeff || (code >= 0x2000 && code <= 0x200a) || isRareSpace(code);
}

function isRareSpace(code: number): boolean {
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f;
}
