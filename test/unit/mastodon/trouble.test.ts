import { expect, test } from "vitest";
import { sendingTrouble } from "../../../src-main/adapters/mastodon/trouble.ts";
import type { HttpFailed, HttpFailureCode } from "../../../src-main/ports/http.ts";
import { refOf, startMastodonDesk, troubleOf, valueOf } from "../../support/mastodon-desk.ts";
import type { MastodonDesk } from "../../support/mastodon-desk.ts";

/** The parent is known; what is asked or sent then meets what the test made of the server. */
async function readyToPost(desk: MastodonDesk): Promise<() => ReturnType<MastodonDesk["publisher"]["publish"]>> {
  const { publisher, account, clock } = desk;
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "Good day");
  const parentRef = refOf(valueOf(await publisher.readParent(account, intent)));
  return () => publisher.publish(account, intent, { prepared: publisher.prepare(intent, clock.now()), parentRef });
}

test.each([
  ["until a moment", { resetAt: "2026-11-17T10:02:30.000000Z" }, 150_000],
  ["for some seconds", { retryAfter: "30" }, 30_000],
  ["without a time", {}, 300_000],
])("a used-up rate limit %s is a wait", async (_name, rateLimit, retryAfterMs) => {
  const desk = await startMastodonDesk();
  const post = await readyToPost(desk);
  desk.server.switches.rateLimit = rateLimit;
  const expected = { class: "limited", code: "mastodon.limited", retryAfterMs };
  const told = [await post(), await desk.publisher.mentions(desk.account, null)];
  expect(told.map(troubleOf)).toEqual([expected, expected]);
  expect(desk.server.posts).toHaveLength(1);
});

test.each([false, true])(
  "a revoked sign-in is told to connect again, also when refused with no word (%s)",
  async (silentRefusal) => {
    const desk = await startMastodonDesk({ silentRefusal });
    const post = await readyToPost(desk);
    desk.server.revokeAll();
    const expected = { class: "auth", code: "mastodon.auth" };
    expect(troubleOf(await post())).toEqual(expected);
    expect(troubleOf(await desk.publisher.mentions(desk.account, null))).toEqual(expected);
  },
);

test("without a secret, or with a locked keyring, nothing is asked", async () => {
  const desk = await startMastodonDesk();
  const post = await readyToPost(desk);
  const asked = desk.server.requests.length;
  desk.secrets.values.clear();
  expect(troubleOf(await post())).toEqual({ class: "auth", code: "mastodon.secret-missing" });
  Object.assign(desk.secrets, { get: () => Promise.reject(new Error("locked")) });
  expect(troubleOf(await post())).toEqual({ class: "auth", code: "mastodon.keyring-locked" });
  expect(desk.server.requests).toHaveLength(asked);
});

test.each([
  [500, "Internal Server Error", "unknown", "mastodon.fault"],
  [503, "", "unknown", "mastodon.fault"],
  [301, "", "permanent", "mastodon.moved"],
  [403, '{"error":"This action is outside the authorized scopes"}', "auth", "mastodon.scope"],
  [403, '{"error":"Your login is currently disabled"}', "permanent", "mastodon.refused-because"],
  [422, '{"error":"Validation failed: Text can\'t be blank"}', "permanent", "mastodon.refused-because"],
  [400, "", "permanent", "mastodon.refused"],
])("a post answered with %i %s is %s", async (status, body, kind, code) => {
  const desk = await startMastodonDesk();
  const post = await readyToPost(desk);
  desk.server.meet("POST", "/api/v1/statuses", { do: "answer", status, body });
  expect(troubleOf(await post())).toMatchObject({ class: kind, code });
});

test.each([
  [500, "", "retry"],
  [403, "", "permanent"],
  [200, "<html>", "retry"],
])("a question answered with %i %s is %s", async (status, body, kind) => {
  const desk = await startMastodonDesk();
  desk.server.meet("GET", "/api/v1/notifications", { do: "answer", status, body });
  expect(troubleOf(await desk.publisher.mentions(desk.account, null)).class).toBe(kind);
});

test("a server with a fault of its own may still be at work: it gets a minute", async () => {
  const desk = await startMastodonDesk();
  const post = await readyToPost(desk);
  desk.server.meet("POST", "/api/v1/statuses", { do: "answer", status: 502 });
  expect(troubleOf(await post())).toEqual({ class: "unknown", code: "mastodon.fault", retryAfterMs: 60_000 });
});

const failed = (code: HttpFailureCode, detail?: string): HttpFailed => ({
  ...{ status: "failed", code, url: "https://social.example/", redirects: [], tookMs: 1 },
  params: detail === undefined ? {} : { detail },
});

test.each([
  ["offline", "EAI_AGAIN", "offline"],
  ["offline", "ENETUNREACH", "unknown"],
  ["unreachable", "EHOSTUNREACH", "unknown"],
  ["address-unknown", "ENOTFOUND", "retry"],
  ["refused", "ECONNREFUSED", "retry"],
  ["tls-expired", "CERT_HAS_EXPIRED", "retry"],
  ["tls", "EPROTO", "unknown"],
  ["broke-off", "ECONNRESET", "unknown"],
  ["empty", "ECONNRESET", "unknown"],
  ["timed-out", undefined, "unknown"],
  ["too-large", undefined, "unknown"],
  ["private-address", undefined, "permanent"],
  ["not-secure", undefined, "permanent"],
] as const)("a post that failed as %s (%s) is %s", (code, detail, kind) => {
  expect(sendingTrouble(failed(code, detail), 0).trouble.class).toBe(kind);
});
