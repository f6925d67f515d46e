import { expect, onTestFinished, test } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { createMastodonDoor } from "../../../src-main/adapters/mastodon/mastodon-door.ts";
import { createMastodonPublisher } from "../../../src-main/adapters/mastodon/mastodon-publisher.ts";
import { accountSecretName } from "../../../src-main/ports/reply-publisher.ts";
import type { ConnectedAccount, SignedIn } from "../../../src-main/ports/reply-publisher.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { openHttp, troubleOf, valueOf } from "../../support/mastodon-desk.ts";
import { startMastodonServer } from "../../support/mastodon-server/start-mastodon-server.ts";
import type { MastodonServerOptions } from "../../support/mastodon-server/start-mastodon-server.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";

const narrow = "read:accounts read:statuses read:search read:notifications read:follows write:statuses";
const id = "01HZZZZZZZZZZZZZZZZZZZZZZZ";

async function atTheDoor(options: MastodonServerOptions = {}) {
  const server = await startMastodonServer(options);
  onTestFinished(() => server.close());
  const parts = { http: openHttp(), secrets: createMemorySecrets(), clock: createFakeClock() };
  const door = createMastodonDoor(parts);
  const begin = () => door.begin({ server: server.url, allowPrivate: true });
  const connect = async (): Promise<SignedIn> => {
    const { authorizeUrl, ticket } = valueOf(await begin());
    return valueOf(await door.finish(ticket, ` ${server.letIn(authorizeUrl, "desk")}\n`));
  };
  const accountOf = ({ remoteId, handle, secret }: SignedIn): ConnectedAccount => {
    parts.secrets.values.set(accountSecretName(id), secret);
    return { id, kind: "mastodon", server: server.url, handle, remoteId, allowPrivate: true };
  };
  return { server, door, begin, connect, accountOf, publisher: createMastodonPublisher(parts), ...parts };
}

test.each([
  ["that tells what it offers", {}, narrow, true],
  ["that tells nothing", { tellsOauth: false }, "read write:statuses", false],
  ["that gives rights as a whole", { tellsOauth: false, scopes: "coarse" }, "read write", false],
  ["that keeps to itself", { isClosed: true }, narrow, true],
  ["of an older version", { tellsOauth: false, instance: "v1" }, "read write:statuses", false],
] as const)("an account is connected by a code at a server %s", async (_name, options, scopes, hasChallenge) => {
  const { server, begin, connect, accountOf, publisher } = await atTheDoor(options);
  const page = new URL(valueOf(await begin()).authorizeUrl);
  expect(page.searchParams.get("scope")).toBe(scopes);
  expect(page.searchParams.get("redirect_uri")).toBe("urn:ietf:wg:oauth:2.0:oob");
  expect(page.searchParams.has("code_challenge")).toBe(hasChallenge);
  const signedIn = await connect();
  expect(signedIn).toMatchObject({
    handle: `desk@${new URL(server.url).host}`,
    name: "DESK",
    server: server.url,
    limits: { maxCharacters: 500, maxBytes: null, charactersPerLink: 23 },
  });
  valueOf(await publisher.mentions(accountOf(signedIn), null));
});

test("a wrong code lets nobody in", async () => {
  const { begin, door } = await atTheDoor();
  const { ticket } = valueOf(await begin());
  expect(troubleOf(await door.finish(ticket, "guess"))).toEqual({ class: "auth", code: "mastodon.code-refused" });
});

test("a code that somebody else asked for is worth nothing without the proof", async () => {
  const { begin, door, server } = await atTheDoor();
  const { authorizeUrl, ticket } = valueOf(await begin());
  const code = server.letIn(authorizeUrl, "desk");
  const stolen = JSON.stringify({ ...(JSON.parse(ticket) as object), verifier: "x".repeat(64) });
  expect(troubleOf(await door.finish(stolen, code)).code).toBe("mastodon.code-refused");
  expect(valueOf(await door.finish(ticket, code)).remoteId).not.toBe("");
});

test("a token that leads to nobody is given back", async () => {
  const { begin, door, server } = await atTheDoor();
  const { authorizeUrl, ticket } = valueOf(await begin());
  server.meet("GET", "/api/v1/accounts/verify_credentials", { do: "answer", status: 503 });
  expect(troubleOf(await door.finish(ticket, server.letIn(authorizeUrl, "desk"))).class).toBe("retry");
  expect(server.requests.at(-1)?.path).toBe("/oauth/revoke");
});

test("a lost answer to the code asks for another code", async () => {
  const { begin, door, server } = await atTheDoor();
  const { authorizeUrl, ticket } = valueOf(await begin());
  server.meet("POST", "/oauth/token", { do: "cut-after" });
  const told = await door.finish(ticket, server.letIn(authorizeUrl, "desk"));
  expect(troubleOf(told)).toEqual({ class: "retry", code: "mastodon.code-lost" });
});

test("an account that is disconnected lets nobody in, and that it was out already is no trouble", async () => {
  const { connect, accountOf, door, publisher, secrets } = await atTheDoor();
  const account = accountOf(await connect());
  expect(valueOf(await door.revoke(account))).toBeNull();
  expect(troubleOf(await publisher.mentions(account, null)).class).toBe("auth");
  expect(valueOf(await door.revoke(account))).toBeNull();
  secrets.values.clear();
  expect(valueOf(await door.revoke(account))).toBeNull();
});

test("a server that does not take a token back says where a person does it", async () => {
  const { connect, accountOf, door, server } = await atTheDoor();
  const account = accountOf(await connect());
  server.meet("POST", "/oauth/revoke", { do: "answer", status: 404 });
  expect(troubleOf(await door.revoke(account))).toEqual({ class: "permanent", code: "mastodon.not-revoked" });
  server.revokeAll();
  server.meet("POST", "/oauth/revoke", { do: "answer", status: 403 });
  expect(valueOf(await door.revoke(account))).toBeNull();
});

test.each([
  ["another network", { instance: "none" as const }, "mastodon.not-mastodon"],
  ["a web page", {}, "mastodon.not-mastodon"],
])("%s is told before anything is registered", async (name, options, code) => {
  const { begin, server } = await atTheDoor(options);
  if (name === "a web page") server.meet("GET", "/api/v2/instance", { do: "answer", status: 200, body: "<html>" });
  expect(troubleOf(await begin())).toEqual({ class: "permanent", code });
  expect(server.requests.some(({ method }) => method === "POST")).toBe(false);
});

test("a server inside needs consent", async () => {
  const { server, secrets, clock } = await atTheDoor();
  const door = createMastodonDoor({ http: createFetchHttp(), secrets, clock });
  const told = await door.begin({ server: server.url, allowPrivate: false });
  expect(troubleOf(told)).toEqual({ class: "permanent", code: "mastodon.private-address" });
});

test("a server that has moved names its new address", async () => {
  const { begin, server } = await atTheDoor();
  const headers = { location: "https://new.example/api/v1/apps" };
  server.meet("POST", "/api/v1/apps", { do: "answer", status: 301, headers });
  expect(troubleOf(await begin())).toEqual({ class: "permanent", code: "mastodon.moved-to" });
});
