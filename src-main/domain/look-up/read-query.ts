import { phoneFragment } from "../contacts/phone.ts";
import { closedSpelling, plainHandle, plainWords } from "./index-words.ts";
import type { IndexWords } from "./index-words.ts";

/** The fewest letters or digits that are looked up: an index of trigrams knows nothing shorter. */
export const fewestCharacters = 3;
/** More words than that say no more about a person. */
const mostWords = 6;

type Column = keyof IndexWords;

/** Something that a contact's words must hold: a piece of text in one of these columns (any, when none is named). */
export type Piece = { readonly columns: readonly Column[]; readonly text: string };
/** What makes a contact a hit of one rank: one of these, each of them a list that must be there together. */
export type Tier = readonly (readonly Piece[])[];

const addresses = ["handles", "mails"] as const;

/**
 * How to look up what was typed, best rank first: the whole number or address, the end of a number, the beginning of a
 * handle, the beginning of a word of a name, a piece from anywhere. Null when it is shorter than three characters.
 * `country` (ISO 3166) is where a number without a calling code is at home.
 * @example readQuery("0412", "DE") // first the number "#412;", then numbers ending in 0412, …
 */
export function readQuery(typed: string, country: string | null): readonly Tier[] | null {
  const words = plainWords(typed).split(" ").slice(0, mostWords).join(" ");
  const address = plainHandle(typed).slice(0, 200);
  const digits = typed.replace(/\D/g, "").slice(0, 20);
  const isNumber = /^(?:tel:)?[\d\s()+./–·-]+$/i.test(typed.trim()) && digits.length > 0;
  if (isNumber) return digits.length < fewestCharacters ? null : numberTiers(typed, { digits, country });
  if (words.replaceAll(" ", "").length < fewestCharacters) return null;
  return wordTiers(words, address);
}

function numberTiers(
  typed: string,
  { digits, country }: { readonly digits: string; readonly country: string | null },
): readonly Tier[] {
  // As it was typed, and with the calling code or without the zero that people dial at home.
  const spelt = phoneFragment(typed, country) ?? digits;
  const endings = [...new Set([spelt, digits])].filter(
    (one) => one.length >= fewestCharacters + (one === digits ? 0 : 1),
  );
  const numbers = (around: (one: string) => string): Tier =>
    endings.map((one) => [{ columns: ["numbers"], text: around(one) }]);
  return [
    numbers((one) => `#${one};`),
    numbers((one) => `${one};`),
    [[{ columns: addresses, text: ` ${digits}` }]],
    [[{ columns: ["names"], text: ` ${digits}` }]],
    [...numbers((one) => one), [{ columns: [], text: digits }]],
  ];
}

function wordTiers(words: string, address: string): readonly Tier[] {
  const spelt = [...new Set([words, closedSpelling(words)])].filter((one) => one.length >= fewestCharacters);
  const names = (around: (one: string) => string): Tier =>
    spelt.map((one) => [{ columns: ["names"], text: around(one) }]);
  const apart = words.includes(" ") ? inAnyOrder(words.split(" ")) : [];
  return [
    [[{ columns: addresses, text: ` ${address};` }]],
    [[{ columns: addresses, text: ` ${address}` }]],
    names((one) => ` ${one}`),
    ...(apart.length > 0 ? [[apart]] : []),
    [[{ columns: addresses, text: address }], ...names((one) => one)],
  ];
}

/** Words in any order: "hask dorrit", "hask 0412". A single letter is too short to be looked up, so it does not count. */
function inAnyOrder(words: readonly string[]): readonly Piece[] {
  return words
    .filter((word) => word.length > 1)
    .map((word) => (/^\d{3,}$/.test(word) ? { columns: [], text: word } : { columns: [], text: ` ${word}` }));
}
