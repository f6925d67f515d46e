import type { z } from "zod";
import { crmSecretName } from "../../../ports/crm-connector.ts";
import type { Secrets } from "../../../ports/secrets.ts";
import type { CrmCaller } from "../json-call.ts";
import type { HubspotSeat } from "./client.ts";
import { HsTokenInfo } from "./entities.ts";
import { originOf } from "./paths.ts";

/** What the token may do and whose account it is for; null = HubSpot does not say. */
export type ScopeReader = (seat: HubspotSeat) => Promise<z.infer<typeof HsTokenInfo> | null>;

/** HubSpot tells a private app's rights to whoever holds its token; the token goes in the body there. */
export function createScopeReader({ caller, secrets }: { caller: CrmCaller; secrets: Secrets }): ScopeReader {
  return async ({ config, targetId }) => {
    const tokenKey = await secrets.get(crmSecretName(targetId));
    const told = await caller.call({
      target: { targetId },
      server: originOf(config),
      ...{ path: "/oauth/v2/private-apps/get/access-token-info", method: "POST", isRead: true },
      body: { tokenKey },
      headers: (token) => ({ authorization: `Bearer ${token}` }),
      as: HsTokenInfo,
    });
    return told.ok ? told.value : null;
  };
}
