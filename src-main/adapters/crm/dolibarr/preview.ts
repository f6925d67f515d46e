import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmPreview, DolibarrConfig } from "../../../ports/crm-connector.ts";
import type { Fields } from "./client.ts";
import { contactFields, eventFields, ticketFields } from "./fields.ts";

/** What would be written, in Dolibarr's own names. Ids that only Dolibarr can give are left out. */
export function previewRecords(config: DolibarrConfig, line: Interaction): CrmPreview {
  const thirdPartyId = config.thirdPartyId === null ? null : String(config.thirdPartyId);
  const event = eventFields(config, line, { contactId: "0", thirdPartyId, complaint: null });
  const hasTicket = config.ticketType !== null && line.case.isComplaint;
  return [
    { record: "crm.record.contact", fields: shown(contactFields(config, line.contact)) },
    ...(hasTicket
      ? [{ record: "crm.record.complaint", fields: shown(ticketFields(config, line, { thirdPartyId })) }]
      : []),
    { record: "crm.record.interaction", fields: shown(event) },
  ];
}

const notShown: ReadonlySet<string> = new Set(["contact_id", "socpeopleassigned", "notify_tiers_at_create"]);

function shown(fields: Fields): CrmPreview[number]["fields"] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (notShown.has(field)) return [];
    if (typeof value !== "object" || value === null) return [{ field, value: valueOf(field, value) }];
    return Object.entries(value).map(([name, inner]) => ({
      field: field === "array_options" ? name : `${field}.${name}`,
      value: String(inner),
    }));
  });
}

/** Moments are seconds there; a person reads them as a moment. */
const valueOf = (field: string, value: unknown): string =>
  field === "datep" || field === "datef"
    ? `${new Date(Number(value) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`
    : String(value);
