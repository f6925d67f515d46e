import { createEspoConnector } from "../adapters/crm/espocrm/espo-connector.ts";
import { createDolibarrConnector } from "../adapters/crm/dolibarr/dolibarr-connector.ts";
import { createFileDropConnector } from "../adapters/crm/file-drop.ts";
import { createHubspotConnector } from "../adapters/crm/hubspot/hubspot-connector.ts";
import { createPipedriveConnector } from "../adapters/crm/pipedrive/pipedrive-connector.ts";
import { createWebhookConnector } from "../adapters/crm/webhook.ts";
import type { Clock } from "../ports/clock.ts";
import type { CrmConnectors } from "../ports/crm-connector.ts";
import type { Http } from "../ports/http.ts";
import type { Secrets } from "../ports/secrets.ts";

type Around = { readonly http: Http; readonly secrets: Secrets; readonly clock: Clock };

/** Every CRM the desk can log to, over the given line and keyring. */
export function createCrmConnectors(around: Around): CrmConnectors {
  return {
    webhook: createWebhookConnector(around),
    file: createFileDropConnector(),
    dolibarr: createDolibarrConnector(around),
    espocrm: createEspoConnector(around),
    hubspot: createHubspotConnector(around),
    pipedrive: createPipedriveConnector(around),
  };
}
