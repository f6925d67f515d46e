import { foldEmail, foldName } from "../contacts/fold.ts";
import { normalisePhone, showPhone } from "../contacts/phone.ts";
import type { RemoteProfile } from "./clean-profile.ts";

export const takeableFields = ["name", "organisation", "phone", "email"] as const;
export type TakeableField = (typeof takeableFields)[number];

/** What a contact is here, as far as a CRM may say otherwise. */
export type HereKnown = {
  readonly name: string;
  readonly organisation: string | null;
  /** In one spelling: `normalisePhone`. */
  readonly phones: readonly string[];
  /** In one spelling: `foldEmail`. */
  readonly emails: readonly string[];
};

export type ProfileDifference = {
  readonly field: TakeableField;
  /** As the CRM writes it. */
  readonly theirs: string;
  /** What stands here instead; null = nothing. A number or an address is never instead of another, it comes to it. */
  readonly ours: string | null;
};

/**
 * Where a CRM says something else or more than we know, in the order in which it is shown. What could not be kept here
 * (a number without digits, an address without @) is no difference.
 */
export function profileDifferences(
  here: HereKnown,
  { name, company, phones, emails }: Pick<RemoteProfile, "name" | "company" | "phones" | "emails">,
  country: string | null,
): readonly ProfileDifference[] {
  const differences: ProfileDifference[] = [];
  if (name !== null && foldName(name) !== "" && foldName(name) !== foldName(here.name))
    differences.push({ field: "name", theirs: name, ours: here.name });
  if (company !== null && foldName(company) !== foldName(here.organisation ?? ""))
    differences.push({ field: "organisation", theirs: company, ours: here.organisation });
  const knownPhones = new Set(here.phones);
  for (const theirs of phones) {
    const digits = normalisePhone(theirs, country);
    if (digits === null || knownPhones.has(digits)) continue;
    knownPhones.add(digits);
    differences.push({ field: "phone", theirs, ours: here.phones[0] === undefined ? null : showPhone(here.phones[0]) });
  }
  const knownEmails = new Set(here.emails);
  for (const theirs of emails) {
    const folded = foldEmail(theirs);
    if (folded === null || knownEmails.has(folded)) continue;
    knownEmails.add(folded);
    differences.push({ field: "email", theirs, ours: here.emails[0] ?? null });
  }
  return differences;
}
