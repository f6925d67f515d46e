import type { ContactFields } from "../../contract/methods/contacts.ts";
import { Refusal } from "../../contract/refusal.ts";
import { foldEmail } from "../../domain/contacts/fold.ts";
import { normalisePhone } from "../../domain/contacts/phone.ts";
import { oneLine } from "../../domain/text/safe-text.ts";
import type { ContactFacts, Reach } from "../store/contact.ts";

export type ReadFields = { readonly facts: ContactFacts; readonly reach: Reach };

/** The fields of a form as they are kept, each thing once. Refusal: bad-input { field }. */
export function readFields(fields: ContactFields, country: string | null): ReadFields {
  const name = oneLine(fields.name);
  if (name === "") throw new Refusal("bad-input", { field: "name" });
  const phones = fields.phones.map((written) => {
    const digits = normalisePhone(written, country);
    if (digits === null) throw new Refusal("bad-input", { field: "phones", written });
    return { written: oneLine(written), digits };
  });
  const emails = fields.emails.map((written) => {
    const folded = foldEmail(written);
    if (folded === null) throw new Refusal("bad-input", { field: "emails", written });
    return { written: oneLine(written), folded };
  });
  const handles = fields.handles.map(({ network, handle }) => ({ network, handle: oneLine(handle) }));
  if (handles.some(({ handle }) => handle === "")) throw new Refusal("bad-input", { field: "handles" });
  return {
    facts: {
      ...{ name, kind: fields.kind },
      ...{ organisation: oneLine(fields.organisation) || null, town: oneLine(fields.town) || null },
    },
    reach: {
      handles: once(handles, ({ network, handle }) => `${network} ${handle}`),
      phones: once(phones, ({ digits }) => digits),
      emails: once(emails, ({ folded }) => folded),
    },
  };
}

function once<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): readonly Thing[] {
  return [...new Map(things.toReversed().map((thing) => [keyOf(thing), thing])).values()].toReversed();
}
