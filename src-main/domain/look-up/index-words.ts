import { readReach } from "../reach-address.ts";
import type { Network } from "../../contract/values.ts";
import { foldText } from "../text/fold.ts";

/** What is known of a contact, as the tables hold it. `digits` may begin with "+". */
export type ContactWords = {
  readonly name: string;
  readonly organisation: string | null;
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
};

/** One searchable text a kind: each word or address begins with a space, a number stands between "#" and ";". */
export type IndexWords = {
  readonly names: string;
  readonly handles: string;
  readonly numbers: string;
  readonly mails: string;
};

/**
 * What the look-up's index holds of a contact. Folded, so that "muller" finds "Müller"; the marks of beginning and end
 * let an index of trigrams tell a whole number, its end and the beginning of a word from a piece inside.
 * @example indexWords({ name: "Dorrit Hask", phones: ["+49412"], … }) // { names: " dorrit hask ", numbers: "#49412;", … }
 */
export function indexWords({ name, organisation, handles, phones, emails }: ContactWords): IndexWords {
  const reached = handles.map(({ network, handle }) => readReach(handle, network) ?? { network, handle });
  const of = (kind: "phone" | "email") => reached.filter((one) => one.network === kind).map((one) => one.handle);
  const others = reached.filter((one) => !["phone", "email", "walk-in"].includes(one.network));
  return {
    names: between(" ", [name, organisation ?? ""].map(plainWords).flatMap(withOtherSpelling), " "),
    handles: between(
      " ",
      others.map(({ handle }) => plainHandle(handle)),
      ";",
    ),
    numbers: between("#", [...phones, ...of("phone")].map(digitsOf), ";"),
    mails: between(" ", [...emails, ...of("email").filter((handle) => handle.includes("@"))].map(plainHandle), ";"),
  };
}

/** Letters and digits in words, whatever stood between them: "O'Neil-Hask" is "o neil hask". */
export function plainWords(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}

/** "mueller" and "müller", which folds to "muller", are one name to the ear: the spelling without the e. */
export function closedSpelling(words: string): string {
  return words.replace(/([aou])e/g, "$1");
}

function withOtherSpelling(words: string): readonly string[] {
  return [words, closedSpelling(words)];
}

/** A handle or an address without the @ that begins it, and without what marks the end of one in the index. */
export function plainHandle(text: string): string {
  return foldText(text)
    .replace(/^[@\s]+/, "")
    .replace(/[;#\s]+/g, " ")
    .trim();
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

function between(start: string, words: readonly string[], end: string): string {
  const known = [...new Set(words)].filter((word) => word !== "");
  return known.map((word) => `${start}${word}${end}`).join("");
}
