import { randomBytes } from "node:crypto";
import { json } from "./answers.ts";
import type { Answer, Switches } from "./switches.ts";

/** A stored record; every value that was sent for a known field, and what the server adds. */
export type FakeRecord = { readonly id: string; [field: string]: unknown };

export type ServerState = {
  url: string;
  readonly apiKey: string;
  readonly userId: string;
  readonly switches: Switches;
  /** By kind, oldest first; what was deleted is gone. */
  readonly tables: Record<string, FakeRecord[]>;
  readonly now: () => number;
  wrongKeys: number;
};

const ownFields: Readonly<Record<string, readonly string[]>> = {
  Contact:
    "firstName middleName lastName emailAddress phoneNumber description accountId accountName title doNotCall".split(
      " ",
    ),
  Case: "name status priority type description contactId accountId assignedUserId".split(" "),
  Call: "name status dateStart dateEnd direction description parentType parentId contactsIds usersIds assignedUserId".split(
    " ",
  ),
  Note: "type post parentType parentId".split(" "),
};

/** Seventeen hexadecimal digits, as EspoCRM draws them. */
export const drawId = (): string => randomBytes(9).toString("hex").slice(0, 17);

export function createState(switches: Switches, now: () => number): ServerState {
  const userId = drawId();
  const tables = { Contact: [], Case: [], Call: [], Note: [], User: [{ id: userId, userName: "desk-api" }] };
  return { url: "", apiKey: randomBytes(16).toString("hex"), userId, switches, tables, now, wrongKeys: 0 };
}

export const fieldsOf = ({ switches }: ServerState, kind: string): readonly string[] => [
  ...(ownFields[kind] ?? []),
  ...(switches.customFields[kind] ?? []),
];

export const tableOf = ({ tables }: ServerState, kind: string): FakeRecord[] => (tables[kind] ??= []);

export const recordOf = (state: ServerState, kind: string, id: unknown): FakeRecord | undefined =>
  tableOf(state, kind).find((record) => record.id === id);

/** Date and time as EspoCRM writes them: UTC, to the second. */
export const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replace("T", " ");

/** Stores what the kind has fields for; an id of the sender's choice is not looked at. */
export function storeRecord(state: ServerState, kind: string, sent: Readonly<Record<string, unknown>>): FakeRecord {
  const at = stamp(state.now());
  const record = {
    id: drawId(),
    ...known(state, kind, sent),
    createdById: state.userId,
    createdAt: at,
    modifiedAt: at,
  };
  tableOf(state, kind).push(record);
  return record;
}

export function changeRecord(
  state: ServerState,
  { kind, record, sent }: { kind: string; record: FakeRecord; sent: Readonly<Record<string, unknown>> },
): FakeRecord {
  const emptied = {
    ...(isEmptyList(sent["emailAddressData"]) && { otherEmails: [] }),
    ...(isEmptyList(sent["phoneNumberData"]) && { otherPhones: [] }),
  };
  return Object.assign(record, known(state, kind, sent), emptied, { modifiedAt: stamp(state.now()) });
}

export function removeRecord(state: ServerState, kind: string, id: string): void {
  const table = tableOf(state, kind);
  const at = table.findIndex((record) => record.id === id);
  if (at !== -1) table.splice(at, 1);
  if (kind !== "Note") state.tables["Note"] = tableOf(state, "Note").filter(({ parentId }) => parentId !== id);
}

function known(
  state: ServerState,
  kind: string,
  sent: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const fields = fieldsOf(state, kind);
  return Object.fromEntries(
    Object.entries(sent)
      .filter(([field]) => fields.includes(field))
      .map(([field, value]) => [field, value === "" ? null : value]),
  );
}

/** A record as it is read: e-mail and phone have their lists, people their whole name. */
export function shown(state: ServerState, kind: string, record: FakeRecord): Record<string, unknown> {
  const texts = Object.entries(record).map(([field, value]) => [field, outText(state, value)] as const);
  const read = { deleted: false, ...Object.fromEntries(texts) };
  if (kind !== "Contact") return read;
  const name = [record["firstName"], record["lastName"]].filter((part) => typeof part === "string").join(" ");
  return { ...read, name: outText(state, name), ...listed(record) };
}

function listed(record: FakeRecord): Record<string, unknown> {
  const emails = [record["emailAddress"], ...asList(record["otherEmails"])].filter((one) => typeof one === "string");
  const phones = [record["phoneNumber"], ...asList(record["otherPhones"])].filter((one) => typeof one === "string");
  return {
    emailAddressData: emails.map((one, at) => ({ emailAddress: one, lower: one.toLowerCase(), primary: at === 0 })),
    phoneNumberData: phones.map((one, at) => ({ phoneNumber: one, type: "Mobile", primary: at === 0 })),
  };
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** A value as text; "" for everything that is none. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function outText({ switches }: ServerState, value: unknown): unknown {
  if (!switches.escapesText || typeof value !== "string") return value;
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A refusal with an empty body, as they were measured; the reason stands in a header where the server gives it. */
export function refused({ switches }: ServerState, status: number, reason: string): Answer {
  return {
    status,
    body: "",
    headers: {
      "content-type": "text/html; charset=UTF-8",
      ...(switches.givesReasons && { "X-Status-Reason": reason }),
    },
  };
}

/** A field that is not as it must be: 400 that names it, in JSON and in the header. */
export function invalid(kind: string, field: string, type: string): Answer {
  const answer = json({ messageTranslation: { label: "validationFailure", scope: null, data: { field, type } } }, 400);
  const reason = `Field validation failure; entityType: ${kind}, field: ${field}, type: ${type}.`;
  return { ...answer, headers: { ...answer.headers, "X-Status-Reason": reason } };
}
