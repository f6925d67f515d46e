import { interactionSubject, interactionText } from "../../../domain/crm/plain-text.ts";
import type { CrmPerson, Interaction } from "../../../domain/crm/interaction.ts";
import { cutAtWord } from "../../../domain/text/cut-at-word.ts";
import { oneLine } from "../../../domain/text/safe-text.ts";
import type { CrmRecord, DolibarrConfig } from "../../../ports/crm-connector.ts";
import type { Fields } from "./client.ts";
import { refExtOf, trackIdOf } from "./references.ts";

/** Dolibarr cuts what is longer without a word. */
const longest = { name: 50, label: 128, email: 255, phone: 30, subject: 255 } as const;

/** Where our values go unless the field map says otherwise; null = nowhere. `options_…` is an extra field of theirs. */
export const usualFields = {
  "contact.firstName": "firstname",
  "contact.email": "email",
  "contact.phone": "phone_pro",
  "contact.secondPhone": "phone_mobile",
  "contact.handle": null,
  "contact.channel": null,
  "complaint.bucket": null,
  "complaint.sentiment": null,
  "complaint.link": null,
  "interaction.outcome": null,
  "interaction.bucket": null,
  "interaction.sentiment": null,
  "interaction.link": null,
} as const satisfies Record<string, string | null>;
type Ours = keyof typeof usualFields;

function written(config: DolibarrConfig, values: readonly (readonly [Ours, string | null | undefined])[]): Fields {
  const plain: Record<string, string> = {};
  const extra: Record<string, string> = {};
  for (const [ours, value] of values) {
    const mapped = config.fields[ours];
    const field = mapped === undefined ? usualFields[ours] : mapped;
    if (field === null || value === null || value === undefined || value === "") continue;
    (field.startsWith("options_") ? extra : plain)[field] = value;
  }
  return { ...plain, ...(Object.keys(extra).length > 0 && { array_options: extra }) };
}

/** Plain fields lose quotes and everything behind a `<`: signs that look alike and stay. */
const plainField = (text: string, most: number): string =>
  cutAtWord(
    oneLine(text)
      .replace(/<(?=\S)/g, "‹")
      .replaceAll('"', "”")
      .replaceAll("../", ".. /"),
    most,
  );

/** A note may hold markup: what looks like a tag is dropped there with all that follows. "5 < 6" does not. */
const plainNote = (text: string): string => text.replace(/<(?=\S)/g, "‹");

/** Whether Dolibarr knows a network by another name than we do. */
const networkNames: Readonly<Record<string, string>> = { x: "twitter" };
const networksWithHandles: ReadonlySet<string> = new Set([
  ...["mastodon", "bluesky", "reddit", "youtube", "x", "facebook", "instagram", "threads", "linkedin", "tiktok"],
  ...["whatsapp", "telegram"],
]);

/** What a new contact holds. `socid` is the third party under which it is made. */
export function contactFields(config: DolibarrConfig, person: CrmPerson): Fields {
  const [firstName, lastName] = namesOf(person);
  const network = networkOf(person);
  const [phone, secondPhone] = person.phones;
  return {
    lastname: plainField(lastName, longest.name),
    ...written(config, [
      ["contact.firstName", plainField(firstName, longest.name)],
      ["contact.email", person.emails.find(({ length }) => length <= longest.email)],
      ["contact.phone", phone?.slice(0, longest.phone)],
      ["contact.secondPhone", secondPhone?.slice(0, longest.phone)],
      ["contact.handle", person.handle === null ? null : plainField(person.handle, longest.subject)],
      ["contact.channel", network],
    ]),
    ...(person.handle !== null &&
      network !== null &&
      networksWithHandles.has(network) && { socialnetworks: { [networkNames[network] ?? network]: person.handle } }),
    ref_ext: refExtOf(person.key),
    ...(config.thirdPartyId !== null && { socid: config.thirdPartyId }),
  };
}

const networkOf = ({ key }: CrmPerson): string | null => /^wr:(?!case:)([^:]+):/.exec(key)?.[1] ?? null;

/** Dolibarr has two fields for a name and needs the second; without a name the handle stands there. */
function namesOf({ name, handle, key }: CrmPerson): readonly [string, string] {
  const whole = oneLine(name ?? "") || oneLine(handle ?? "") || key;
  const cut = name === null ? -1 : whole.lastIndexOf(" ");
  return cut === -1 ? ["", whole] : [whole.slice(0, cut), whole.slice(cut + 1)];
}

/** Where an event of the agenda is filed. */
export type EventPlace = {
  readonly contactId: string;
  readonly thirdPartyId: string | null;
  readonly complaint: CrmRecord | null;
};

/**
 * What an event of the agenda holds: done, at the moment of the interaction, under our key. Where there is a ticket the
 * event hangs on it, and so is one of its messages as well: nothing is written twice.
 */
export function eventFields(config: DolibarrConfig, line: Interaction, place: EventPlace): Fields {
  const at = Math.floor(Date.parse(line.occurredAt) / 1000);
  const { contactId, thirdPartyId, complaint } = place;
  return {
    ...{ type_code: "AC_OTH", code: "AC_WR" },
    label: plainField(interactionSubject(line, longest.label), longest.label),
    note_private: plainNote(interactionText(line)),
    ...written(config, [
      ["interaction.outcome", line.outcome],
      ["interaction.bucket", line.mention.bucket],
      ["interaction.sentiment", line.mention.sentiment],
      ["interaction.link", line.case.link],
    ]),
    ...{ datep: at, datef: at, percentage: 100, userownerid: config.userId },
    ...(thirdPartyId !== null && { socid: Number(thirdPartyId) }),
    // The one is the event's contact, the other its participants, by which the contact's own page finds it.
    ...{ contact_id: Number(contactId), socpeopleassigned: { [contactId]: { id: Number(contactId) } } },
    ...(complaint !== null && { elementtype: "ticket", fk_element: Number(complaint.id) }),
    ref_ext: refExtOf(line.key),
  };
}

export function ticketFields(
  config: DolibarrConfig,
  line: Interaction,
  { thirdPartyId }: { readonly thirdPartyId: string | null },
): Fields {
  return {
    track_id: trackIdOf(line.case.id),
    type_code: config.ticketType,
    subject: plainField(interactionSubject(line, longest.subject), longest.subject),
    message: plainNote(interactionText(line)),
    ...written(config, [
      ["complaint.bucket", line.mention.bucket],
      ["complaint.sentiment", line.mention.sentiment],
      ["complaint.link", line.case.link],
    ]),
    ...(thirdPartyId !== null && { fk_soc: Number(thirdPartyId) }),
    // Dolibarr may write to a customer by itself about a new ticket; the desk has answered already.
    notify_tiers_at_create: 0,
  };
}
