import type { z } from "zod";
import type { Clock } from "../../../ports/clock.ts";
import type { CrmTold, HubspotConfig } from "../../../ports/crm-connector.ts";
import type { CrmCall, CrmCaller } from "../json-call.ts";
import { hubspotAddress, originOf } from "./paths.ts";
import { judgeHubspot } from "./trouble.ts";

/** Whose HubSpot, and whose token. */
export type HubspotSeat = { readonly config: HubspotConfig; readonly targetId: string };

type Asked<Value> = Pick<CrmCall<Value>, "method" | "query" | "body" | "isRead" | "take"> & {
  /** Behind the base path, as "contacts/search"; its parts already encoded. */
  readonly rest: string;
  readonly family?: Parameters<typeof hubspotAddress>[1];
  readonly as: z.ZodType<Value>;
};

export type HubspotClient = {
  readonly ask: <Value>(seat: HubspotSeat, asked: Asked<Value>) => Promise<CrmTold<Value>>;
  /** As `ask`; a record that is not there is null. */
  readonly lookFor: <Value>(seat: HubspotSeat, asked: Asked<Value>) => Promise<CrmTold<Value | null>>;
};

export function createHubspotClient({ caller, clock }: { caller: CrmCaller; clock: Clock }): HubspotClient {
  const callOf = <Value>({ config, targetId }: HubspotSeat, asked: Asked<Value>): CrmCall<Value> => {
    const { rest, family = "objects", ...about } = asked;
    const server = originOf(config);
    return {
      ...about,
      ...{ server, target: { targetId }, judge: (answer) => judgeHubspot(answer, clock.now()) },
      path: hubspotAddress(config, family, rest).slice(server.length),
      headers: (token) => ({ authorization: `Bearer ${token}` }),
    };
  };
  return {
    ask: (seat, asked) => caller.call(callOf(seat, asked)),
    lookFor: (seat, asked) => caller.call({ ...callOf(seat, asked), emptyIs: "none" }),
  };
}
