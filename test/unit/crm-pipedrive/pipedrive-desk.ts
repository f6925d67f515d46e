import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { createPipedriveConnector } from "../../../src-main/adapters/crm/pipedrive/pipedrive-connector.ts";
import type { PipedriveConfig } from "../../../src-main/ports/crm-connector.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";
import { referenceField, startPipedriveServer } from "../../support/pipedrive-server.ts";

export const about = { targetId: "T1" };

/** A connector and the Pipedrive that it is connected to. */
export async function connectPipedrive(changed: Partial<PipedriveConfig> = {}) {
  const server = await startPipedriveServer();
  const secrets = createMemorySecrets();
  secrets.values.set("crm:T1", server.token);
  const connector = createPipedriveConnector({ http: createFetchHttp(), secrets, clock: createFakeClock() });
  const config: PipedriveConfig = {
    ...{ kind: "pipedrive", url: server.url, userId: null, referenceField, activityType: "task", fields: {} },
    ...changed,
  };
  return { server, secrets, connector, config };
}
