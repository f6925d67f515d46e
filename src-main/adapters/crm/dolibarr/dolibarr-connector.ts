import { after } from "../crm-trouble.ts";
import { createCrmCaller } from "../json-call.ts";
import type { CrmCallerParts } from "../json-call.ts";
import type { DolibarrConfig, RecordConnector } from "../../../ports/crm-connector.ts";
import { checkSetup } from "./check-setup.ts";
import { createDolibarrClient } from "./client.ts";
import { eraseRecords } from "./erase-records.ts";
import { usualFields } from "./fields.ts";
import { lookForContact } from "./find-contact.ts";
import { previewRecords } from "./preview.ts";
import { readProfile } from "./read-contact.ts";
import type { DolibarrSeat } from "./seat.ts";
import {
  amendInteraction,
  createComplaint,
  createContact,
  createInteraction,
  findComplaint,
  findInteraction,
  recordOf,
} from "./write-records.ts";

const seatOf = (config: DolibarrConfig, { targetId }: { readonly targetId: string }): DolibarrSeat => ({
  config,
  targetId,
});

/**
 * Dolibarr over its REST API: contacts under our reference in `ref_ext`, interactions as done events of the agenda under
 * our key, complaints as tickets under a tracking id of our making. Behaviour as measured on 22.0.4.
 */
export function createDolibarrConnector(parts: CrmCallerParts): RecordConnector<DolibarrConfig> {
  const client = createDolibarrClient(createCrmCaller(parts));
  return {
    findContact: async (config, person, about) => {
      const seat = seatOf(config, about);
      return after(await lookForContact(client, seat, person), (found) => ({
        ok: true,
        value: found === null ? null : recordOf(seat, "contact", found.id),
      }));
    },
    createContact: (config, person, about) => createContact(client, seatOf(config, about), person),
    complaints: ({ ticketType }) => ticketType !== null,
    findComplaint: (config, line, about) => findComplaint(client, seatOf(config, about), line),
    createComplaint: (config, line, { contact, ...about }) =>
      createComplaint(client, seatOf(config, about), { line, contact }),
    findInteraction: (config, line, about) => findInteraction(client, seatOf(config, about), line),
    createInteraction: (config, line, { contact, complaint, ...about }) =>
      createInteraction(client, seatOf(config, about), { line, place: { contact, complaint } }),
    amendInteraction: (config, line, { contact, complaint, interaction, ...about }) =>
      amendInteraction(client, seatOf(config, about), { line, place: { contact, complaint }, id: interaction.id }),
    erase: (config, records, about) => eraseRecords(client, seatOf(config, about), records),
    test: (config, about) => checkSetup(client, seatOf(config, about)),
    usualFields,
    preview: previewRecords,
    readContact: (config, who, about) => readProfile(client, seatOf(config, about), who),
  };
}
