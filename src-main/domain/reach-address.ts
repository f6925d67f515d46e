import type { Network } from "../contract/values.ts";
import { foldEmail } from "./contacts/fold.ts";
import { normalisePhone } from "./contacts/phone.ts";

/** How somebody can be reached, in one spelling; the network says what kind of thing it is. */
export type ReachAddress = { readonly network: Network; readonly handle: string };

/**
 * Tells a telephone number and an e-mail address from a handle, and writes each in one way; null for nothing. A number
 * gets its calling code: its own, or that of the desk's country (ISO 3166) where one is given.
 * @example readReach("0049 (40) 123-45", "phone") // { network: "phone", handle: "+494012345" }
 */
export function readReach(written: string, otherwise: Network, country: string | null = null): ReachAddress | null {
  const text = written.trim();
  if (text === "") return null;
  const email = foldEmail(text);
  if (email !== null) return { network: "email", handle: email };
  const digits = normalisePhone(text, country);
  if (digits !== null && /^\+?\d{5,17}$/.test(digits)) return { network: "phone", handle: digits };
  return { network: otherwise, handle: text.replace(/\s+/g, " ") };
}
