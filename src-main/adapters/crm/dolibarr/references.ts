import { createHash } from "node:crypto";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What Dolibarr keeps as it is, and what a filter may hold: no quotes, brackets, slashes, percent signs, nothing outside ASCII. */
const plain = /^[A-Za-z0-9:@._-]{1,128}$/;

/**
 * The reference in the form that stands in `ref_ext`: as it is, and where a character of it would be changed by
 * Dolibarr or break a filter, its head and a hash: `wr:mastodon:~5f1c…` (`~` and 32 hex digits of its SHA-256).
 */
export function refExtOf(reference: string): string {
  if (plain.test(reference)) return reference;
  const head = /^wr:[a-z-]{1,20}:/.exec(reference)?.[0] ?? "wr:";
  return `${head}~${hashOf(reference).slice(0, 32)}`;
}

/**
 * A filter for one value of a column. A value is never written with a colon: versions that split a filter at every
 * colon would compare with zero, which is every text. `_` stands for any one character, so who asks must look again
 * whether the value is the same.
 */
export const sameText = (column: string, value: string): string =>
  `(t.${column}:like:'${value.replace(/[^A-Za-z0-9@.~-]/g, "_")}')`;

export const sameNumber = (column: string, id: string): string => `(t.${column}:=:${id.replace(/\D/g, "")})`;

/** Digits with anything between and around them: numbers are kept as they were typed. */
export const sameDigits = (column: string, digits: string): string =>
  `(t.${column}:like:'%${[...digits.replace(/\D/g, "")].join("%")}%')`;

/** The tracking id of a case's ticket: unique in Dolibarr's database, which is what makes a repeat safe. */
export const trackIdOf = (caseId: string): string => `wr${hashOf(`wr:case:${caseId}`).slice(0, 30)}`;
