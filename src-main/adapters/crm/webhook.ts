import { createHmac } from "node:crypto";
import { classOfStatus } from "../../domain/crm/retry.ts";
import { previousSecretName, stillSigns, webhookSecretName } from "../../domain/crm/webhook-secret.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CrmOutcome, LineConnector, WebhookConfig } from "../../ports/crm-connector.ts";
import type { Http, HttpAnswer } from "../../ports/http.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { askedWaitMs } from "./asked-wait.ts";
import { answerOf } from "./crm-answer.ts";
import type { CrmAnswer } from "./crm-answer.ts";
import { failureTrouble } from "./crm-trouble.ts";

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

type Parts = { readonly http: Http; readonly secrets: Secrets; readonly clock: Clock };
type Message = { readonly id: string; readonly body: string; readonly targetId: string };

/** Posts each line as one signed message; `webhook-id` is our key at every retry, so the receiver can drop repeats. */
export function createWebhookConnector(parts: Parts): LineConnector<WebhookConfig> {
  return {
    deliver: async (config, line, { targetId }) => {
      const outcome = await send(parts, config, { id: line.key, body: JSON.stringify(line), targetId });
      const status = Number(outcome.says?.params["status"]);
      return aboutAll.has(status) ? blame(outcome, { status, test: await test(parts, config, targetId) }) : outcome;
    },
    test: (config, { targetId }) => test(parts, config, targetId),
  };
}

const test = (parts: Parts, config: WebhookConfig, targetId: string): Promise<CrmOutcome> =>
  send(parts, config, {
    id: `wr:test:${targetId}:${parts.clock.now()}`,
    body: JSON.stringify({ schema: "watchroom.test/1" }),
    targetId,
  });

/** Answers that a receiver gives to everything, when its address or our secret is wrong, or to the one line that a filter stops. */
const aboutAll: ReadonlySet<number> = new Set([403, 404, 405]);

/** What the test message meets as well is the target's, and no line dies of it; else it is the line's. */
function blame(
  { says }: CrmOutcome,
  { status, test: tested }: { readonly status: number; readonly test: CrmOutcome },
): CrmOutcome {
  const params = { status };
  if (tested.class === "ok") return { class: "permanent", says: { code: "crm.answered-permanent", params } };
  if (tested.says?.params["status"] !== status) return { class: "retry", says };
  return { class: "auth", says: { code: status === 403 ? "crm.answered-auth" : "crm.answered-nowhere", params } };
}

async function send(
  { http, secrets, clock }: Parts,
  { url }: WebhookConfig,
  { id, body, targetId }: Message,
): Promise<CrmOutcome> {
  const signing = await signingSecrets({ secrets, clock }, targetId);
  if (!Array.isArray(signing)) return signing;
  // The time of this attempt, not of the event: receivers refuse old stamps.
  const timestamp = Math.floor(clock.now() / 1000);
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signing.map((secret) => signWebhook({ secret, id, timestamp, body })).join(" "),
  };
  const answer = await http.post({ url, headers, body, allowPrivate: true, timeoutMs: 20_000 });
  return outcomeOf(answer, { keys: signing, nowMs: clock.now() });
}

/** The secret and, for a day after it was changed, the one before it; the newest first. */
async function signingSecrets(
  { secrets, clock }: Pick<Parts, "secrets" | "clock">,
  targetId: string,
): Promise<string[] | CrmOutcome> {
  try {
    const secret = await secrets.get(webhookSecretName(targetId));
    if (secret === null) return { class: "auth", says: { code: "crm.secret-missing", params: {} } };
    const former = stillSigns(await secrets.get(previousSecretName(targetId)), clock.now());
    return former === null ? [secret] : [secret, former];
  } catch {
    // A keyring that is locked throws; a person can unlock it.
    return { class: "auth", says: { code: "crm.secret-locked", params: {} } };
  }
}

/** Any 2xx is taken, whatever its body says. No redirect is followed: a signature is for one address. */
function outcomeOf(
  answer: HttpAnswer,
  { keys, nowMs }: { readonly keys: readonly string[]; readonly nowMs: number },
): CrmOutcome {
  if (answer.status === "failed") return failureTrouble(answer, { isRead: false }).trouble;
  const found = classOfStatus(answer.httpStatus);
  if (found === "ok") return { class: "ok", says: null };
  const seen = answerOf(answer, keys);
  const retryAfterMs = found === "retry" ? askedWaitMs(seen, nowMs) : null;
  return { class: found, says: wordsOf(found, seen), ...(retryAfterMs !== null && { retryAfterMs }) };
}

function wordsOf(found: CrmOutcome["class"], { httpStatus: status, reason }: CrmAnswer): CrmOutcome["says"] {
  if (found !== "permanent") return { code: `crm.answered-${found}`, params: { status } };
  if (status === 413) return { code: "crm.answered-too-long", params: { status } };
  if (reason === "") return { code: "crm.answered-permanent", params: { status } };
  return { code: "crm.answered-permanent-because", params: { status, words: reason } };
}
