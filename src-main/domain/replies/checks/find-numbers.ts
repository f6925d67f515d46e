import type { CheckBook, CheckFacts } from "./facts.ts";
import type { Finding } from "./hit.ts";

const CARD = /(?<![\d+])[3-6]\d{3}(?:[ -]?\d){9,15}(?![\d])/g;
const IBAN = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]){11,30}/gu;
const PHONE = /(?<![\p{L}\d.,:/#_=-])(?:\+|\(?0|\(\d{3}\) |\d{3}-(?=\d{3}-\d{4}))[\d ()/.–-]{5,22}\d(?![\p{L}\d])/gu;
const DATE_OR_TIME = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{1,2}[.:]\d{2}\b|^0\d{0,2}[.,]\d+$/;

/** Numbers of payment cards and bank accounts with right check digits. They stop a reply. */
export function findAccountNumbers(text: string): readonly Finding[] {
  const cards = [...text.matchAll(CARD)].flatMap(({ index, 0: all }): Finding[] =>
    isCard(all.replace(/\D/g, "")) ? [{ rule: "card", from: index, to: index + all.length }] : [],
  );
  const ibans = [...text.matchAll(IBAN)].flatMap(({ index, 0: all }): Finding[] => {
    const length = ibanLength(all);
    return length === null ? [] : [{ rule: "iban", from: index, to: index + length }];
  });
  return [...cards, ...ibans];
}

/** Luhn's sum (ISO/IEC 7812-1). The same digit all over is an example, not a card. */
export function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const weighed = at % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** How much of a run of letters and digits is an IBAN (ISO 13616, remainder 1 of 97); null = none of it. */
function ibanLength(run: string): number | null {
  const ends = [...run].flatMap((sign, at) => (sign === " " ? [] : [at + 1]));
  for (let count = Math.min(34, ends.length); count >= 15; count -= 1) {
    const end = ends[count - 1] ?? 0;
    if (isIban(run.slice(0, end).replaceAll(" ", ""))) return end;
  }
  return null;
}

export function isIban(written: string): boolean {
  let rest = 0;
  for (const sign of written.slice(4) + written.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Telephone numbers that are not the firm's own. The customer's own stops a reply, whoever typed it. */
export function findPhones(text: string, facts: CheckFacts, book: CheckBook): readonly Finding[] {
  const theirs = facts.customer.phones.map(lastDigits);
  return [...text.matchAll(PHONE)].flatMap(({ index, 0: all }): Finding[] => {
    const digits = all.replace(/\D/g, "");
    if (digits.length < 7 || digits.length > 15 || DATE_OR_TIME.test(all)) return [];
    const end = lastDigits(digits);
    if (book.ownPhones.some((own) => isSameNumber(own, end))) return [];
    const isTheirs = theirs.some((number) => isSameNumber(number, end));
    return [{ rule: "phone", from: index, to: index + all.length, ...(isTheirs && { severity: "stop" }) }];
  });
}

/** Without calling code and leading zeros, which people write in many ways. */
export function lastDigits(written: string): string {
  return written.replace(/\D/g, "").replace(/^0+/, "").slice(-9);
}

function isSameNumber(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 6 && long.endsWith(short);
}
