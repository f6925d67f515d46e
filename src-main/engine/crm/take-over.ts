import type { ContactFields } from "../../contract/methods/contacts.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { TakeableField } from "../../domain/crm/profile-differences.ts";
import { runCommand } from "../commands.ts";
import { deskCountry } from "../contacts/desk-country.ts";
import { readFields } from "../contacts/read-fields.ts";
import { contactTopics, seenContact } from "../contacts/save-contact.ts";
import { writeReach } from "../contacts/write-reach.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { changeContact, reachOfOne } from "../store/contact.ts";
import type { Contact, Reach } from "../store/contact.ts";
import { isOnNetwork } from "../store/contact-row.ts";
import { takeOverProfiles } from "../store/crm-profile.ts";
import { listTargets } from "../store/crm-target.ts";
import { readSettings } from "../store/setting.ts";
import { knownOf } from "./profile-cards.ts";

const mostWays = 20;

/** Takes one thing over that a CRM says of a contact. Refusals: not-found, stale, too-many { most }. */
export async function takeOver(
  parts: Parts,
  { commandId, contact: seen, targetId, field, value }: Parsed<"crm.takeOver">,
  call: Call,
): Promise<Output<"crm.takeOver">> {
  const topics = [...contactTopics, "profiles"] as const;
  return runCommand(parts, { call, method: "crm.takeOver", commandId, topics }, async (act) => {
    const { trx } = act;
    const contact = await seenContact(trx, seen);
    const target = (await listTargets(trx)).find((one) => one.id === targetId);
    if (!target) throw new Refusal("not-found", { what: "target" });
    const { differences } = (await knownOf(trx, contact))(target.rowId);
    // Read anew since the page was drawn, or taken over already.
    if (!differences.some((one) => one.field === field && one.theirs === value))
      throw new Refusal("stale", { what: "contact", version: contact.version });
    const was = await reachOfOne(trx, contact.rowId);
    const before = fieldsOf(contact, was);
    const country = deskCountry((await readSettings(trx)).settings);
    const { facts, reach } = readFields(withTaken(before, field, value), country);
    await changeContact(trx, contact.rowId, facts);
    await writeReach(act, { contactRowId: contact.rowId, was, reach });
    // What was read still holds for the contact with one fact more.
    await takeOverProfiles(trx, { contactRowId: contact.rowId, from: contact.version });
    const { name, kind, organisation, town } = contact;
    await act.record({
      kind: "contact.changed",
      subjectId: contact.id,
      payload: { ...facts, ...reach, before: { name, kind, organisation, town, ...was }, from: target.name },
    });
    // What is answered is kept with the command: nothing of the person stands in it.
    return { contact: { id: contact.id, version: contact.version + 1 } };
  });
}

function fieldsOf({ name, kind, organisation, town }: Contact, { handles, phones, emails }: Reach): ContactFields {
  return {
    ...{ name, kind, organisation: organisation ?? "", town: town ?? "" },
    handles: handles.filter(isOnNetwork).map(({ network, handle }) => ({ network, handle })),
    phones: phones.map(({ written }) => written),
    emails: emails.map(({ written }) => written),
  };
}

function withTaken(fields: ContactFields, field: TakeableField, value: string): ContactFields {
  if (field === "name" || field === "organisation") return { ...fields, [field]: value };
  const list = field === "phone" ? "phones" : "emails";
  if (fields[list].length >= mostWays) throw new Refusal("too-many", { most: mostWays });
  return { ...fields, [list]: [...fields[list], value] };
}
