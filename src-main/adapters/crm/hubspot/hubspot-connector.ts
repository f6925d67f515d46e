import type { Clock } from "../../../ports/clock.ts";
import type { CrmPreview, HubspotConfig, RecordConnector } from "../../../ports/crm-connector.ts";
import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { Http } from "../../../ports/http.ts";
import type { Secrets } from "../../../ports/secrets.ts";
import { createCrmCaller } from "../json-call.ts";
import { checkHubspot } from "./check-set-up.ts";
import { createHubspotClient } from "./client.ts";
import type { HubspotSeat } from "./client.ts";
import { createContact, findContact } from "./contacts.ts";
import { eraseRecords } from "./erase.ts";
import { contactProperties, noteProperties, ticketProperties, usualFields } from "./fields.ts";
import { amendNote, createNote, findNote } from "./notes.ts";
import { readProfile } from "./read-profile.ts";
import { createScopeReader } from "./scopes.ts";
import { createTicket, findTicket } from "./tickets.ts";

/**
 * HubSpot: a contact, a ticket where a pipeline is set, and a note on both. Its "communications" take only WhatsApp,
 * LinkedIn and SMS, so that a note it is.
 */
export function createHubspotConnector(parts: {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): RecordConnector<HubspotConfig> {
  const caller = createCrmCaller(parts);
  const client = createHubspotClient({ caller, clock: parts.clock });
  const readScopes = createScopeReader({ caller, secrets: parts.secrets });
  const at = (config: HubspotConfig, { targetId }: { readonly targetId: string }): HubspotSeat => ({
    config,
    targetId,
  });
  return {
    findContact: (config, person, about) => findContact(client, at(config, about), person),
    createContact: (config, person, about) => createContact(client, at(config, about), person),
    complaints: ({ ticketPipeline }) => ticketPipeline !== null,
    findComplaint: (config, line, about) => findTicket(client, at(config, about), line),
    createComplaint: (config, line, about) => createTicket(client, at(config, about), { line, ...about }),
    findInteraction: (config, line, about) => findNote(client, at(config, about), { line, ...about }),
    createInteraction: (config, line, about) => createNote(client, at(config, about), { line, ...about }),
    amendInteraction: (config, line, about) => amendNote(client, at(config, about), { line, ...about }),
    erase: (config, records, about) => eraseRecords(client, at(config, about), records),
    test: (config, about) => checkHubspot({ client, readScopes }, at(config, about)),
    usualFields,
    preview: previewHubspot,
    readContact: (config, who, about) => readProfile(client, at(config, about), who),
  };
}

function previewHubspot(config: HubspotConfig, line: Interaction): CrmPreview {
  const listed = (properties: Readonly<Record<string, string>>) =>
    Object.entries(properties).map(([field, value]) => ({ field, value }));
  const hasTicket = config.ticketPipeline !== null && line.case.isComplaint;
  return [
    { record: "crm.record.contact", fields: listed(contactProperties(config, line.contact)) },
    ...(hasTicket ? [{ record: "crm.record.complaint", fields: listed(ticketProperties(config, line)) }] : []),
    { record: "crm.record.interaction", fields: listed(noteProperties(config, line, { isShown: true })) },
  ];
}
