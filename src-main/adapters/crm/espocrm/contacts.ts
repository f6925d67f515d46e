import { z } from "zod";
import type { CrmPerson } from "../../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold } from "../../../ports/crm-connector.ts";
import { recordAt } from "./address.ts";
import { call, findWhere, listWhere, readRecord } from "./client.ts";
import { EspoRecord, listIn, textIn } from "./entities.ts";
import { contactFields } from "./fields.ts";
import { carriesKey, isSameText } from "./marker.ts";
import type { EspoSeat } from "./request.ts";

type Found = Promise<CrmTold<EspoRecord | null>>;

/** By our reference, then e-mail, then a phone number that is one person's alone; never by a name. */
export async function findContact(seat: EspoSeat, person: CrmPerson): Promise<CrmTold<CrmRecord | null>> {
  const told = await findPerson(seat, person);
  if (!told.ok || told.value === null) return told.ok ? { ok: true, value: null } : told;
  return { ok: true, value: recordAt(seat.config, "Contact", told.value.id) };
}

export async function findPerson(seat: EspoSeat, person: CrmPerson): Found {
  const ways: readonly (() => Found)[] = [
    () => byHandleField(seat, person),
    () => byMarker(seat, person),
    ...person.emails.map((email) => () => byEmail(seat, email)),
    ...person.phones.map((phone) => () => byPhone(seat, phone)),
  ];
  for (const look of ways) {
    const told = await look();
    if (!told.ok || told.value !== null) return told;
  }
  return { ok: true, value: null };
}

async function byHandleField(seat: EspoSeat, { key }: CrmPerson): Found {
  const { handleField } = seat.config;
  if (handleField === null) return { ok: true, value: null };
  const condition = { type: "equals", attribute: handleField, value: key } as const;
  return findWhere(seat, "Contact", { condition, fits: (found) => isSameText(textIn(found, handleField) ?? "", key) });
}

/** Before an admin added the field, and where there is none, the reference stands in the description. */
function byMarker(seat: EspoSeat, { key }: CrmPerson): Found {
  const condition = { type: "contains", attribute: "description", value: key } as const;
  return findWhere(seat, "Contact", { condition, fits: (found) => carriesKey(textIn(found, "description"), key) });
}

function byEmail(seat: EspoSeat, email: string): Found {
  const condition = { type: "equals", attribute: "emailAddress", value: email } as const;
  return findWhere(seat, "Contact", { condition, fits: (found) => hasValue(seat, found, { emails: [email] }) });
}

/** A number of several is a switchboard's or a family's: it says nothing of who this is. */
async function byPhone(seat: EspoSeat, phone: string): Found {
  const condition = { type: "equals", attribute: "phoneNumber", value: phone } as const;
  const told = await listWhere(seat, "Contact", { condition });
  if (!told.ok) return told;
  const same: EspoRecord[] = [];
  for (const found of told.value) {
    const has = await hasValue(seat, found, { phones: [phone] });
    if (!has.ok) return has;
    if (has.value) same.push(found);
  }
  return { ok: true, value: same.length === 1 ? (same[0] ?? null) : null };
}

type Values = { readonly emails?: readonly string[]; readonly phones?: readonly string[] };

/** A list shows the first address alone: what a contact has besides is in the contact itself. */
async function hasValue(seat: EspoSeat, found: EspoRecord, values: Values): Promise<CrmTold<boolean>> {
  if (shows(found, values)) return { ok: true, value: true };
  const whole = await readRecord(seat, "Contact", found.id);
  return whole.ok ? { ok: true, value: whole.value !== null && shows(whole.value, values) } : whole;
}

function shows(found: EspoRecord, { emails = [], phones = [] }: Values): boolean {
  const theirEmails = listIn(found, "emailAddress").map((one) => one.trim().toLowerCase());
  const theirPhones = listIn(found, "phoneNumber").map(digits);
  return (
    emails.some((email) => theirEmails.includes(email.toLowerCase())) ||
    phones.some((phone) => theirPhones.includes(digits(phone)))
  );
}

const digits = (phone: string): string => phone.replace(/\D/g, "").replace(/^00/, "");

const Twins = z.array(EspoRecord);
type Made = { readonly made: EspoRecord | null; readonly twins: readonly EspoRecord[] };

/**
 * Makes the contact. 409 brings those who are there already: whoever has our reference, e-mail or phone is taken. Who
 * only has the same name is somebody else, and the contact is made beside them.
 */
export async function createContact(
  seat: EspoSeat,
  person: CrmPerson,
): Promise<CrmTold<CrmRecord & { readonly wasThere?: boolean }>> {
  const told = await post(seat, person, {});
  if (!told.ok) return told;
  if (told.value.made !== null) return { ok: true, value: recordAt(seat.config, "Contact", told.value.made.id) };
  for (const twin of told.value.twins) {
    const same = await isThem(seat, twin, person);
    if (!same.ok) return same;
    // One with our own line is what an earlier attempt made, whose answer was lost.
    const wasThere = !carriesKey(textIn(twin, "description"), person.key);
    if (same.value) return { ok: true, value: { ...recordAt(seat.config, "Contact", twin.id), wasThere } };
  }
  const anew = await post(seat, person, { "x-skip-duplicate-check": "true" });
  if (!anew.ok) return anew;
  const made = anew.value.made ?? anew.value.twins[0];
  return { ok: true, value: recordAt(seat.config, "Contact", made?.id ?? "") };
}

function post(seat: EspoSeat, person: CrmPerson, headers: Readonly<Record<string, string>>): Promise<CrmTold<Made>> {
  const as = EspoRecord.transform((made): Made => ({ made, twins: [] }));
  const body = contactFields(seat.config, person);
  const take = ({ httpStatus, json }: { httpStatus: number; json: unknown }): Made | undefined => {
    const twins = Twins.safeParse(Array.isArray(json) ? json : [json]);
    return httpStatus === 409 && twins.success ? { made: null, twins: twins.data } : undefined;
  };
  return call(
    seat,
    { path: "Contact", method: "POST", headers, body, as, take },
    { kind: "Contact", action: "create" },
  );
}

async function isThem(seat: EspoSeat, twin: EspoRecord, person: CrmPerson): Promise<CrmTold<boolean>> {
  if (isPerson(seat, twin, person)) return { ok: true, value: true };
  const whole = await readRecord(seat, "Contact", twin.id);
  return whole.ok ? { ok: true, value: whole.value !== null && isPerson(seat, whole.value, person) } : whole;
}

function isPerson({ config }: EspoSeat, found: EspoRecord, person: CrmPerson): boolean {
  const { handleField } = config;
  const reference = handleField === null ? null : textIn(found, handleField);
  const isReferred = reference !== null && isSameText(reference, person.key);
  return isReferred || carriesKey(textIn(found, "description"), person.key) || shows(found, person);
}
