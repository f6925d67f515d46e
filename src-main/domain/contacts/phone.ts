import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

const fewestDigits = 3;
const mostDigits = 17;
/** Longer than any number is written; what is longer is none, and is not looked through. */
const mostWritten = 200;

/**
 * A telephone number in one spelling: "+" and digits where its calling code is known, from the number itself or from
 * the country of the desk (ISO 3166, "DE"; null when unknown), else its digits alone. An extension is left out. Null
 * for what is no number: letters, too few or too many digits. Numbering plans are those of libphonenumber.
 * @example normalisePhone("030 90 18 20", "DE") // "+4930901820", as of "0049 (0)30/901820"
 */
export function normalisePhone(written: string, country: string | null): string | null {
  if (written.length > mostWritten) return null;
  const text = bareNumber(written);
  if (!/^\+?[\d\s().\-/–·]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, "");
  if (digits.length < fewestDigits || digits.length > mostDigits) return null;
  const known = readNumber(text, country);
  if (known) return known.number;
  return text.startsWith("+") ? `+${digits}` : digits;
}

/** A number as people read it: "+49 30 901820"; what is no whole number stays as it is. */
export function showPhone(digits: string): string {
  return readNumber(digits, null)?.formatInternational() ?? digits;
}

/**
 * What to look for when somebody types a number or a piece of one: a whole number with its calling code, a piece as it
 * is, without the zero that people dial at home, so that "030 90" and "+49 30 90" both find "+493090…". Null without digits.
 * @example phoneFragment("030 90", "DE") // "3090", as of "0049 30 90" it is "493090"
 */
export function phoneFragment(typed: string, country: string | null): string | null {
  if (typed.length > mostWritten) return null;
  const text = bareNumber(typed);
  if (!/^\+?[\d\s().\-/–·]+$/.test(text)) return null;
  const whole = readNumber(text, country);
  if (whole?.isValid() === true) return whole.number.slice(1);
  const digits = text.replace(/\D/g, "");
  if (digits === "") return null;
  return text.startsWith("+") ? digits : digits.replace(/^0(?=\d)/, "");
}

/** Without what stands around a number: "tel:", an extension, "(0)" after a calling code; "00" is "+". */
function bareNumber(written: string): string {
  return written
    .normalize("NFKC")
    .trim()
    .replace(/^(?:tel|callto):/i, "")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, "")
    .replace(/\s*(?:;\s*ext=|(?:ext|x|durchwahl|poste|#)\.?\s*:?)\s*\d{1,7}$/i, "")
    .replace(/^(\+|00)([\d\s.\-/]*)\(0\)/, "$1$2")
    .replace(/^00/, "+");
}

function readNumber(text: string, country: string | null) {
  const isKnown = country !== null && isSupportedCountry(country);
  const read = parsePhoneNumberFromString(text, { ...(isKnown && { defaultCountry: country }), extract: false });
  return read?.isPossible() === true ? read : null;
}
