import type { CrmTold, CrmTrouble } from "../../ports/crm-connector.ts";
import type { HttpFailed, HttpFailureCode } from "../../ports/http.ts";
import { neverArrived, neverWill, noNetwork } from "../http-failures.ts";
import { askedWaitMs } from "./asked-wait.ts";
import { isGood } from "./crm-answer.ts";
import type { CrmAnswer } from "./crm-answer.ts";

type Params = CrmTrouble["says"]["params"];
type Failed = Extract<CrmTold<never>, { ok: false }>;

/** Trouble in words of the catalogue's section `crm`. */
export function crmTrouble(
  kind: CrmTrouble["class"],
  code: string,
  about: { readonly params?: Params; readonly retryAfterMs?: number | null } = {},
): Failed {
  const { params = {}, retryAfterMs } = about;
  return {
    ok: false,
    trouble: { class: kind, says: { code: `crm.${code}`, params }, ...(retryAfterMs != null && { retryAfterMs }) },
  };
}

/** Carries trouble on, or goes on with the value. */
export async function after<Given, Value>(
  told: CrmTold<Given>,
  go: (value: Given) => CrmTold<Value> | Promise<CrmTold<Value>>,
): Promise<CrmTold<Value>> {
  return told.ok ? go(told.value) : told;
}

/** Waiting mends none of these: a person looks at the address or at the certificate, and nothing is lost meanwhile. */
const aboutTheTarget: Partial<Record<HttpFailureCode, string>> = {
  "tls-expired": "certificate-expired",
  "tls-wrong-host": "certificate-other-host",
  "tls-untrusted": "certificate-untrusted",
};

/** A server that is slow to write goes on after nobody listens any more: looked for too soon, it is not there yet. */
export const stillAtItMs = 60_000;

/** What a request without an answer means. A write is `unknown` unless it is sure that nothing arrived. */
export function failureTrouble(
  { code, params, url, retryAfterMs }: HttpFailed,
  { isRead }: { readonly isRead: boolean },
): Failed {
  const host = URL.parse(url)?.host ?? "";
  const certificate = aboutTheTarget[code];
  if (certificate !== undefined) return crmTrouble("auth", certificate, { params: { host } });
  const says = { code: `fetch.${code}`, params: { ...params } };
  if (neverWill.has(code)) return { ok: false, trouble: { class: "auth", says } };
  const mayHaveLeft = !isRead && !neverArrived.has(code) && !noNetwork.has(code);
  const kind = noNetwork.has(code) ? "offline" : mayHaveLeft ? "unknown" : "retry";
  const restMs = mayHaveLeft && code === "timed-out" ? Math.max(stillAtItMs, retryAfterMs ?? 0) : retryAfterMs;
  return { ok: false, trouble: { class: kind, says, ...(restMs !== undefined && { retryAfterMs: restMs }) } };
}

export type AskedFor = {
  readonly isRead: boolean;
  readonly nowMs: number;
  readonly forbiddenIs?: "auth" | undefined;
};

/** What an answer that is not the value means, whatever the CRM. */
export function answerTrouble(answer: CrmAnswer, { isRead, nowMs, forbiddenIs }: AskedFor): Failed {
  const { host, httpStatus: status, headers, reason } = answer;
  const unclear = isRead ? "retry" : "unknown";
  const params = { host, status };
  if (isGood(answer)) return crmTrouble(unclear, answer.json === undefined ? "not-json" : "unfit", { params });
  if (status < 400) return crmTrouble(unclear, "redirected", { params: { host, other: otherHost(answer) } });
  if (status === 401) return crmTrouble("auth", "key-refused", { params });
  if (status === 403 && forbiddenIs === "auth") return withReason("auth", "forbidden", answer);
  const retryAfterMs = askedWaitMs(answer, nowMs);
  if (status === 429) return crmTrouble("retry", "busy", { params: { host }, retryAfterMs });
  if (status === 408 || status === 425) return crmTrouble("retry", "fault", { params, retryAfterMs });
  // A gateway says nothing of what the server behind it did.
  const isGateway = status === 502 || status === 504;
  const mayStillWrite = status === 504 && !isRead;
  const restMs = mayStillWrite ? Math.max(stillAtItMs, retryAfterMs ?? 0) : retryAfterMs;
  if (status >= 500) return crmTrouble(isGateway ? unclear : "retry", "fault", { params, retryAfterMs: restMs });
  // A page in place of an answer is not the CRM's word: it is in an upgrade, or something stands before it.
  const isPage = answer.json === undefined && /html/i.test(headers["content-type"] ?? "") && reason !== "";
  if (isRead && status === 404 && isPage) return crmTrouble("retry", "not-json", { params });
  return withReason("permanent", "refused", answer);
}

function withReason(kind: CrmTrouble["class"], code: string, { host, httpStatus, reason }: CrmAnswer): Failed {
  if (reason === "") return crmTrouble(kind, code, { params: { host, status: httpStatus } });
  return crmTrouble(kind, `${code}-because`, { params: { host, status: httpStatus, words: reason } });
}

function otherHost({ headers, host }: CrmAnswer): string {
  return URL.parse(headers["location"] ?? "", `https://${host}`)?.host ?? host;
}
