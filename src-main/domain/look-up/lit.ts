import type { Lit } from "../../contract/methods/look-up.ts";
import { phoneFragment } from "../contacts/phone.ts";
import { foldText, foldWithOrigins } from "../text/fold.ts";

/** A text with the piece of it that somebody typed: at the beginning of a word where there is one, else anywhere. */
export function litWords(text: string, typed: string): Lit {
  const { folded, origins } = foldWithOrigins(text);
  const whole = foldText(typed)
    .replace(/^[@\s]+/, "")
    .trim();
  const needles = [whole, ...whole.split(/[^\p{L}\p{N}]+/u)].filter((needle) => needle.length > 1);
  for (const needle of needles) {
    const at = placeOf(needle, folded);
    if (at === -1) continue;
    return { text, from: origins[at] ?? 0, to: origins[at + needle.length] ?? text.length };
  }
  return { text, from: 0, to: 0 };
}

function placeOf(needle: string, folded: string): number {
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + 1))
    if (at === 0 || /[^\p{L}\p{N}]/u.test(folded[at - 1] ?? "")) return at;
  return folded.indexOf(needle);
}

/**
 * A number as it is shown with the digits that somebody typed: its end where that is what they are.
 * @example litDigits("+49 30 901820", "030 9018", "DE") // from 4 to 11: "30 9018"
 */
export function litDigits(shown: string, typed: string, country: string | null): Lit {
  const places = [...shown.matchAll(/\d/g)].map((digit) => digit.index);
  const digits = shown.replace(/\D/g, "");
  const needles = [typed.replace(/\D/g, ""), phoneFragment(typed, country) ?? ""].filter((needle) => needle !== "");
  const needle = needles.find((one) => digits.endsWith(one)) ?? needles.find((one) => digits.includes(one));
  if (needle === undefined) return { text: shown, from: 0, to: 0 };
  const at = digits.lastIndexOf(needle);
  return { text: shown, from: places[at] ?? 0, to: (places[at + needle.length - 1] ?? -1) + 1 };
}
