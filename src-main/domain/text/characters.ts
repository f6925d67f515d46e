/** What a character is to the tokeniser. Numbers, because this is asked once for every character of every mention. */
export const CHARACTER = { other: 0, word: 1, mark: 2, cjk: 3, emoji: 4, apostrophe: 5, hyphen: 6, sigil: 7 } as const;

export type CharacterKind = (typeof CHARACTER)[keyof typeof CHARACTER];

const APOSTROPHES = new Set([0x27, 0x2018, 0x2019, 0x2bc, 0xff07]);
const HYPHENS = new Set([0x2d, 0x2010, 0x2011]);
const SIGILS = new Set([0x23, 0x40, 0x5f, 0xff03, 0xff20, 0xff3f]);
// Invisible inside a word: soft hyphen, joiners, variation selectors.
const INVISIBLE = /[\u00ad\u200c\u200d\u2060\ufeff\ufe00-\ufe0f]/u;
// These have the Emoji property but stand in ordinary prose; "Acme® Boats" must stay two neighbouring words.
const TYPOGRAPHY = /[©®™‼⁉]/u;
const EAST_ASIAN = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/u;
const UNKNOWN = 255;

// A memo of a pure function, one byte a character of the basic plane.
const basicPlane = new Uint8Array(0x10000).fill(UNKNOWN);

/** The kind of one code point; for a lone surrogate `other`. */
export function kindOf(codePoint: number): CharacterKind {
  if (codePoint > 0xffff) return classify(codePoint);
  const known = basicPlane[codePoint];
  if (known !== undefined && known !== UNKNOWN) return known as CharacterKind;
  const kind = classify(codePoint);
  basicPlane[codePoint] = kind;
  return kind;
}

function classify(codePoint: number): CharacterKind {
  if (APOSTROPHES.has(codePoint)) return CHARACTER.apostrophe;
  if (HYPHENS.has(codePoint)) return CHARACTER.hyphen;
  if (SIGILS.has(codePoint)) return CHARACTER.sigil;
  const character = String.fromCodePoint(codePoint);
  if (INVISIBLE.test(character)) return CHARACTER.mark;
  if (codePoint > 0x7f && /\p{Emoji}/u.test(character) && !TYPOGRAPHY.test(character)) return CHARACTER.emoji;
  if (/\p{M}/u.test(character)) return CHARACTER.mark;
  if (!/[\p{L}\p{Nd}\p{Nl}]/u.test(character)) return CHARACTER.other;
  return EAST_ASIAN.test(character) ? CHARACTER.cjk : CHARACTER.word;
}
