import { interactionSubject, interactionText } from "../../../domain/crm/plain-text.ts";
import type { CrmPerson, Interaction } from "../../../domain/crm/interaction.ts";
import type { PipedriveConfig } from "../../../ports/crm-connector.ts";
import { htmlNote } from "../html-note.ts";

const longestSubject = 200;
const longestNote = 60_000;

/** Custom fields of a person that our values go to, besides name, address, number and reference; null = nowhere. */
const ours = ["contact.handle", "contact.channel"] as const;
export const usualFields: Readonly<Record<(typeof ours)[number], null>> = {
  "contact.handle": null,
  "contact.channel": null,
};

const valuesOf = ({ handle, key }: CrmPerson): Readonly<Record<(typeof ours)[number], string | null>> => ({
  "contact.handle": handle,
  "contact.channel": /^wr:([^:]+):/.exec(key)?.[1] ?? null,
});

/** Every custom field that Pipedrive must have. */
function mappedFields({ fields }: PipedriveConfig): readonly string[] {
  return ours.flatMap((name) => fields[name] ?? []);
}

/** Every custom field in which a person of ours holds something. */
export const customFieldsOf = (config: PipedriveConfig): readonly string[] =>
  [config.referenceField, ...mappedFields(config)].filter((field) => field !== null);

/** Without a field of its own the reference stands behind the name: the one other place where it is found again. */
export const nameSuffix = (key: string): string => ` (${key})`;

/** A new person, as POST /persons takes it. */
export function personBody(config: PipedriveConfig, person: CrmPerson) {
  const name = person.name ?? person.handle ?? person.key;
  const reference = config.referenceField;
  const mapped = ours.flatMap((each) => {
    const field = config.fields[each];
    const value = valuesOf(person)[each];
    return field && value !== null ? [[field, value] as const] : [];
  });
  const custom = { ...Object.fromEntries(mapped), ...(reference !== null && { [reference]: person.key }) };
  return {
    name: reference === null ? `${name}${nameSuffix(person.key)}` : name,
    ...(person.emails.length > 0 && { emails: labelled(person.emails, "work") }),
    ...(person.phones.length > 0 && { phones: labelled(person.phones, "mobile") }),
    ...(config.userId !== null && { owner_id: config.userId }),
    ...(Object.keys(custom).length > 0 && { custom_fields: custom }),
  };
}

const labelled = (values: readonly string[], label: string) =>
  values.map((value, index) => ({ value, primary: index === 0, label: index === 0 ? label : "other" }));

/** What POST and PATCH /activities take. `person_id` is read-only in v2: the person is the first participant. */
export function activityBody(config: PipedriveConfig, line: Interaction, personId: string) {
  return {
    ...activityFields(config, line),
    note: htmlNote(interactionText(line), longestNote),
    participants: [{ person_id: Number(personId), primary: true }],
  };
}

/** Day and time are UTC there. */
function activityFields(config: PipedriveConfig, line: Interaction) {
  const at = new Date(line.occurredAt).toISOString();
  return {
    subject: interactionSubject(line, longestSubject),
    type: config.activityType,
    due_date: at.slice(0, 10),
    due_time: at.slice(11, 16),
    done: true,
    ...(config.userId !== null && { owner_id: config.userId }),
  };
}

type Shown = readonly { readonly field: string; readonly value: string }[];

/** The same for the eyes of a person: the note as it will read. */
export function shownPerson(config: PipedriveConfig, person: CrmPerson): Shown {
  const { name, emails = [], phones = [], custom_fields: custom = {} } = personBody(config, person);
  return [
    { field: "name", value: name },
    ...listed("emails", emails),
    ...listed("phones", phones),
    ...Object.entries(custom).map(([field, value]) => ({ field, value })),
  ];
}

const listed = (field: string, values: readonly { readonly value: string }[]): Shown =>
  values.length === 0 ? [] : [{ field, value: values.map(({ value }) => value).join(", ") }];

export function shownActivity(config: PipedriveConfig, line: Interaction): Shown {
  const fields = Object.entries(activityFields(config, line)).map(([field, value]) => ({
    field,
    value: String(value),
  }));
  return [...fields, { field: "note", value: interactionText(line) }];
}
