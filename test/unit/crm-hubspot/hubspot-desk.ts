import { createHubspotConnector } from "../../../src-main/adapters/crm/hubspot/hubspot-connector.ts";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { HubspotConfig } from "../../../src-main/ports/crm-connector.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { startHubspotServer } from "../../support/hubspot-server.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";

export const about = { targetId: "T1" };

/** A connector and the HubSpot that it is connected to. */
export async function connectHubspot({
  config: changed = {},
  base,
}: { config?: Partial<HubspotConfig>; base?: string } = {}) {
  const server = await startHubspotServer(base);
  const secrets = createMemorySecrets();
  secrets.values.set("crm:T1", server.token);
  const connector = createHubspotConnector({ http: createFetchHttp(), secrets, clock: createFakeClock() });
  const config: HubspotConfig = {
    ...{ kind: "hubspot", url: server.url, basePath: "/crm/v3", portalId: "24681357", handleProperty: "wr_handle" },
    ...{ ticketPipeline: { pipeline: "0", stage: "1" }, fields: {} },
    ...changed,
  };
  return { server, secrets, connector, config };
}
