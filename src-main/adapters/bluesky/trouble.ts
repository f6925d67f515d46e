import type { Said } from "../../contract/values.ts";
import type { HttpFailed } from "../../ports/http.ts";
import type { NetworkTrouble } from "../../ports/reply-publisher.ts";
import { neverArrived, neverWill, noNetwork } from "../http-failures.ts";
import type { XrpcAnswer } from "./xrpc.ts";

export type XrpcTrouble = Exclude<XrpcAnswer, { readonly kind: "good" }>;

/** These end a connection that stood as well as one that never came about. */
const lostLine: ReadonlySet<string | number> = new Set(["ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "EHOSTDOWN"]);
/** What a server says of an account that it holds and keeps shut. */
const shutAccount: ReadonlySet<string> = new Set([
  "AccountTakedown",
  "AccountDeactivated",
  "AccountSuspended",
  "RepoTakendown",
  "RepoDeactivated",
  "RepoSuspended",
]);
const badToken: ReadonlySet<string> = new Set([
  "ExpiredToken",
  "InvalidToken",
  "AuthMissing",
  "AuthenticationRequired",
]);

export const says = (code: string, params: Said["params"] = {}): Said => ({ code: `bluesky.${code}`, params });

/** `writes`: the call would have changed something there, so that an answer that was lost leaves it unknown. */
export function troubleOf(answer: XrpcTrouble, { writes }: { readonly writes: boolean }): NetworkTrouble {
  const unclear = writes ? "unknown" : "retry";
  if (answer.kind === "resting")
    return { class: "limited", says: says("limited"), retryAfterMs: Math.max(1000, answer.waitMs) };
  if (answer.kind === "failed") return failureTrouble(answer.failure, unclear);
  if (answer.kind === "unreadable")
    return answer.status < 300
      ? { class: unclear, says: says("unreadable") }
      : { class: "permanent", says: says("not-a-server", { status: answer.status }) };
  return refusalTrouble(answer, unclear);
}

function failureTrouble({ code, params, retryAfterMs }: HttpFailed, unclear: "unknown" | "retry"): NetworkTrouble {
  const said = { code: `fetch.${code}`, params: { ...params } };
  const mayHaveLeft = unclear === "unknown" && lostLine.has(params["detail"] ?? "");
  if (noNetwork.has(code) && !mayHaveLeft) return { class: "offline", says: said };
  if (neverWill.has(code)) return { class: "permanent", says: said };
  const kind = neverArrived.has(code) ? "retry" : unclear;
  return { class: kind, says: said, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function refusalTrouble(
  { status, error, message, waitMs }: Extract<XrpcAnswer, { kind: "refused" }>,
  unclear: "unknown" | "retry",
): NetworkTrouble {
  const wait = waitMs === null ? {} : { retryAfterMs: waitMs };
  if (status === 429) return { class: "limited", says: says("limited"), ...wait };
  if (status >= 500) return { class: unclear, says: says("server-fault", { status }), ...wait };
  if (shutAccount.has(error)) return { class: "permanent", says: says("account-shut") };
  if (status === 401 || badToken.has(error)) return { class: "auth", says: says("password-refused") };
  return { class: "permanent", says: says("refused", { status, message: message || error }) };
}
