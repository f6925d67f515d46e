import type { Network } from "../contract/values.ts";

/** How somebody can be reached, in one spelling; the network says what kind of thing it is. */
export type ReachAddress = { readonly network: Network; readonly handle: string };

/**
 * Tells a telephone number and an e-mail address from a handle, and writes each in one way; null for nothing. A number
 * keeps its digits and its +, "00" becomes "+".
 * @example readReach("0049 (40) 123-45") // { network: "phone", handle: "+494012345" }
 */
export function readReach(written: string, otherwise: Network): ReachAddress | null {
  const text = written.trim();
  if (text === "") return null;
  if (/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text)) return { network: "email", handle: text.toLowerCase() };
  const digits = text.replace(/[\s()./-]/g, "");
  if (/^\+?\d{5,15}$/.test(digits)) return { network: "phone", handle: digits.replace(/^00/, "+") };
  return { network: otherwise, handle: text.replace(/\s+/g, " ") };
}
