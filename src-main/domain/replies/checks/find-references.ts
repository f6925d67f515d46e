import type { CheckBook } from "./facts.ts";
import type { Finding } from "./hit.ts";

const KINDS =
  "booking|reservation|order|ticket|reference|ref|customer|account|invoice|policy|membership|tracking|parcel|case|claim|passport|licence|license|" +
  "Buchung|Bestellung|Auftrag|Rechnung|Kunde|Vorgang|Buchungs|Bestell|Auftrags|Rechnungs|Kunden|Vorgangs";
const NUMBER = "(?:number|no\\.?|nr\\.?|ref(?:erence)?\\.?|code|id|nummer)";
/** "Booking reference TF-204418", "order no. 88213", "Kundennummer: 4471-22". */
const NAMED = new RegExp(
  `(?<![\\p{L}])(?:${KINDS})(?:[- ]?${NUMBER})?(?: (?:is|was|ist))?[ :#]{1,3}(?=[\\p{L}\\d/-]{0,20}\\d)([A-Z\\d][A-Z\\d/-]{3,24})(?![\\p{L}\\d])`,
  "giu",
);
const YEAR = /^(19|20)\d\d$/;

/** Numbers of bookings, orders and customers: named as such, or in the shape of our own. */
export function findReferences(text: string, book: CheckBook): readonly Finding[] {
  const named = [...text.matchAll(NAMED)].flatMap(({ index, 0: all, 1: code = "" }): Finding[] => {
    const digits = code.replace(/\D/g, "").length;
    if (YEAR.test(code) || digits < 2 || (digits < 4 && !/[A-Z]/.test(code))) return [];
    return [{ rule: "reference", from: index + all.length - code.length, to: index + all.length }];
  });
  const ours = book.references.flatMap((shape) =>
    [...text.matchAll(shape)].map(({ index, 0: all }): Finding => ({
      rule: "reference",
      from: index,
      to: index + all.length,
    })),
  );
  return [...named, ...ours];
}

/** A shape in the words of the settings, `#` a digit and `@` a letter: "TF-####"; null for one that has no digit and no letter. */
export function referenceShape(written: string): RegExp | null {
  if (!/[#@]/.test(written)) return null;
  const source = [...written]
    .map((sign) => (sign === "#" ? "\\d" : sign === "@" ? "\\p{L}" : sign.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")))
    .join("");
  return new RegExp(`(?<![\\p{L}\\d])${source}(?![\\p{L}\\d])`, "giu");
}
