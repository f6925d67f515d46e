import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmPreview, EspoConfig } from "../../../ports/crm-connector.ts";
import { callFields, caseFields, contactFields, noteFields } from "./fields.ts";
import type { EspoFields } from "./fields.ts";

/** What would be written, under the names that the fields have in EspoCRM; ids that are not known yet are dots. */
export function previewOf(config: EspoConfig, line: Interaction): CrmPreview {
  const isCall = config.log === "call" && !line.case.isComplaint;
  const contact = { record: "crm.record.contact", fields: rows(contactFields(config, line.contact)) };
  if (isCall) return [contact, { record: "crm.record.interaction", fields: rows(callFields(config, line, unknown)) }];
  const record = line.case.isComplaint ? "crm.record.complaint" : "crm.espocrm.record-case";
  return [
    contact,
    { record, fields: rows(caseFields(config, line, unknown)) },
    { record: "crm.record.interaction", fields: rows(noteFields(line, unknown)) },
  ];
}

const unknown = "…";

const rows = (fields: EspoFields): CrmPreview[number]["fields"] =>
  Object.entries(fields).map(([field, value]) => ({
    field,
    value: typeof value === "string" ? value : value.join(", "),
  }));
