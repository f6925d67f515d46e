import { decodeHTML } from "entities";
import { oneLine } from "../../../domain/text/safe-text.ts";

/** The line by which a record is known again; the same that ends the text of an interaction. */
export const markerLine = (key: string): string => `Key: ${oneLine(key)}`;

/** The key of the case that holds everything of one of our cases. */
export const caseKey = (caseId: string): string => `wr:case:${caseId}`;

/** Whether a text that was read back, perhaps escaped, has the line of exactly this key. */
export function carriesKey(text: string | null, key: string): boolean {
  if (text === null) return false;
  const wanted = oneLine(markerLine(key));
  return decodeHTML(text)
    .split(/\n|<br\s*\/?>/i)
    .some((line) => oneLine(line) === wanted);
}

/** Equal as far as a server that escapes and trims text lets them be. */
export const isSameText = (one: string, other: string): boolean => loosely(one) === loosely(other);

const loosely = (text: string): string => decodeHTML(decodeHTML(text)).replace(/\s+/g, " ").trim();
