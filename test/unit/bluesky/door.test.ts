import { afterEach, beforeEach, expect, test } from "vitest";
import { firm, openBlueskyDesk, password, trouble } from "../../support/bluesky-desk.ts";
import type { BlueskyDesk } from "../../support/bluesky-desk.ts";

let desk: BlueskyDesk;
beforeEach(async () => {
  desk = await openBlueskyDesk();
});
afterEach(() => desk.server.close());

const signIn = (more: object = {}) =>
  desk.door.withPassword({ server: desk.server.origin, handle: "firm.test", password, allowPrivate: true, ...more });

test("an app password connects the account, with its name, its limits and what the keyring keeps", async () => {
  const signed = await signIn();
  expect(signed).toEqual({
    ok: true,
    value: {
      remoteId: firm,
      handle: "firm.test",
      name: "The Firm",
      server: desk.server.origin,
      limits: { maxCharacters: 300, maxBytes: 3000, charactersPerLink: null },
      secret: expect.any(String),
    },
  });
  expect(signed.ok && JSON.parse(signed.value.secret)).toEqual({
    password,
    refreshJwt: expect.stringMatching(/\.refresh$/),
    hasView: true,
  });
});

test("a server without the network's view connects too, with the name in the account's own profile", async () => {
  desk.server.setView(false);
  desk.server.records.store(`at://${firm}/app.bsky.actor.profile/self`, { displayName: "Ours" });
  const signed = await signIn();
  expect(signed).toMatchObject({ ok: true, value: { name: "Ours" } });
  expect(signed.ok && JSON.parse(signed.value.secret)).toMatchObject({ hasView: false });
});

test.each(["@Firm.Test", " firm.test ", "firm", firm])("the handle may be written as %o", async (handle) => {
  expect(await signIn({ handle })).toMatchObject({ ok: true, value: { remoteId: firm, handle: "firm.test" } });
});

test("the password of the account itself is refused, and its session ended", async () => {
  expect(await signIn({ password: "whole:password" })).toMatchObject(trouble("auth", "bluesky.app-password-needed"));
  expect(desk.methods()).toEqual(["createSession", "deleteSession"]);
});

test.each([
  [{ password: "wrong" }, trouble("auth", "bluesky.password-refused")],
  [{ handle: "" }, trouble("auth", "bluesky.password-refused")],
  [{ handle: "nobody" }, trouble("auth", "bluesky.password-refused")],
  [{ server: "" }, trouble("permanent", "bluesky.server-bad")],
  [{ server: "ftp://social.example" }, trouble("permanent", "bluesky.server-bad")],
  [{ server: "https://user:pass@social.example" }, trouble("permanent", "bluesky.server-bad")],
  [{ allowPrivate: false }, trouble("permanent", "fetch.private-address")],
])("%o is refused in words", async (more, expected) => {
  expect(await signIn(more)).toMatchObject(expected);
});

test("what answers as no such server is said", async () => {
  desk.server.mishaps.set("com.atproto.server.createSession", { status: 404, body: "<html>Nothing here</html>" });
  expect(await signIn()).toMatchObject(trouble("permanent", "bluesky.not-a-server"));
});

test("an account that is deactivated is not connected", async () => {
  const body = { did: firm, handle: "firm.test", accessJwt: "a", refreshJwt: "r", active: false };
  desk.server.mishaps.set("com.atproto.server.createSession", { status: 200, body });
  expect(await signIn()).toMatchObject(trouble("permanent", "bluesky.account-shut"));
});

test("leaving ends the session; one that is over is no trouble, a server that is away is", async () => {
  const signed = await signIn();
  await desk.secrets.set(`account:${desk.account.id}`, signed.ok ? signed.value.secret : "");
  desk.server.mishaps.set("com.atproto.server.deleteSession", { status: 503, body: {} });
  expect(await desk.door.revoke(desk.account)).toMatchObject(trouble("retry", "bluesky.server-fault"));
  expect(await desk.door.revoke(desk.account)).toEqual({ ok: true, value: null });
  expect(await desk.door.revoke(desk.account)).toEqual({ ok: true, value: null });
  desk.secrets.values.clear();
  expect(await desk.door.revoke(desk.account)).toEqual({ ok: true, value: null });
});
