import { normalisePhone } from "../../../domain/contacts/phone.ts";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { plainReason } from "../crm-answer.ts";
import { crmTrouble } from "../crm-trouble.ts";
import type { HubspotClient, HubspotSeat } from "./client.ts";
import { HsBatch, HsList, HsObject } from "./entities.ts";
import type { HubspotProperties } from "./fields.ts";
import { contactProperties } from "./fields.ts";
import { hubspotPage } from "./paths.ts";

const read = ["firstname", "lastname", "email", "hs_additional_emails", "phone", "mobilephone", "company"];

export const contactRecord = ({ config }: HubspotSeat, { id }: { readonly id: string }): CrmRecord => ({
  id,
  url: hubspotPage(config, "contact", id),
});

/** By our reference, then by e-mail, then by a phone number that is one person's alone. */
export async function findContact(
  client: HubspotClient,
  seat: HubspotSeat,
  person: CrmPerson,
): Promise<CrmTold<CrmRecord | null>> {
  const byReference = await readByReference(client, seat, person);
  if (!byReference.ok) return byReference;
  const [known] = byReference.value;
  if (known) return { ok: true, value: contactRecord(seat, known) };
  const filterGroups = groupsFor(person);
  if (filterGroups.length === 0) return { ok: true, value: null };
  const body = { filterGroups, properties: read, limit: 20 };
  const told = await client.ask(seat, { rest: "contacts/search", method: "POST", isRead: true, body, as: HsList });
  if (!told.ok) return told;
  const found = sameEmail(told.value.results, person) ?? samePhone(told.value.results, person);
  return { ok: true, value: found ? contactRecord(seat, found) : null };
}

/** Reads the record itself, not the search, which lags behind: a contact made a second ago is found. */
async function readByReference(
  client: HubspotClient,
  seat: HubspotSeat,
  { key }: CrmPerson,
): Promise<CrmTold<readonly HsObject[]>> {
  const idProperty = seat.config.handleProperty;
  if (idProperty === null) return { ok: true, value: [] };
  const body = { idProperty, inputs: [{ id: key }], properties: [idProperty] };
  const told = await client.lookFor(seat, {
    ...{ rest: "contacts/batch/read", method: "POST", isRead: true },
    ...{ body, as: HsList },
  });
  if (!told.ok) return told;
  return { ok: true, value: (told.value?.results ?? []).filter(({ properties }) => properties[idProperty] === key) };
}

const equal = (propertyName: string, value: string) => ({ propertyName, operator: "EQ", value });

/** Five groups at most: the two best addresses, the best address among a contact's further ones, the best number. */
function groupsFor({ emails, phones }: CrmPerson) {
  const [email] = emails;
  const [phone] = phones;
  const filters = [
    ...emails.slice(0, 2).map((each) => equal("email", each)),
    ...(email === undefined
      ? []
      : [{ propertyName: "hs_additional_emails", operator: "CONTAINS_TOKEN", value: email }]),
    ...(phone === undefined ? [] : [equal("phone", phone), equal("mobilephone", phone)]),
  ];
  return filters.map((filter) => ({ filters: [filter] }));
}

const emailsOf = ({
  email,
  hs_additional_emails: further,
}: Readonly<Record<string, string | null>>): readonly string[] =>
  [email, ...(further ?? "").split(";")].flatMap((each) => (each ? [each.trim().toLowerCase()] : []));

const phonesOf = ({ phone, mobilephone }: Readonly<Record<string, string | null>>): readonly string[] =>
  [phone, mobilephone].flatMap((each) => (each ? [each] : []));

/** A search is a guess until the values are held against each other. */
function sameEmail(found: readonly HsObject[], { emails }: CrmPerson): HsObject | null {
  for (const email of emails) {
    const same = found.find(({ properties }) => emailsOf(properties).includes(email.toLowerCase()));
    if (same) return same;
  }
  return null;
}

