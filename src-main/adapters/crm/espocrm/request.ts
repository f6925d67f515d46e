import type { CrmTold, EspoConfig } from "../../../ports/crm-connector.ts";
import type { CrmCall, CrmCaller } from "../json-call.ts";
import { siteOf } from "./address.ts";
import { AppUser, EspoRecord, FieldDefinition } from "./entities.ts";
import { judgeAnswer } from "./trouble.ts";
import type { Asked } from "./trouble.ts";

/** One target's set-up and the way to its server. */
export type EspoSeat = {
  readonly config: EspoConfig;
  readonly targetId: string;
  readonly caller: CrmCaller;
};

export type EspoRequest<Value> = Pick<CrmCall<Value>, "path" | "method" | "query" | "body" | "as" | "take"> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** One request under the key; `asked` null = whatever a refusal means, it is no right of one kind of record. */
export function send<Value>(
  { caller, config, targetId }: EspoSeat,
  { path, headers = {}, ...rest }: EspoRequest<Value>,
  asked: Asked | null,
): Promise<CrmTold<Value>> {
  return caller.call<Value>({
    ...rest,
    target: { targetId },
    server: siteOf(config),
    path: `/api/v1/${path}`,
    headers: (key) => ({ "x-api-key": key, ...headers }),
    judge: (answer) => judgeAnswer(answer, { asked, isWrite: (rest.method ?? "GET") !== "GET" }),
  });
}

/** Who the key is and what it may do; also how a lock-out is told from a missing right. */
export const askUser = (seat: EspoSeat): Promise<CrmTold<AppUser>> =>
  send(seat, { path: "App/user", as: AppUser }, null);

/** What the server's set-up says of a field; null = there is no such field. */
export const askField = (seat: EspoSeat, kind: string, field: string): Promise<CrmTold<FieldDefinition>> =>
  send(seat, { path: "Metadata", query: { key: `entityDefs.${kind}.fields.${field}` }, as: FieldDefinition }, null);

/** Whether a record is there; null = it is not. A refusal is given as it came. */
export const peekRecord = (seat: EspoSeat, kind: string, id: string): Promise<CrmTold<EspoRecord | null>> =>
  send(seat, { path: pathOf(kind, id), as: EspoRecord.nullable(), take: absence }, null);

export const pathOf = (kind: string, id: string): string => `${kind}/${encodeURIComponent(id)}`;

/** 404 is an answer: there is no such record. */
export const absence = ({ httpStatus, json, text }: Parameters<NonNullable<CrmCall<null>["take"]>>[0]) =>
  httpStatus === 404 && (json !== undefined || text.trim() === "") ? null : undefined;
