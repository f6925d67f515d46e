import type { HttpAnswer, HttpFailed, HttpFailureCode, HttpNotModified, HttpOk } from "../../ports/http.ts";
import type { NetworkTrouble, Told } from "../../ports/reply-publisher.ts";
import { askedWaitMs, usualWindowMs } from "./asked-wait.ts";
import { neverWill } from "../http-failures.ts";
import { ServerRefusal } from "./entities.ts";

type Params = NetworkTrouble["says"]["params"];

/** Trouble in words of the catalogue's section `mastodon`. */
export function mastodonTrouble(
  kind: NetworkTrouble["class"],
  code: string,
  about: { readonly params?: Params; readonly retryAfterMs?: number } = {},
): { readonly ok: false; readonly trouble: NetworkTrouble } {
  const { params = {}, retryAfterMs } = about;
  const says = { code: `mastodon.${code}`, params };
  return { ok: false, trouble: { class: kind, says, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

/** A server that is slow may still be at work on what was sent; before that it is not worth a look. */
const settleMs = 60_000;

const wrongServer: ReadonlySet<HttpFailureCode> = new Set(["redirect-loop", "redirect-bad", "redirect-downgrade"]);
/** There was no connection over which anything could have left. */
const neverLeft: ReadonlySet<HttpFailureCode> = new Set([
  ...(["offline", "address-unknown", "refused"] as const),
  ...(["tls-missing", "tls-expired", "tls-wrong-host", "tls-untrusted"] as const),
]);
/** These end a connection that stood as well as one that never came about. */
const lostLine: ReadonlySet<string | number> = new Set(["ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "EHOSTDOWN"]);

/** What a refused or failed question means: nothing was changed by it. */
export function readingTrouble(
  answer: HttpAnswer,
  nowMs: number,
): { readonly ok: false; readonly trouble: NetworkTrouble } {
  if (answer.status === "failed") return lineTrouble(answer, "retry");
  return statusTrouble(answer, nowMs, "retry");
}

/** What a refused or failed post means. Unless it is sure that nothing arrived, it is `unknown`. */
export function sendingTrouble(
  answer: HttpAnswer,
  nowMs: number,
): { readonly ok: false; readonly trouble: NetworkTrouble } {
  if (answer.status !== "failed") return statusTrouble(answer, nowMs, "unknown");
  const mayHaveLeft = !neverLeft.has(answer.code) || lostLine.has(answer.params["detail"] ?? "");
  return lineTrouble(answer, mayHaveLeft ? "unknown" : "retry");
}

function lineTrouble(
  { code, params, url, retryAfterMs }: HttpFailed,
  otherwise: "retry" | "unknown",
): { readonly ok: false; readonly trouble: NetworkTrouble } {
  const wait = retryAfterMs ?? (otherwise === "unknown" ? settleMs : undefined);
  const about = { ...(wait !== undefined && { retryAfterMs: wait }) };
  const host = URL.parse(url)?.host ?? "";
  if (code === "private-address") return mastodonTrouble("permanent", "private-address", { params: { host } });
  if (wrongServer.has(code)) return mastodonTrouble("permanent", "moved", { params: { host } });
  const says = { code: `fetch.${code}`, params: { ...params } };
  if (neverWill.has(code)) return { ok: false, trouble: { class: "permanent", says } };
  const kind = code === "offline" && otherwise === "retry" ? "offline" : otherwise;
  return { ok: false, trouble: { class: kind, says, ...about } };
}

function statusTrouble(
  answer: HttpOk | HttpNotModified,
  nowMs: number,
  ofAFault: "retry" | "unknown",
): { readonly ok: false; readonly trouble: NetworkTrouble } {
  const { httpStatus: status, headers } = answer;
  const host = URL.parse(answer.url)?.host ?? "";
  const words = refusalOf(answer);
  const wait = askedWaitMs(headers, nowMs);
  if (status === 401) return mastodonTrouble("auth", "auth", { params: { host } });
  if (status === 403 && /scope/i.test(words)) return mastodonTrouble("auth", "scope", { params: { host } });
  if (status === 429)
    return mastodonTrouble("limited", "limited", { params: { host }, retryAfterMs: wait ?? usualWindowMs });
  if (status >= 300 && status < 400) return movedTo(headers["location"], answer.url);
  if (status === 422 && /character limit|too long/i.test(words)) return tooLong(words, host);
  if (status >= 500 || status === 408) {
    const retryAfterMs = wait ?? (ofAFault === "unknown" ? settleMs : null);
    return mastodonTrouble(ofAFault, "fault", {
      params: { host, status },
      ...(retryAfterMs !== null && { retryAfterMs }),
    });
  }
  if (words !== "") return mastodonTrouble("permanent", "refused-because", { params: { host, status, words } });
  return mastodonTrouble("permanent", "refused", { params: { host, status } });
}

function movedTo(location: string | undefined, from: string): ReturnType<typeof mastodonTrouble> {
  const host = URL.parse(from)?.host ?? "";
  const other = URL.parse(location ?? "", from)?.host ?? host;
  if (other === host) return mastodonTrouble("permanent", "moved", { params: { host } });
  return mastodonTrouble("permanent", "moved-to", { params: { host, other } });
}

function tooLong(words: string, host: string): ReturnType<typeof mastodonTrouble> {
  const limit = /\d+/.exec(words)?.[0];
  if (limit === undefined) return mastodonTrouble("permanent", "too-long", { params: { host } });
  return mastodonTrouble("permanent", "too-long-by", { params: { host, limit: Number(limit) } });
}

/** What the server says in its own words, one short line; "" when it says nothing. */
export function refusalOf(answer: HttpOk | HttpNotModified): string {
  if (answer.status !== "ok") return "";
  const read = ServerRefusal.safeParse(jsonOf(answer.body));
  if (!read.success) return "";
  return (read.data.error_description ?? read.data.error).replace(/\s+/g, " ").trim().slice(0, 200);
}

/** What stands in a body; undefined when it is no JSON. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** Carries trouble on, or goes on with the value. */
export async function after<Given, Value>(
  told: Told<Given>,
  go: (value: Given) => Told<Value> | Promise<Told<Value>>,
): Promise<Told<Value>> {
  return told.ok ? go(told.value) : told;
}
