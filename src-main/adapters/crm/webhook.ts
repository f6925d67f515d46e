import { createHmac } from "node:crypto";
import { classOfStatus } from "../../domain/crm/retry.ts";
import { webhookSecretName } from "../../domain/crm/webhook-secret.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CrmOutcome, LineConnector, WebhookConfig } from "../../ports/crm-connector.ts";
import type { Http, HttpAnswer } from "../../ports/http.ts";
import { neverArrived, neverWill, noNetwork } from "../http-failures.ts";
import type { Secrets } from "../../ports/secrets.ts";

/** `v1,` and the base64 HMAC-SHA256 over `id.timestamp.body`; timestamp in seconds (Standard Webhooks 1.0.0). */
export function signWebhook({
  secret,
  id,
  timestamp,
  body,
}: {
  readonly secret: string;
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}): string {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

/** Posts each interaction as one signed message; `webhook-id` is our key at every retry, so the receiver can drop repeats. */
export function createWebhookConnector({
  http,
  secrets,
  clock,
}: {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): LineConnector<WebhookConfig> {
  const send = async (
    config: WebhookConfig,
    { id, body, targetId }: { id: string; body: string; targetId: string },
  ): Promise<CrmOutcome> => {
    const secret = await secrets.get(webhookSecretName(targetId));
    if (secret === null) return { class: "auth", says: { code: "crm.secret-missing", params: {} } };
    // The time of this attempt, not of the event: receivers refuse old stamps.
    const timestamp = Math.floor(clock.now() / 1000);
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signWebhook({ secret, id, timestamp, body }),
    };
    return outcomeOf(await http.post({ url: config.url, headers, body, allowPrivate: true, timeoutMs: 20_000 }));
  };
  return {
    deliver: (config, line, { targetId }) => send(config, { id: line.key, body: JSON.stringify(line), targetId }),
    test: (config, { targetId }) =>
      send(config, {
        id: `wr:test:${targetId}:${clock.now()}`,
        body: JSON.stringify({ schema: "watchroom.test/1" }),
        targetId,
      }),
  };
}

function outcomeOf(answer: HttpAnswer): CrmOutcome {
  if (answer.status === "failed") return failureOutcome(answer);
  const found = classOfStatus(answer.httpStatus);
  if (found === "ok") return { class: "ok", says: null };
  const asked = Number(answer.headers["retry-after"]);
  return {
    class: found,
    says: { code: `crm.answered-${found}`, params: { status: answer.httpStatus } },
    ...(Number.isFinite(asked) && asked > 0 ? { retryAfterMs: Math.min(asked, 86_400) * 1000 } : {}),
  };
}

function failureOutcome({ code, params, retryAfterMs }: Extract<HttpAnswer, { status: "failed" }>): CrmOutcome {
  const says = { code: `fetch.${code}`, params: { ...params } };
  if (noNetwork.has(code)) return { class: "offline", says };
  if (neverWill.has(code)) return { class: "permanent", says };
  const kind = neverArrived.has(code) ? "retry" : "unknown";
  return { class: kind, says, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
