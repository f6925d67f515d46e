import type { z } from "zod";
import type { Clock } from "../../ports/clock.ts";
import { crmSecretName } from "../../ports/crm-connector.ts";
import type { CrmTold, CrmTrouble } from "../../ports/crm-connector.ts";
import type { Http, HttpAnswer } from "../../ports/http.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { answerTrouble, crmTrouble, failureTrouble } from "./crm-trouble.ts";
import { answerOf, isGood } from "./crm-answer.ts";
import type { CrmAnswer } from "./crm-answer.ts";

export type CrmCallerParts = {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Milliseconds for one request. Default 20,000. */
  readonly timeoutMs?: number;
};

type Query = Readonly<Record<string, string | number | readonly string[]>>;

export type CrmCall<Value> = {
  readonly target: { readonly targetId: string };
  /** The origin of the CRM, or the folder that it stands in. */
  readonly server: string;
  /** From the server on, with a slash at its head; its parts already encoded. */
  readonly path: string;
  /** Default GET. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** A list is a name that comes several times. */
  readonly query?: Query;
  /** Sent as JSON; never with GET. */
  readonly body?: unknown;
  /** How the key goes along. */
  readonly headers: (secret: string) => Readonly<Record<string, string>>;
  /** What a good answer holds. A 204, which has no body, is read as null. */
  readonly as: z.ZodType<Value>;
  /** A question that is sent by POST, as a search: nothing can have come of it. Default: what GET is. */
  readonly isRead?: boolean;
  /** What 403 means here: this key may not do this at all, so that a person must look at the target. Default: this line is refused. */
  readonly forbiddenIs?: "auth";
  /** Any answer that is not the value, before the common table sees it: a 503 that is for ever, a 400 that is a missing field. Null = as usual. */
  readonly judge?: (answer: CrmAnswer) => CrmTrouble | null;
  /** A refusal that gives the value all the same, as a 409 with the record that is there already. Undefined = it does not. */
  readonly take?: (answer: CrmAnswer) => Value | undefined;
};

export type CrmCaller = {
  /** Asks a CRM for JSON, or sends it some. Good is a 2xx with JSON that fits; no redirect is followed. */
  readonly call: {
    /** `emptyIs: "none"`: a 404 is an answer, null. */
    <Value>(call: CrmCall<Value> & { readonly emptyIs: "none" }): Promise<CrmTold<Value | null>>;
    <Value>(call: CrmCall<Value>): Promise<CrmTold<Value>>;
  };
};

const maxBytes = 4_000_000;

export function createCrmCaller(parts: CrmCallerParts): CrmCaller {
  async function call<Value>(asked: CrmCall<Value> & { readonly emptyIs?: "none" }): Promise<CrmTold<Value | null>> {
    const host = URL.parse(asked.server)?.host ?? "";
    const secret = await secretOf(parts.secrets, { targetId: asked.target.targetId, host });
    if (!secret.ok) return secret;
    const headers = asked.headers(secret.value);
    if (!Object.values(headers).every(canBeSent)) return crmTrouble("auth", "key-unfit", { params: { host } });
    const answer = await send(parts, asked, headers);
    const isRead = isReading(asked);
    if (answer.status === "failed") return failureTrouble(answer, { isRead });
    const seen = answerOf(answer, [secret.value, ...Object.values(headers)]);
    return valueOf(asked, seen) ?? answerTrouble(seen, { ...asked, isRead, nowMs: parts.clock.now() });
  }
  return { call: call as CrmCaller["call"] };
}

function valueOf<Value>(
  { as, emptyIs, take, judge }: CrmCall<Value> & { readonly emptyIs?: "none" },
  seen: CrmAnswer,
): CrmTold<Value | null> | null {
  const read = isGood(seen) ? as.safeParse(seen.json) : null;
  if (read?.success) return { ok: true, value: read.data };
  const taken = take?.(seen);
  if (taken !== undefined) return { ok: true, value: taken };
  const trouble = judge?.(seen) ?? null;
  if (trouble !== null) return { ok: false, trouble };
  // A page that says 404 is not the CRM's word on its records.
  const isWord = seen.json !== undefined || seen.text.trim() === "";
  return emptyIs === "none" && seen.httpStatus === 404 && isWord ? { ok: true, value: null } : null;
}

const isReading = ({ method = "GET", isRead }: Pick<CrmCall<unknown>, "method" | "isRead">): boolean =>
  isRead ?? method === "GET";

function send(
  { http, timeoutMs = 20_000 }: CrmCallerParts,
  { server, path, method = "GET", query = {}, body }: CrmCall<unknown>,
  headers: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  const url = addressOf(server, path, query);
  // A person named this address: most CRMs of firms stand in their own network. The key goes over no open line.
  const about = { url, allowPrivate: true, timeoutMs, maxBytes };
  if (!isSecret(url)) return Promise.resolve(notSecure(url));
  const accept = "application/json";
  if (method === "GET") return http.get({ ...about, headers, accept, anyStatus: true, stayHere: true });
  const type = body === undefined ? {} : { "content-type": "application/json" };
  return http.post({
    ...about,
    method,
    headers: { accept, ...type, ...headers },
    body: body === undefined ? "" : JSON.stringify(body),
  });
}

function addressOf(server: string, path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === "object" ? value : [String(value)]).map((one): [string, string] => [name, one]),
  );
  const search = new URLSearchParams(pairs).toString();
  const join = path.includes("?") ? "&" : "?";
  return `${server.replace(/\/+$/, "")}${path}${search === "" ? "" : `${join}${search}`}`;
}

function isSecret(address: string): boolean {
  const url = URL.parse(address);
  return url === null || url.protocol !== "http:" || ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}

const notSecure = (url: string): HttpAnswer => ({
  ...{ status: "failed", code: "not-secure", url, redirects: [], tookMs: 0 },
  params: { host: URL.parse(url)?.host ?? "" },
});

/** A header is one line of Latin-1. */
const canBeSent = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]+$/.test(value);

async function secretOf(
  secrets: Secrets,
  { targetId, host }: { readonly targetId: string; readonly host: string },
): Promise<CrmTold<string>> {
  try {
    const value = await secrets.get(crmSecretName(targetId));
    return value === null || value === ""
      ? crmTrouble("auth", "key-missing", { params: { host } })
      : { ok: true, value };
  } catch {
    // A keyring that is locked throws; a person can unlock it.
    return crmTrouble("auth", "keyring-locked", { params: { host } });
  }
}
