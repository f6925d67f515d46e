import { afterEach, beforeEach, expect, test } from "vitest";
import { homeOf } from "../../../src-main/adapters/bluesky/server-session.ts";
import { customer, firm, intentFor, keyAt, openBlueskyDesk, password, trouble } from "../../support/bluesky-desk.ts";
import type { BlueskyDesk } from "../../support/bluesky-desk.ts";

let desk: BlueskyDesk;
let uri: string;
beforeEach(async () => {
  desk = await openBlueskyDesk();
  ({ uri } = desk.server.post(customer, keyAt(1), { text: "First" }));
});
afterEach(() => desk.server.close());

const there = { ok: true, value: { state: "there" } };
const refused = trouble("auth", "bluesky.password-refused");
const read = (publisher = desk.publisher) => publisher.readParent(desk.account, intentFor(uri));
const signIns = () => desk.methods().filter((method) => method === "createSession").length;
const refreshes = () => desk.methods().filter((method) => method === "refreshSession").length;

test("signs in once, and keeps the refresh token in the keyring with the password", async () => {
  expect(await read()).toMatchObject(there);
  expect(await read()).toMatchObject(there);
  expect([signIns(), refreshes()]).toEqual([1, 0]);
  expect(desk.kept()).toEqual({ password, refreshJwt: expect.stringMatching(/\.refresh$/), hasView: true });
});

test("after a restart goes on by the refresh token, and keeps the new one", async () => {
  await read();
  const { refreshJwt } = desk.kept();
  expect(await read(desk.restart())).toMatchObject(there);
  expect([signIns(), refreshes()]).toEqual([1, 1]);
  expect(desk.kept()["refreshJwt"]).not.toBe(refreshJwt);
});

test("a token that ran out is renewed once for all calls that meet it", async () => {
  await read();
  desk.server.expireTokens("access");
  const all = await Promise.all(Array.from({ length: 4 }, () => read()));
  for (const one of all) expect(one).toMatchObject(there);
  expect([signIns(), refreshes()]).toEqual([1, 1]);
});

test("a refresh token that serves no longer is replaced by a sign-in", async () => {
  await read();
  desk.server.expireTokens("access");
  desk.server.expireTokens("refresh");
  expect(await read()).toMatchObject(there);
  expect([signIns(), refreshes()]).toEqual([2, 1]);
});

test("a password that was taken back is said, and not tried again until it is changed or ten minutes went by", async () => {
  await read();
  desk.server.takeBack(firm, password);
  desk.server.expireTokens("access");
  for (let count = 0; count < 3; count += 1) expect(await read()).toMatchObject(refused);
  expect(signIns()).toBe(2);
  desk.clock.advance(10 * 60_000);
  expect(await read()).toMatchObject(refused);
  expect(signIns()).toBe(3);
  desk.server.passwords.get(firm)?.add("new-password");
  await desk.keep({ password: "new-password", refreshJwt: "", hasView: true });
  expect(await read()).toMatchObject(there);
  expect(desk.kept()["password"]).toBe("new-password");
});

test("signing in anew says that a password was taken back while the token that is open serves still", async () => {
  await read();
  expect(await desk.publisher.signInAnew(desk.account)).toEqual({ ok: true, value: null });
  expect([signIns(), refreshes()]).toEqual([1, 1]);
  desk.server.takeBack(firm, password);
  expect(await read()).toMatchObject(there);
  expect(await desk.publisher.signInAnew(desk.account)).toMatchObject(refused);
  expect(await read()).toMatchObject(refused);
});

test.each([
  ["no secret", null],
  ["no JSON", "{"],
  ["another shape", "{}"],
])("without a usable secret (%s) it asks nothing", async (_what, text) => {
  desk.secrets.values.clear();
  if (text !== null) await desk.secrets.set(`account:${desk.account.id}`, text);
  expect(await read()).toMatchObject(trouble("auth", "bluesky.secret-missing"));
  expect(desk.server.asked).toEqual([]);
});

test("a password of another account is refused", async () => {
  const account = { ...desk.account, remoteId: customer };
  desk.server.mishaps.set("com.atproto.server.createSession", {
    status: 200,
    body: { did: firm, handle: "firm.test", accessJwt: "a", refreshJwt: "r" },
  });
  expect(await desk.publisher.readParent(account, intentFor(uri))).toMatchObject(
    trouble("auth", "bluesky.another-account", { says: { params: { handle: "firm.test" } } }),
  );
});

