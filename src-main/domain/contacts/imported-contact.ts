import type { ContactKind } from "../../contract/methods/contacts.ts";
import type { Network, Said } from "../../contract/values.ts";
import { foldEmail } from "./fold.ts";
import { normalisePhone } from "./phone.ts";

/** Somebody as a file describes them, in the form in which contacts are kept. */
export type ImportedContact = {
  readonly name: string;
  readonly kind: ContactKind;
  readonly organisation: string | null;
  readonly town: string | null;
  readonly phones: readonly { readonly written: string; readonly digits: string }[];
  readonly emails: readonly { readonly written: string; readonly folded: string }[];
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
  readonly note: string | null;
};

export type ReadContact = { readonly contact: ImportedContact } | { readonly problem: Said };

/** What a record says before it is judged. */
export type RawContact = {
  readonly name: string;
  readonly kind: ContactKind | null;
  readonly organisation: string;
  readonly town: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
  readonly notes: readonly string[];
};

const mostEach = 20;
const mostNote = 4000;
/** More ways to reach somebody than this are not looked through for those that are the same. */
const mostLookedAt = 1000;

/**
 * Judges a record. One without a name takes its organisation, address, number or handle for one; one without any of
 * them is a problem. What stands where a number or an address should, and is none, is kept as a note: nothing is lost.
 */
export function judgeContact(raw: RawContact, country: string | null): ReadContact {
  if (Math.max(raw.phones.length, raw.emails.length, raw.handles.length) > mostLookedAt)
    return problem("tooMany", { most: mostEach });
  const phones: { written: string; digits: string }[] = [];
  const unread: string[] = [];
  for (const written of raw.phones) {
    const digits = normalisePhone(written, country);
    if (digits === null) unread.push(written);
    else if (!phones.some((known) => known.digits === digits)) phones.push({ written: written.slice(0, 60), digits });
  }
  const emails: { written: string; folded: string }[] = [];
  for (const written of raw.emails) {
    const folded = foldEmail(written);
    if (folded === null) unread.push(written);
    else if (!emails.some((known) => known.folded === folded)) emails.push({ written, folded });
  }
  const name = [raw.name, raw.organisation, emails[0]?.written, phones[0]?.written, raw.handles[0]?.handle].find(
    (one) => one !== undefined && one !== "",
  );
  if (name === undefined) return problem("nobody", {});
  if (Math.max(phones.length, emails.length, raw.handles.length) > mostEach)
    return problem("tooMany", { most: mostEach });
  const note = [...raw.notes, ...unread].filter((one) => one !== "").join("\n");
  if (note.length > mostNote) return problem("noteTooLong", { most: mostNote });
  const contact = {
    ...{ name: name.slice(0, 200), kind: raw.kind ?? ("customer" as const) },
    ...{ organisation: orNull(raw.organisation.slice(0, 200)), town: orNull(raw.town.slice(0, 120)) },
    ...{ phones, emails, handles: raw.handles, note: orNull(note) },
  };
  return { contact };
}

const orNull = (text: string): string | null => (text === "" ? null : text);

function problem(what: string, params: Said["params"]): ReadContact {
  return { problem: { code: `contacts.import.problem.${what}`, params } };
}
