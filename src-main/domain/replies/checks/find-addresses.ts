import { foldText } from "../../text/fold.ts";
import type { CheckBook } from "./facts.ts";
import type { Finding } from "./hit.ts";

const STREET =
  "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Court|Crescent|Terrace|Place|Square|Quay|Row|Gardens|Boulevard|Blvd|Hill|Park|Grove|Mews|Wharf|Parade";
const PATTERNS: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\d])\\d{1,5}[a-zA-Z]? (?:\\p{Lu}[\\p{L}'’]{1,20} ){1,3}(?:${STREET})\\b\\.?`, "gu"),
  /(?<![\p{L}\d])\p{Lu}\p{L}{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm|ring) \d{1,4} ?[a-z]?(?![\p{L}\d])/gu,
  /(?<![\p{L}\d])(?:[Rr]ue|[Aa]venue|[Vv]ia|[Cc]alle|[Pp]laza) (?:\p{L}{1,12} ){0,3}\p{Lu}\p{L}{2,20},? \d{1,4}(?!\d)/gu,
  /(?<![\p{L}\d])\d{1,4},? (?:rue|avenue|boulevard|place|quai) (?:\p{L}{1,12} ){0,3}\p{Lu}\p{L}{2,20}/gu,
  /(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?![\p{L}\d])/gu,
  /(?<![\p{L}\d])P\.?O\.? ?[Bb]ox \d{1,6}/gu,
];

/** Street addresses, British postcodes and boxes, but for the firm's own. */
export function findAddresses(text: string, book: CheckBook): readonly Finding[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: all }): Finding[] => {
      const folded = foldText(all);
      const isOurs = book.ownAddresses.some((own) => own.includes(folded) || folded.includes(own));
      return isOurs ? [] : [{ rule: "address", from: index, to: index + all.length }];
    }),
  );
}
