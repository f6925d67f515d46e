import type { Settings } from "../../contract/methods/settings.ts";
import { countryOfTimeZone } from "../../domain/contacts/country.ts";

/** Where a number that names no country is at home (ISO 3166): as the desk says, else by its time zone; null when that says nothing. */
export function deskCountry({ contacts, calendar }: Pick<Settings, "contacts" | "calendar">): string | null {
  return contacts.country === "" ? countryOfTimeZone(calendar.timeZone) : contacts.country;
}
