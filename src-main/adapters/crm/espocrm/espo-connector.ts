import type { EspoConfig, RecordConnector } from "../../../ports/crm-connector.ts";
import { createCrmCaller } from "../json-call.ts";
import type { CrmCallerParts } from "../json-call.ts";
import { usualFields } from "./fields.ts";
import { createCase, findCase } from "./cases.ts";
import { createContact, findContact } from "./contacts.ts";
import { eraseRecords } from "./erase.ts";
import { amendInteraction, createInteraction, findInteraction } from "./interactions.ts";
import { previewOf } from "./preview.ts";
import { readContact } from "./profile.ts";
import type { EspoSeat } from "./request.ts";
import { testConnection } from "./test-connection.ts";

/**
 * EspoCRM 9 over its REST API with the key of an API user. One of our cases is one case there, with a note in its
 * stream for each interaction; or, where the set-up says so, an interaction that is no complaint is a call.
 */
export function createEspoConnector(parts: CrmCallerParts): RecordConnector<EspoConfig> {
  const caller = createCrmCaller(parts);
  const at = (config: EspoConfig, { targetId }: { readonly targetId: string }): EspoSeat => ({
    config,
    targetId,
    caller,
  });
  return {
    findContact: (config, person, about) => findContact(at(config, about), person),
    createContact: (config, person, about) => createContact(at(config, about), person),
    complaints: () => true,
    findComplaint: (config, line, about) => findCase(at(config, about), line),
    createComplaint: (config, line, about) => createCase(at(config, about), line, about.contact),
    findInteraction: (config, line, about) => findInteraction(at(config, about), line, about),
    createInteraction: (config, line, about) => createInteraction(at(config, about), line, about),
    amendInteraction: (config, line, about) => amendInteraction(at(config, about), line, about),
    erase: (config, records, about) => eraseRecords(at(config, about), records),
    test: (config, about) => testConnection(at(config, about)),
    usualFields,
    preview: previewOf,
    readContact: (config, who, about) => readContact(at(config, about), who),
  };
}
