import { createBlueskyDoor } from "../../src-main/adapters/bluesky/bluesky-door.ts";
import { createBlueskyPublisher } from "../../src-main/adapters/bluesky/bluesky-publisher.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { accountSecretName } from "../../src-main/ports/reply-publisher.ts";
import type { ConnectedAccount, ReplyIntent } from "../../src-main/ports/reply-publisher.ts";
import { startBlueskyServer } from "./bluesky-server.ts";
import { createFakeClock, testStart } from "./fake-clock.ts";
import { createMemorySecrets } from "./memory-secrets.ts";

export const firm = "did:plc:firm";
export const customer = "did:plc:customer";
export const password = "abcd-efgh-ijkl-mnop";
export const firmAccountId = "01JB0000000000000000000001";

/** A server with a firm and a customer, and the adapter with the firm's account. */
export async function openBlueskyDesk() {
  const clock = createFakeClock();
  const server = await startBlueskyServer(clock.now);
  server.people.push(
    { did: firm, handle: "firm.test", displayName: "The Firm" },
    { did: customer, handle: "customer.test", displayName: "Cara" },
  );
  server.passwords.set(firm, new Set([password, "whole:password"]));
  const secrets = createMemorySecrets();
  const parts = { http: createFetchHttp({ hasNetwork: () => true }), secrets, clock };
  const account: ConnectedAccount = {
    id: firmAccountId,
    kind: "bluesky",
    server: server.origin,
    handle: "firm.test",
    remoteId: firm,
    allowPrivate: true,
  };
  const keep = (secret: object) => secrets.set(accountSecretName(account.id), JSON.stringify(secret));
  await keep({ password, refreshJwt: "", hasView: false });
  return {
    clock,
    server,
    secrets,
    account,
    keep,
    kept: () => JSON.parse(secrets.values.get(accountSecretName(account.id)) ?? "null") as Record<string, unknown>,
    door: createBlueskyDoor(parts),
    publisher: createBlueskyPublisher(parts),
    restart: () => createBlueskyPublisher(parts),
    /** The methods that were asked, without their family: "putRecord". */
    methods: () => server.asked.map(({ method }) => method.split(".").at(-1)),
  };
}
export type BlueskyDesk = Awaited<ReturnType<typeof openBlueskyDesk>>;

/** Keys that sort as they count. */
export const keyAt = (count: number): string =>
  `3kzzzzzzz${String(count)
    .padStart(4, "0")
    .replaceAll(/\d/g, (digit) => "234567abcd"[Number(digit)] ?? "")}`;

export function intentFor(parentUri: string, more: Partial<ReplyIntent> = {}): ReplyIntent {
  const key = parentUri.split("/").at(-1);
  return {
    replyId: "01JR0000000000000000000001",
    text: "We are sorry.",
    lang: "en",
    parentUrl: `https://bsky.app/profile/customer.test/post/${key}`,
    parentKey: parentUri,
    ...more,
  };
}

export const sentAt = testStart;

/** Reads the parent and sends, as the outbox does. */
export async function sendReply({ publisher, account }: BlueskyDesk, intent: ReplyIntent) {
  const parent = await publisher.readParent(account, intent);
  if (!parent.ok || parent.value.state !== "there") throw new Error(JSON.stringify(parent));
  const prepared = publisher.prepare(intent, sentAt);
  return { prepared, sent: await publisher.publish(account, intent, { prepared, parentRef: parent.value.ref }) };
}

export const trouble = (kind: string, code: string, more: object = {}) => ({
  ok: false,
  trouble: { class: kind, says: { code }, ...more },
});
