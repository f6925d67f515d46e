import { interactionSubject, interactionText } from "../../../domain/crm/plain-text.ts";
import type { CrmPerson, Interaction } from "../../../domain/crm/interaction.ts";
import type { HubspotConfig } from "../../../ports/crm-connector.ts";
import { htmlNote, plainNote } from "../html-note.ts";

export type HubspotProperties = Readonly<Record<string, string>>;

const longestNote = 65_536;
const longestSubject = 200;

/** Where our values go unless the field map says otherwise; null = nowhere. */
export const usualFields = {
  "contact.firstName": "firstname",
  "contact.lastName": "lastname",
  "contact.email": "email",
  "contact.phone": "phone",
  "contact.handle": null,
  "contact.channel": null,
  "complaint.bucket": null,
  "complaint.sentiment": null,
  "complaint.link": null,
  "interaction.outcome": null,
  "interaction.bucket": null,
  "interaction.sentiment": null,
} as const satisfies Record<string, string | null>;
type Ours = keyof typeof usualFields;

const fieldOf = (config: HubspotConfig, ours: Ours): string | null => {
  const mapped = config.fields[ours];
  return mapped === undefined ? usualFields[ours] : mapped;
};

function written(
  config: HubspotConfig,
  values: readonly (readonly [Ours, string | null | undefined])[],
): HubspotProperties {
  const pairs = values.flatMap(([ours, value]) => {
    const field = fieldOf(config, ours);
    return field === null || value === null || value === undefined || value === "" ? [] : [[field, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** What a new contact holds. The reference comes first: it is what makes the contact ours to find. */
export function contactProperties(config: HubspotConfig, person: CrmPerson): HubspotProperties {
  const [firstName, lastName] = namesOf(person);
  return {
    ...(config.handleProperty !== null && { [config.handleProperty]: person.key }),
    ...written(config, [
      ["contact.firstName", firstName],
      ["contact.lastName", lastName],
      ["contact.email", person.emails[0]],
      ["contact.phone", person.phones[0]],
      ["contact.handle", person.handle],
      ["contact.channel", /^wr:([^:]+):/.exec(person.key)?.[1]],
    ]),
  };
}

/** Every property in which a contact of ours holds something of the person. */
export function contactPropertyNames(config: HubspotConfig): readonly string[] {
  const mapped = (Object.keys(usualFields) as Ours[]).filter((ours) => ours.startsWith("contact."));
  return [config.handleProperty, ...mapped.map((ours) => fieldOf(config, ours))].filter((name) => name !== null);
}

/** HubSpot has two fields for a name; the last word is the family's. Without a name the handle stands for it. */
function namesOf({ name, handle, key }: CrmPerson): readonly [string | null, string] {
  const whole = (name ?? handle ?? key).replace(/\s+/g, " ").trim();
  const cut = whole.lastIndexOf(" ");
  return cut === -1 ? [null, whole] : [whole.slice(0, cut), whole.slice(cut + 1)];
}

/** HubSpot takes no ticket without a subject. Its text is plain and always in "content": the way back to our case is in it. */
export function ticketProperties(config: HubspotConfig, line: Interaction): HubspotProperties {
  return {
    subject: interactionSubject(line, longestSubject),
    content: plainNote(interactionText(line), longestNote),
    ...(config.ticketPipeline !== null && {
      hs_pipeline: config.ticketPipeline.pipeline,
      hs_pipeline_stage: config.ticketPipeline.stage,
    }),
    ...written(config, [
      ["complaint.bucket", line.mention.bucket],
      ["complaint.sentiment", line.mention.sentiment],
      ["complaint.link", line.case.link],
    ]),
  };
}

/** A note is HTML there; `isShown`: as a person will read it. */
export function noteProperties(
  config: HubspotConfig,
  line: Interaction,
  { isShown }: { readonly isShown: boolean },
): HubspotProperties {
  const text = interactionText(line);
  return {
    hs_timestamp: new Date(line.occurredAt).toISOString(),
    hs_note_body: isShown ? text : htmlNote(text, longestNote),
    ...written(config, [
      ["interaction.outcome", line.outcome],
      ["interaction.bucket", line.mention.bucket],
      ["interaction.sentiment", line.mention.sentiment],
    ]),
  };
}

/** Every property of ours that HubSpot must have, by the kind of its record; the ones it ships with are not asked for. */
export function mappedProperties(
  config: HubspotConfig,
): readonly { kind: "contacts" | "tickets" | "notes"; name: string }[] {
  const kinds = { contact: "contacts", complaint: "tickets", interaction: "notes" } as const;
  return (Object.keys(usualFields) as Ours[]).flatMap((ours) => {
    const name = config.fields[ours];
    const kind = kinds[ours.split(".")[0] as keyof typeof kinds];
    return name === undefined || name === null || name === usualFields[ours] ? [] : [{ kind, name }];
  });
}