test.each([
  [{ status: 401, body: { error: "AccountTakedown" } }, trouble("permanent", "bluesky.account-shut")],
  [{ status: 401, body: { error: "AuthFactorTokenRequired" } }, trouble("auth", "bluesky.second-factor")],
  [{ status: 503, body: "away" }, trouble("retry", "bluesky.server-fault")],
  [{ status: 200, body: { hello: "world" } }, trouble("permanent", "bluesky.not-a-server")],
  [{ lost: "before" as const }, { ok: false, trouble: { class: "retry" } }],
])("a sign-in that is answered %o is trouble of its class", async (mishap, expected) => {
  desk.server.mishaps.set("com.atproto.server.createSession", mishap);
  expect(await read()).toMatchObject(expected);
});

test("a limit of sign-ins is waited for", async () => {
  const reset = Math.round(desk.clock.now() / 1000) + 120;
  const headers = {
    "ratelimit-remaining": "0",
    "ratelimit-reset": String(reset),
    date: new Date(desk.clock.now()).toUTCString(),
  };
  desk.server.mishaps.set("com.atproto.server.createSession", {
    status: 429,
    body: { error: "RateLimitExceeded" },
    headers,
  });
  const limited = trouble("limited", "bluesky.limited", { retryAfterMs: 120_000 });
  expect(await read()).toMatchObject(limited);
  expect(await read()).toMatchObject(limited);
  expect(signIns()).toBe(1);
  desk.clock.advance(120_000);
  expect(await read()).toMatchObject(there);
});

test("a limit that a good answer used up is kept without asking, for that method alone", async () => {
  const at = Math.round(desk.clock.now() / 1000);
  Object.assign(desk.server.headers, { "ratelimit-remaining": "0", "ratelimit-reset": String(at + 60) });
  Object.assign(desk.server.headers, { date: new Date(desk.clock.now()).toUTCString() });
  expect(await read()).toMatchObject(there);
  const asked = desk.server.asked.length;
  expect(await read()).toMatchObject(trouble("limited", "bluesky.limited", { retryAfterMs: 60_000 }));
  expect(desk.server.asked).toHaveLength(asked);
  desk.clock.advance(60_000);
  expect(await read()).toMatchObject(there);
});

test("calls go to the server that holds the account, which may be another than the one that signs it in", async () => {
  const home = { id: "#atproto_pds", serviceEndpoint: "http://127.0.0.1:9" };
  desk.server.mishaps.set("com.atproto.server.createSession", {
    status: 200,
    body: { did: firm, handle: "firm.test", accessJwt: "a", refreshJwt: "r", didDoc: { service: [home] } },
  });
  expect(await read()).toMatchObject(trouble("retry", "fetch.refused"));
  expect(desk.methods()).toEqual(["createSession"]);
});

test.each([
  ["https://home.example/x", "https://social.example", "https://home.example"],
  ["http://home.example", "http://127.0.0.1", "http://home.example"],
  ["http://home.example", "https://social.example", "https://social.example"],
  ["nowhere", "https://social.example", "https://social.example"],
])("an account whose papers name %s, signed in at %s, lives at %s", (serviceEndpoint, server, home) => {
  const service = [
    { id: "#other", serviceEndpoint: "https://other.example" },
    null,
    { id: "#atproto_pds", serviceEndpoint },
  ];
  const session = { did: firm, handle: "firm.test", accessJwt: "a", refreshJwt: "r" };
  expect(homeOf({ ...session, didDoc: { service } }, server)).toBe(home);
  expect(homeOf(session, server)).toBe(server);
});

test("a keyring that is locked is said, and one that is locked later takes nothing from an open session", async () => {
  const locked = () => Promise.reject(new Error("locked"));
  const { get, set } = desk.secrets;
  Object.assign(desk.secrets, { get: locked, set: locked });
  expect(await read()).toMatchObject(trouble("auth", "bluesky.keyring-locked"));
  Object.assign(desk.secrets, { get });
  expect(await read()).toMatchObject(there);
  Object.assign(desk.secrets, { get: locked });
  expect(await read()).toMatchObject(there);
  Object.assign(desk.secrets, { get, set });
  expect(await read(desk.restart())).toMatchObject(there);
});
