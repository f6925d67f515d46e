import type { Clock } from "../../../ports/clock.ts";
import type { PipedriveConfig, RecordConnector } from "../../../ports/crm-connector.ts";
import type { Http } from "../../../ports/http.ts";
import type { Secrets } from "../../../ports/secrets.ts";
import { createCrmCaller } from "../json-call.ts";
import { crmTrouble } from "../crm-trouble.ts";
import { amendActivity, createActivity, findActivity } from "./activities.ts";
import { checkPipedrive } from "./check-set-up.ts";
import { createPipedriveClient } from "./client.ts";
import type { PipedriveSeat } from "./client.ts";
import { eraseRecords } from "./erase.ts";
import { shownActivity, shownPerson, usualFields } from "./fields.ts";
import { createPerson, findPerson } from "./persons.ts";
import { readProfile } from "./read-profile.ts";

/** Pipedrive: a person and a done activity. It is made for sales: a lead or a deal is no complaint, so it gets none. */
export function createPipedriveConnector(parts: {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): RecordConnector<PipedriveConfig> {
  const client = createPipedriveClient({ caller: createCrmCaller(parts), clock: parts.clock });
  const at = (config: PipedriveConfig, { targetId }: { readonly targetId: string }): PipedriveSeat => ({
    config,
    targetId,
  });
  return {
    findContact: (config, person, about) => findPerson(client, at(config, about), person),
    createContact: (config, person, about) => createPerson(client, at(config, about), person),
    complaints: null,
    findComplaint: () => Promise.resolve({ ok: true, value: null }),
    createComplaint: () => Promise.resolve(crmTrouble("permanent", "pipedrive.no-complaints")),
    findInteraction: (config, line, about) => findActivity(client, at(config, about), { line, ...about }),
    createInteraction: (config, line, about) => createActivity(client, at(config, about), { line, ...about }),
    amendInteraction: (config, line, about) => amendActivity(client, at(config, about), { line, ...about }),
    erase: (config, records, about) => eraseRecords(client, at(config, about), records),
    test: (config, about) => checkPipedrive(client, at(config, about)),
    usualFields,
    preview: (config, line) => [
      { record: "crm.record.contact", fields: shownPerson(config, line.contact) },
      { record: "crm.record.interaction", fields: shownActivity(config, line) },
    ],
    readContact: (config, who, about) => readProfile(client, at(config, about), who),
  };
}
