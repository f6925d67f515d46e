import type { CrmPerson, Interaction } from "../../../domain/crm/interaction.ts";
import { interactionSubject, interactionText } from "../../../domain/crm/plain-text.ts";
import type { EspoConfig } from "../../../ports/crm-connector.ts";
import { caseKey, markerLine } from "./marker.ts";
import { caseText, caseTitle } from "./case-words.ts";
import { stampOf } from "./entities.ts";
import { namesOf } from "./names.ts";

export type EspoFields = Readonly<Record<string, string | readonly string[]>>;

/** Where our values go unless the field map says otherwise; null = nowhere. */
export const usualFields = {
  "contact.firstName": "firstName",
  "contact.email": "emailAddress",
  "contact.phone": "phoneNumber",
  "contact.handle": null,
  "contact.channel": null,
  "complaint.status": "status",
  "complaint.bucket": null,
  "complaint.sentiment": null,
  "complaint.channel": null,
  "complaint.link": null,
  "call.bucket": null,
  "call.sentiment": null,
  "call.outcome": null,
  "call.link": null,
} as const satisfies Record<string, string | null>;
type Ours = keyof typeof usualFields;

const kinds = { contact: "Contact", complaint: "Case", call: "Call" } as const;

const fieldOf = (config: EspoConfig, ours: Ours): string | null => {
  const mapped = config.fields[ours];
  return mapped === undefined ? usualFields[ours] : mapped;
};

function written(config: EspoConfig, values: readonly (readonly [Ours, string | null | undefined])[]): EspoFields {
  const pairs = values.flatMap(([ours, value]) => {
    const field = fieldOf(config, ours);
    return field === null || value === null || value === undefined || value === "" ? [] : [[field, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** A new contact. Its reference is in the handle field, and always as a line of the description too. */
export function contactFields(config: EspoConfig, person: CrmPerson): EspoFields {
  const { first, last } = namesOf(person);
  return {
    ...written(config, [["contact.firstName", first]]),
    lastName: last,
    ...written(config, [
      ["contact.email", person.emails[0]],
      ["contact.phone", person.phones[0]],
      ["contact.handle", person.handle],
      ["contact.channel", /^wr:([^:]+):/.exec(person.key)?.[1]],
    ]),
    ...(config.handleField !== null && { [config.handleField]: person.key }),
    description: markerLine(person.key),
  };
}

/** The case that holds what was said about one of ours; only a complaint is left open for somebody to see to. */
export function caseFields(config: EspoConfig, line: Interaction, contactId: string): EspoFields {
  return {
    name: caseTitle(line),
    ...written(config, [["complaint.status", line.case.isComplaint ? "New" : "Closed"]]),
    contactId,
    ...(config.userId !== null && config.userId !== "" && { assignedUserId: config.userId }),
    ...written(config, [
      ["complaint.bucket", line.mention.bucket],
      ["complaint.sentiment", line.mention.sentiment],
      ["complaint.channel", line.channel],
      ["complaint.link", line.case.link],
    ]),
    ...(config.keyField !== null && { [config.keyField]: caseKey(line.case.id) }),
    description: caseText(line),
  };
}

export const noteFields = (line: Interaction, caseId: string): EspoFields => ({
  type: "Post",
  parentType: "Case",
  parentId: caseId,
  post: interactionText(line),
});

const callMs = 5 * 60_000;
const longestName = 150;

export function callFields(config: EspoConfig, line: Interaction, contactId: string): EspoFields {
  const at = Date.parse(line.occurredAt);
  return {
    name: interactionSubject(line, longestName),
    status: "Held",
    direction: line.direction === "in" ? "Inbound" : "Outbound",
    dateStart: stampOf(at),
    dateEnd: stampOf(at + callMs),
    assignedUserId: config.userId ?? "",
    contactsIds: [contactId],
    ...written(config, [
      ["call.bucket", line.mention.bucket],
      ["call.sentiment", line.mention.sentiment],
      ["call.outcome", line.outcome],
      ["call.link", line.case.link],
    ]),
    ...(config.keyField !== null && { [config.keyField]: line.key }),
    description: interactionText(line),
  };
}

/** Fields that say who somebody is, and what is to stand there once the person is erased. */
export function erasedContact(config: EspoConfig): Readonly<Record<string, unknown>> {
  const mapped = (Object.keys(usualFields) as Ours[])
    .filter((ours) => ours.startsWith("contact."))
    .map((ours) => fieldOf(config, ours))
    .filter((field) => field !== null);
  const own = ["firstName", "middleName", "emailAddress", "phoneNumber", "description"];
  const handle = config.handleField === null ? [] : [config.handleField];
  return {
    ...Object.fromEntries([...own, ...mapped, ...handle].map((field) => [field, null])),
    emailAddressData: [],
    phoneNumberData: [],
    lastName: "Erased",
  };
}

/** Every field of ours that an admin must have added, by the kind of its record. */
export function addedFields(config: EspoConfig): readonly { readonly kind: string; readonly field: string }[] {
  const hasCalls = config.log === "call";
  const named = [
    ...(config.handleField === null ? [] : [{ kind: "Contact", field: config.handleField }]),
    ...(config.keyField === null ? [] : [{ kind: "Case", field: config.keyField }]),
    ...(config.keyField === null || !hasCalls ? [] : [{ kind: "Call", field: config.keyField }]),
  ];
  const mapped = (Object.keys(usualFields) as Ours[]).flatMap((ours) => {
    const field = config.fields[ours];
    const kind = kinds[ours.split(".")[0] as keyof typeof kinds];
    const isAsked = field !== undefined && field !== null && (kind !== "Call" || hasCalls);
    return isAsked && field !== usualFields[ours] ? [{ kind, field }] : [];
  });
  return [...named, ...mapped];
}
