import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { changeContact, contactById, insertContact, reachOfOne } from "../store/contact.ts";
import type { Contact } from "../store/contact.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { deskCountry } from "./desk-country.ts";
import { readFields } from "./read-fields.ts";
import { writeReach } from "./write-reach.ts";

export const contactTopics = ["contacts", "case", "triage", "shift"] as const;

/** Adds a contact as a person describes it. Refusals: bad-input { field }, handle-taken. */
export async function addContact(
  parts: Parts,
  { commandId, ...fields }: Parsed<"contacts.add">,
  call: Call,
): Promise<Output<"contacts.add">> {
  return runCommand(parts, { call, method: "contacts.add", commandId, topics: contactTopics }, async (act) => {
    const { facts, reach } = readFields(fields, await countryOf(act.trx));
    const id = act.newId();
    const contactRowId = await insertContact(act.trx, { id, ...facts, at: act.at });
    await writeReach(act, { contactRowId, was: { handles: [], phones: [], emails: [] }, reach });
    await act.record({ kind: "contact.added", subjectId: id, payload: { ...facts, ...reach } });
    return { id, version: 1 };
  });
}

/** Saves what a person changed. Refusals: not-found, stale, bad-input { field }, handle-taken. */
export async function saveContact(
  parts: Parts,
  { commandId, contact: seen, fields }: Parsed<"contacts.save">,
  call: Call,
): Promise<Output<"contacts.save">> {
  return runCommand(parts, { call, method: "contacts.save", commandId, topics: contactTopics }, async (act) => {
    const contact = await seenContact(act.trx, seen);
    const was = await reachOfOne(act.trx, contact.rowId);
    const { facts, reach } = readFields(fields, await countryOf(act.trx));
    await changeContact(act.trx, contact.rowId, facts);
    await writeReach(act, { contactRowId: contact.rowId, was, reach });
    const { name, kind, organisation, town } = contact;
    const before = { name, kind, organisation, town, ...was };
    await act.record({ kind: "contact.changed", subjectId: contact.id, payload: { ...facts, ...reach, before } });
    return { id: contact.id, version: contact.version + 1 };
  });
}

/** Takes a contact off the list, or puts it back; nothing else of it changes. */
export async function removeContact(
  parts: Parts,
  { commandId, contact: seen }: Parsed<"contacts.remove">,
  call: Call,
): Promise<Output<"contacts.remove">> {
  return runCommand(parts, { call, method: "contacts.remove", commandId, topics: contactTopics }, async (act) => {
    const contact = await seenContact(act.trx, seen);
    return markRemoved(act, contact, act.at);
  });
}

export async function restoreContact(
  parts: Parts,
  { commandId, id }: Parsed<"contacts.restore">,
  call: Call,
): Promise<Output<"contacts.restore">> {
  return runCommand(parts, { call, method: "contacts.restore", commandId, topics: contactTopics }, async (act) => {
    const contact = await contactById(act.trx, id);
    if (!contact || contact.mergedInto !== null) throw new Refusal("not-found", { what: "contact" });
    return contact.removedAt === null ? { id, version: contact.version } : markRemoved(act, contact, null);
  });
}

async function markRemoved(act: Act, { rowId, id, name, version }: Contact, removedAt: number | null) {
  await changeContact(act.trx, rowId, { removedAt });
  const kind = removedAt === null ? "contact.restored" : "contact.removed";
  await act.record({ kind, subjectId: id, payload: { name } });
  return { id, version: version + 1 };
}

/** A contact on the list as its reader saw it. Refusals: not-found, stale { what, version }. */
export async function seenContact(
  db: Db,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Contact> {
  const contact = await listedContact(db, id);
  if (contact.version !== version) throw new Refusal("stale", { what: "contact", version: contact.version });
  return contact;
}

/** A contact on the list. Refusal: not-found. */
export async function listedContact(db: Db, id: string): Promise<Contact> {
  const contact = await contactById(db, id);
  if (!contact || contact.removedAt !== null || contact.mergedInto !== null)
    throw new Refusal("not-found", { what: "contact" });
  return contact;
}

async function countryOf(db: Db): Promise<string | null> {
  return deskCountry((await readSettings(db)).settings);
}
