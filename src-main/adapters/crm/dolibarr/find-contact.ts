import { normalisePhone, phoneFragment } from "../../../domain/contacts/phone.ts";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import type { CrmTold } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import type { DolibarrClient } from "./client.ts";
import { DoliContact } from "./entities.ts";
import { refExtOf, sameDigits, sameText } from "./references.ts";
import type { DolibarrSeat } from "./seat.ts";

type Found = Promise<CrmTold<DoliContact | null>>;

const nobody = { ok: true, value: null } as const;
/** The oldest first, so that each look finds the same one where somebody made a second. */
const oldestFirst = { sortfield: "t.rowid", sortorder: "ASC", limit: 100 };

/** By our reference, then by e-mail, then by a telephone number that is one contact's alone; never by name. */
export async function lookForContact(client: DolibarrClient, seat: DolibarrSeat, person: CrmPerson): Found {
  const looks = [
    () => byReference(client, seat, person.key),
    ...person.emails.map((email) => () => byEmail(client, seat, email)),
    ...person.phones.map((phone) => () => byPhone(client, seat, phone)),
  ];
  for (const look of looks) {
    const told = await look();
    if (!told.ok || told.value !== null) return told;
  }
  return nobody;
}

const listed = (client: DolibarrClient, seat: DolibarrSeat, sqlfilters: string) =>
  client.readList(seat, "/contacts", { query: { ...oldestFirst, sqlfilters }, as: DoliContact });

/** What a filter finds is a guess: the database sees neither capitals nor accents, and a pattern sees more still. */
async function byReference(client: DolibarrClient, seat: DolibarrSeat, reference: string): Found {
  const refExt = refExtOf(reference);
  return after(await listed(client, seat, sameText("ref_ext", refExt)), (contacts) => ({
    ok: true,
    value: contacts.find(({ ref_ext: theirs }) => theirs === refExt) ?? null,
  }));
}

const Named = DoliContact.partial({ id: true }).or(
  DoliContact.omit({ id: true }).transform((rest) => ({ ...rest, id: undefined })),
);

async function byEmail(client: DolibarrClient, seat: DolibarrSeat, email: string): Found {
  const wanted = email.toLowerCase();
  if (wanted === "") return nobody;
  const hasEmail = (contact: { readonly email: string }) => contact.email.toLowerCase() === wanted;
  const path = `/contacts/email/${encodeURIComponent(wanted)}`;
  return after(await client.readOne(seat, path, Named), async (contact) => {
    if (contact === null) return nobody;
    const { id } = contact;
    if (id !== undefined) return { ok: true, value: hasEmail(contact) ? { ...contact, id } : null };
    // An address of several contacts is answered with an empty one: the list has them.
    return after(await listed(client, seat, sameText("email", wanted)), (contacts) => ({
      ok: true,
      value: contacts.find(hasEmail) ?? null,
    }));
  });
}

const fewestDigits = 7;

/** A number of several is a switchboard's or a family's: it says nothing of who this is. */
async function byPhone(client: DolibarrClient, seat: DolibarrSeat, phone: string): Found {
  const wanted = normalisePhone(phone, null);
  const digits = wanted?.replace(/\D/g, "") ?? "";
  if (wanted === null || digits.length < fewestDigits) return nobody;
  const columns = ["phone", "phone_perso", "phone_mobile"];
  const filters = columns.map((column) => sameDigits(column, digits.slice(-fewestDigits))).join(" or ");
  return after(await listed(client, seat, filters), (contacts) => {
    const same = contacts.filter((contact) => phonesOf(contact).some((theirs) => isSamePhone(theirs, wanted)));
    return { ok: true, value: same.length === 1 ? (same[0] ?? null) : null };
  });
}

export const phonesOf = ({
  phone_pro: work,
  phone_mobile: mobile,
  phone_perso: home,
}: DoliContact): readonly string[] => [work, mobile, home].filter((phone) => phone !== "");

/** `wanted` is E.164; theirs may be as it is dialled at home, without calling code and with a zero before it. */
export function isSamePhone(theirs: string, wanted: string): boolean {
  const known = normalisePhone(theirs, null);
  if (known === null || known === wanted) return known !== null;
  const atHome = phoneFragment(theirs, null);
  if (known.startsWith("+") || atHome === null || atHome.length < fewestDigits) return false;
  const callingCode = wanted.endsWith(atHome) ? wanted.slice(0, -atHome.length) : "";
  return /^\+\d{1,3}$/.test(callingCode);
}