/** A number of several is a switchboard's or a family's: it says nothing of who this is. */
function samePhone(found: readonly HsObject[], { phones }: CrmPerson): HsObject | null {
  for (const phone of phones.slice(0, 1)) {
    const wanted = normalisePhone(phone, null);
    const same = found.filter(({ properties }) =>
      phonesOf(properties).some((each) => normalisePhone(each, null) === wanted),
    );
    if (same.length === 1) return same[0] ?? null;
  }
  return null;
}

/** Writes under a value that HubSpot keeps unique, so that the same request twice leaves one contact. */
export async function createContact(
  client: HubspotClient,
  seat: HubspotSeat,
  person: CrmPerson,
): Promise<CrmTold<CrmRecord & { readonly wasThere?: boolean }>> {
  const properties = contactProperties(seat.config, person);
  const [idProperty, id] = uniqueOf(seat, person, properties);
  if (idProperty === null || id === undefined) return crmTrouble("auth", "hubspot.no-unique-property");
  const told = await client.ask(seat, {
    ...{ rest: "contacts/batch/upsert", method: "POST" },
    ...{ body: { inputs: [{ idProperty, id, properties }] }, as: HsBatch },
    take: ({ httpStatus, reason }) =>
      httpStatus === 409 ? { results: [], errors: [{ category: "CONFLICT", message: reason }] } : undefined,
  });
  if (!told.ok) return told;
  const [made] = told.value.results;
  // Under our own reference stands only what we made.
  if (made) return { ok: true, value: { ...contactRecord(seat, made), wasThere: idProperty === "email" && !made.new } };
  const { message, category } = told.value.errors[0] ?? { message: "", category: "" };
  const existing = /Existing ID:\s*(\d+)/i.exec(message)?.[1];
  if (existing !== undefined) return { ok: true, value: { ...contactRecord(seat, { id: existing }), wasThere: true } };
  // Somebody made a contact with this address since we looked; the next look finds it.
  if (category === "CONFLICT") return crmTrouble("unknown", "hubspot.contact-exists");
  return crmTrouble("permanent", "hubspot.contact-refused", { params: { words: plainReason(message, []) } });
}

function uniqueOf(
  { config }: HubspotSeat,
  { key, emails }: CrmPerson,
  properties: HubspotProperties,
): readonly [string | null, string | undefined] {
  if (config.handleProperty !== null) return [config.handleProperty, key];
  return properties["email"] === undefined ? [null, undefined] : ["email", emails[0]];
}

/** The contact as it is now; HubSpot answers an id that was merged away with the contact it went into. Null = gone. */
export function readContactRecord(
  client: HubspotClient,
  seat: HubspotSeat,
  id: string,
): Promise<CrmTold<HsObject | null>> {
  const query = { properties: read.join(",") };
  return client.lookFor(seat, { rest: `contacts/${encodeURIComponent(id)}`, query, as: HsObject });
}

/** Writes something under a contact. HubSpot refuses a contact that was merged or erased meanwhile without saying so. */
export async function underContact(
  client: HubspotClient,
  seat: HubspotSeat,
  {
    contact,
    write,
  }: { readonly contact: CrmRecord; readonly write: (contactId: string) => Promise<CrmTold<CrmRecord>> },
): Promise<CrmTold<CrmRecord>> {
  const told = await write(contact.id);
  if (told.ok || told.trouble.class !== "permanent") return told;
  const now = await readContactRecord(client, seat, contact.id);
  if (!now.ok) return now;
  if (now.value === null) return crmTrouble("gone", "hubspot.contact-gone");
  return now.value.id === contact.id ? told : write(now.value.id);
}

/** What a person wants to see of it. */
export function profileOf(seat: HubspotSeat, contact: HsObject) {
  const { properties } = contact;
  const name = [properties["firstname"], properties["lastname"]].filter(Boolean).join(" ");
  return {
    record: contactRecord(seat, contact),
    name: name === "" ? null : name,
    emails: emailsOf(properties),
    phones: phonesOf(properties),
    company: properties["company"] ?? null,
  };
}
