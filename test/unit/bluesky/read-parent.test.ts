import { afterEach, beforeEach, expect, test } from "vitest";
import { customer, firm, intentFor, keyAt, openBlueskyDesk, trouble } from "../../support/bluesky-desk.ts";
import type { BlueskyDesk } from "../../support/bluesky-desk.ts";

let desk: BlueskyDesk;
beforeEach(async () => {
  desk = await openBlueskyDesk();
});
afterEach(() => desk.server.close());

const post = (value: object, key = keyAt(1)) => desk.server.post(customer, key, value as Record<string, unknown>);
const read = (uri: string, more: Parameters<typeof intentFor>[1] = {}) =>
  desk.publisher.readParent(desk.account, intentFor(uri, more));
const state = (of: string) => ({ ok: true, value: { state: of } });

test("a post that is there is read with its author, its place in the thread and what an answer needs", async () => {
  const root = post({ text: "First" });
  const second = post({ text: "Second", langs: ["pt-BR"], reply: { root, parent: root } }, keyAt(2));
  expect(await read(second.uri)).toEqual({
    ok: true,
    value: {
      state: "there",
      ref: JSON.stringify({ root, parent: second }),
      post: {
        id: second.uri,
        localId: null,
        url: `https://bsky.app/profile/customer.test/post/${keyAt(2)}`,
        parentId: root.uri,
        rootId: root.uri,
        author: { id: customer, name: "Cara", handle: "customer.test" },
        text: "Second",
        at: desk.clock.now(),
        lang: "pt",
      },
    },
  });
});

test.each([true, false])("by permalink the author's DID is looked up (the network answers: %o)", async (hasView) => {
  desk.server.setView(hasView);
  const root = post({ text: "First" });
  for (const author of ["customer.test", customer])
    expect(
      await read(root.uri, { parentKey: null, parentUrl: `https://bsky.app/profile/${author}/post/${keyAt(1)}` }),
    ).toMatchObject({
      ok: true,
      value: { state: "there", post: { id: root.uri, author: { handle: "customer.test" } } },
    });
});

test("a post that was taken away is gone, and so is one of nobody, and one of an account that was closed", async () => {
  const root = post({ text: "First" });
  desk.server.records.records.clear();
  expect(await read(root.uri)).toEqual(state("gone"));
  const parentUrl = `https://bsky.app/profile/nobody.test/post/${keyAt(1)}`;
  expect(await read(root.uri, { parentKey: null, parentUrl })).toEqual(state("gone"));
  desk.server.mishaps.set("com.atproto.repo.getRecord", { status: 400, body: { error: "RepoTakendown" } });
  expect(await read(root.uri)).toEqual(state("gone"));
});

test("a post that cannot be answered, or whose author keeps us away, is blocked", async () => {
  const root = post({ text: "First" });
  desk.server.noReply.add(root.uri);
  expect(await read(root.uri)).toEqual(state("blocked"));
  desk.server.noReply.clear();
  desk.server.blocking.add(customer);
  expect(await read(root.uri)).toEqual(state("blocked"));
});

test.each([
  ["nobody", [], "blocked"],
  ["who is named, and we are not", [{ $type: "app.bsky.feed.threadgate#mentionRule" }], "blocked"],
  ["who is followed, which only the network knows", [{ $type: "app.bsky.feed.threadgate#followingRule" }], "there"],
  ["everybody", undefined, "there"],
])("without the network's view, the thread's own rule tells: %s", async (_who, allow, expected) => {
  desk.server.setView(false);
  const root = post({ text: "First" });
  const second = post({ text: "Second", reply: { root, parent: root } }, keyAt(2));
  desk.server.records.store(`at://${customer}/app.bsky.feed.threadgate/${keyAt(1)}`, { ...(allow && { allow }) });
  for (const { uri } of [root, second]) expect(await read(uri)).toMatchObject(state(expected));
});

test("our own thread is never closed to us", async () => {
  desk.server.setView(false);
  const root = desk.server.post(firm, keyAt(1), { text: "Ours" });
  const answer = post({ text: "Theirs", reply: { root, parent: root } }, keyAt(2));
  desk.server.records.store(`at://${firm}/app.bsky.feed.threadgate/${keyAt(1)}`, { allow: [] });
  expect(await read(answer.uri)).toMatchObject(state("there"));
});

test("a post that the network has not seen yet is there all the same", async () => {
  const root = post({ text: "First" });
  desk.server.unseen.add(root.uri);
  expect(await read(root.uri)).toMatchObject({ ok: true, value: { state: "there", post: { text: "First" } } });
});

test("an address that names no post will never work", async () => {
  expect(await read("at://x", { parentUrl: "https://example.com", parentKey: null })).toMatchObject(
    trouble("permanent", "bluesky.no-address"),
  );
});

test("what the server cannot say now is no answer about the post", async () => {
  const root = post({ text: "First" });
  desk.server.mishaps.set("com.atproto.repo.getRecord", { status: 502, body: { error: "UpstreamFailure" } });
  expect(await read(root.uri)).toMatchObject(trouble("retry", "bluesky.server-fault"));
  desk.server.mishaps.set("com.atproto.identity.resolveHandle", { status: 500, body: {} });
  expect(await read(root.uri, { parentKey: null })).toMatchObject(trouble("retry", "bluesky.server-fault"));
});

test("a token that is refused twice says nothing about the author", async () => {
  const root = post({ text: "First" });
  await read(root.uri);
  desk.server.refuseTokens();
  expect(await read(root.uri, { parentKey: null })).toMatchObject(trouble("auth", "bluesky.password-refused"));
});
