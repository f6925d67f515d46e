import type { Clock } from "../../ports/clock.ts";
import type { Http, HttpAnswer, HttpFailed } from "../../ports/http.ts";
import { usedUpMs, waitAskedMs } from "./rate-limit.ts";

type Params = Readonly<Record<string, string | number | readonly string[]>>;

/** One call of an AT Protocol server. With `params` it reads, else it acts; `body` left out sends none. */
export type XrpcCall = {
  /** As "com.atproto.repo.getRecord". */
  readonly method: string;
  readonly params?: Params;
  readonly body?: unknown;
};

export type XrpcTo = { readonly origin: string; readonly allowPrivate: boolean; readonly token?: string };

/** `unreadable`: something answered that is no such server, or in pieces. `resting`: not asked, because the limit is used up. */
export type XrpcAnswer =
  | { readonly kind: "good"; readonly body: unknown }
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly error: string;
      readonly message: string;
      readonly waitMs: number | null;
    }
  | { readonly kind: "unreadable"; readonly status: number }
  | { readonly kind: "resting"; readonly waitMs: number }
  | { readonly kind: "failed"; readonly failure: HttpFailed };

export type Xrpc = (call: XrpcCall, to: XrpcTo) => Promise<XrpcAnswer>;

const maxAnswerBytes = 5_000_000;
const longestMessage = 200;

/** Calls over the Http port. Remembers which limits are used up, and asks no more until they are renewed. */
export function createXrpc({ http, clock }: { readonly http: Http; readonly clock: Clock }): Xrpc {
  const restUntil = new Map<string, number>();
  return async (call, to) => {
    const place = `${to.origin} ${call.method} ${to.token ?? ""}`;
    const waitMs = (restUntil.get(place) ?? 0) - clock.monotonic();
    if (waitMs > 0) return { kind: "resting", waitMs };
    restUntil.delete(place);
    const answer = await send(http, call, to);
    if (answer.status === "failed") return { kind: "failed", failure: answer };
    const restMs = usedUpMs(answer.headers, clock.now());
    if (restMs !== null) restUntil.set(place, clock.monotonic() + restMs);
    return readAnswer(answer, clock.now());
  };
}

function send(http: Http, { method, params, body }: XrpcCall, to: XrpcTo): Promise<HttpAnswer> {
  const url = `${to.origin}/xrpc/${method}${params ? `?${queryOf(params)}` : ""}`;
  const headers = {
    ...(to.token && { authorization: `Bearer ${to.token}` }),
    ...(body !== undefined && { "content-type": "application/json" }),
  };
  const { allowPrivate } = to;
  const common = { url, headers, allowPrivate, maxBytes: maxAnswerBytes };
  if (params) return http.get({ ...common, accept: "application/json", anyStatus: true });
  return http.post({ ...common, body: body === undefined ? "" : JSON.stringify(body) });
}

function queryOf(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const one of typeof value === "object" ? value : [value]) query.append(name, String(one));
  return query.toString();
}

function readAnswer(answer: Exclude<HttpAnswer, HttpFailed>, nowMs: number): XrpcAnswer {
  const { httpStatus: status, headers } = answer;
  const body = answer.status === "ok" ? readJson(answer.body) : undefined;
  const isGood = status >= 200 && status <= 299;
  if (isGood && body !== undefined) return { kind: "good", body };
  const waitMs = status === 429 || status >= 500 ? waitAskedMs(headers, nowMs) : null;
  const { error, message } = wordsOf(body);
  if (isGood || (error === "" && status < 500 && status !== 429)) return { kind: "unreadable", status };
  return { kind: "refused", status, error, message, waitMs };
}

/** No bytes are an answer too, where nothing was to be said. */
function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined; // not JSON: the caller calls it unreadable
  }
}

function wordsOf(body: unknown): { readonly error: string; readonly message: string } {
  const said = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const wordOf = (value: unknown) => (typeof value === "string" ? value.replaceAll(/\s+/g, " ").trim() : "");
  return { error: wordOf(said["error"]), message: wordOf(said["message"]).slice(0, longestMessage) };
}
