import type { z } from "zod";
import type { Clock } from "../../../ports/clock.ts";
import type { CrmTold, PipedriveConfig } from "../../../ports/crm-connector.ts";
import type { CrmCall, CrmCaller } from "../json-call.ts";
import { judgePipedrive } from "./trouble.ts";

/** Whose Pipedrive, and whose token. */
export type PipedriveSeat = { readonly config: PipedriveConfig; readonly targetId: string };

type Asked<Value> = Pick<CrmCall<Value>, "method" | "query" | "body"> & {
  /** Behind the version, as "persons/search". */
  readonly rest: string;
  /** Default "v2"; users and kinds of activities are in v1 only. */
  readonly version?: "v1" | "v2";
  readonly as: z.ZodType<Value>;
};

export type PipedriveClient = {
  readonly ask: <Value>(seat: PipedriveSeat, asked: Asked<Value>) => Promise<CrmTold<Value>>;
  /** As `ask`; a record that is not there is null. */
  readonly lookFor: <Value>(seat: PipedriveSeat, asked: Asked<Value>) => Promise<CrmTold<Value | null>>;
};

export function createPipedriveClient({ caller, clock }: { caller: CrmCaller; clock: Clock }): PipedriveClient {
  const callOf = <Value>({ config, targetId }: PipedriveSeat, asked: Asked<Value>): CrmCall<Value> => {
    const { rest, version = "v2", ...about } = asked;
    return {
      ...about,
      ...{ server: config.url, path: `/api/${version}/${rest}`, target: { targetId } },
      headers: (token) => ({ "x-api-token": token }),
      judge: (answer) => judgePipedrive(answer, clock.now()),
    };
  };
  return {
    ask: (seat, asked) => caller.call(callOf(seat, asked)),
    lookFor: (seat, asked) => caller.call({ ...callOf(seat, asked), emptyIs: "none" }),
  };
}

/** A record's page; the company's own address is also where its people work. */
export const personPage = ({ url }: PipedriveConfig, id: string): string => `${url.replace(/\/+$/, "")}/person/${id}`;
