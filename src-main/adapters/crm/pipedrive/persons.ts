import { normalisePhone } from "../../../domain/contacts/phone.ts";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { crmTrouble } from "../crm-trouble.ts";
import { personPage } from "./client.ts";
import type { PipedriveClient, PipedriveSeat } from "./client.ts";
import { PdFound, PdPerson, PdPersons, PdWritten } from "./entities.ts";
import { nameSuffix, personBody } from "./fields.ts";

export const personRecord = ({ config }: PipedriveSeat, { id }: { readonly id: string }): CrmRecord => ({
  id,
  url: personPage(config, id),
});

type Search = {
  readonly field: "custom_fields" | "name" | "email" | "phone";
  readonly term: string;
  readonly isSame: (person: PdPerson) => boolean;
};

/** By our reference, then e-mail, then a phone number that is one person's alone; at last among the newest persons. */
export async function findPerson(
  client: PipedriveClient,
  seat: PipedriveSeat,
  person: CrmPerson,
): Promise<CrmTold<CrmRecord | null>> {
  for (const search of searchesFor(seat, person)) {
    const told = await searchPersons(client, seat, search);
    if (!told.ok) return told;
    const [found, ...others] = told.value;
    // A number of several is a switchboard's or a family's: it says nothing of who this is.
    if (found && (search.field !== "phone" || others.length === 0))
      return { ok: true, value: personRecord(seat, found) };
  }
  return findAmongNewest(client, seat, person);
}

function searchesFor(seat: PipedriveSeat, { key, emails, phones }: CrmPerson): readonly Search[] {
  const isOurs = isReferredBy(seat, key);
  return [
    { field: seat.config.referenceField === null ? "name" : "custom_fields", term: key, isSame: isOurs },
    ...emails.slice(0, 2).map((email) => ({
      ...({ field: "email", term: email } as const),
      isSame: (found: PdPerson) => found.emails.some((each) => each.trim().toLowerCase() === email.toLowerCase()),
    })),
    ...phones.slice(0, 1).map((phone) => ({
      ...({ field: "phone", term: phone } as const),
      isSame: (found: PdPerson) =>
        found.phones.some((each) => normalisePhone(each, null) === normalisePhone(phone, null)),
    })),
  ];
}

/** The reference in its field, or behind the name. The search gives a person's values without their fields. */
function isReferredBy({ config }: PipedriveSeat, key: string): (person: PdPerson) => boolean {
  const field = config.referenceField;
  if (field === null) return ({ name }) => name?.endsWith(nameSuffix(key)) ?? false;
  return ({ custom_fields: values }) =>
    Array.isArray(values) ? values.includes(key) : values !== null && values[field] === key;
}

async function searchPersons(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { field, term, isSame }: Search,
): Promise<CrmTold<readonly PdPerson[]>> {
  const query = { term, fields: field, exact_match: String(field !== "name"), limit: 50 };
  const told = await client.ask(seat, { rest: "persons/search", query, as: PdFound });
  if (!told.ok) return told;
  // Exact to Pipedrive leaves out case and more, so each is held against the value itself.
  return { ok: true, value: told.value.data.items.map(({ item }) => item).filter(isSame) };
}

/** The search lags behind what was just made; the list of persons does not. */
async function findAmongNewest(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { key }: CrmPerson,
): Promise<CrmTold<CrmRecord | null>> {
  const field = seat.config.referenceField;
  const query = {
    ...{ sort_by: "add_time", sort_direction: "desc", limit: 100 },
    ...(field !== null && { custom_fields: field }),
  };
  const told = await client.ask(seat, { rest: "persons", query, as: PdPersons });
  if (!told.ok) return told;
  const found = told.value.data.find(isReferredBy(seat, key));
  return { ok: true, value: found ? personRecord(seat, found) : null };
}

export async function createPerson(
  client: PipedriveClient,
  seat: PipedriveSeat,
  person: CrmPerson,
): Promise<CrmTold<CrmRecord>> {
  const body = personBody(seat.config, person);
  const told = await client.ask(seat, { rest: "persons", method: "POST", body, as: PdWritten });
  return told.ok ? { ok: true, value: personRecord(seat, told.value.data) } : told;
}

/** Null = gone; a deleted person answers for 30 days more. */
export async function readPerson(
  client: PipedriveClient,
  seat: PipedriveSeat,
  id: string,
): Promise<CrmTold<PdPerson | null>> {
  const told = await client.lookFor(seat, { rest: `persons/${encodeURIComponent(id)}`, as: PdPerson });
  if (!told.ok) return told;
  return { ok: true, value: told.value === null || told.value.data.is_deleted === true ? null : told.value.data };
}

/** What to say of a refused activity: that its person was merged away or deleted, where that is the reason. */
export async function whyRefused<Value>(
  client: PipedriveClient,
  seat: PipedriveSeat,
  { told, personId }: { readonly told: CrmTold<Value>; readonly personId: string },
): Promise<CrmTold<Value>> {
  if (told.ok || told.trouble.class !== "permanent") return told;
  const person = await readPerson(client, seat, personId);
  if (!person.ok) return person;
  return person.value === null ? crmTrouble("gone", "pipedrive.person-gone") : told;
}
