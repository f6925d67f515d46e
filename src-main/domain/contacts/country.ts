import { getCountries, getCountryCallingCode } from "libphonenumber-js/min";

/** A country whose numbers can be read: ISO 3166 ("DE") and its calling code ("49"). */
export type PhoneCountry = { readonly country: string; readonly callingCode: string };

/** All countries with a numbering plan, by their codes. */
export function phoneCountries(): readonly PhoneCountry[] {
  return getCountries()
    .map((country): PhoneCountry => ({ country, callingCode: getCountryCallingCode(country) }))
    .toSorted((a, b) => (a.country < b.country ? -1 : 1));
}

// A memo of a pure function; it can only grow to the number of zones there are.
const known = new Map<string, string | null>();

/**
 * The country of a time zone (ISO 3166), for a desk that has not named its own; null where no country has it to itself.
 * @example countryOfTimeZone("Europe/Berlin") // "DE"
 */
export function countryOfTimeZone(timeZone: string): string | null {
  const asked = known.get(timeZone);
  if (asked !== undefined) return asked;
  // "Asia/Kolkata" and "Asia/Calcutta" are one zone, listed under one of its names.
  const listed = new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  const found = getCountries().find((country) => zonesOf(country).includes(listed)) ?? null;
  known.set(timeZone, found);
  return found;
}

// TypeScript's library does not know it yet; every engine that Node 24 ships has it.
type WithZones = Intl.Locale & { readonly getTimeZones?: () => readonly string[] | undefined };

function zonesOf(country: string): readonly string[] {
  const locale: WithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? [];
}
