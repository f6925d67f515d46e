import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RemotePage, Thread, Told } from "../../../src-main/ports/reply-publisher.ts";
import { customer, firm, keyAt, openBlueskyDesk, trouble } from "../../support/bluesky-desk.ts";
import type { BlueskyDesk } from "../../support/bluesky-desk.ts";

let desk: BlueskyDesk;
beforeEach(async () => {
  desk = await openBlueskyDesk();
});
afterEach(() => desk.server.close());

const noView = trouble("permanent", "bluesky.no-view");

/** Posts a second apart, so that they stand in order. */
function post(did: string, count: number, value: Record<string, unknown>) {
  desk.clock.advance(1000);
  return desk.server.post(did, keyAt(count), value);
}

function talk() {
  const root = post(customer, 1, { text: "Where is it?" });
  const reply = post(firm, 2, { text: "On its way", reply: { root, parent: root } });
  const thanks = post(customer, 3, { text: "Thanks", reply: { root, parent: reply } });
  post(firm, 4, { text: "You are welcome", reply: { root, parent: thanks } });
  post(customer, 5, { text: "Something else" });
  return { root, reply, thanks };
}

describe.each([true, false])("a thread (the network answers: %o)", (hasView) => {
  beforeEach(() => desk.server.setView(hasView));
  const read = (id: string): Promise<Told<Thread>> => desk.publisher.thread(desk.account, { id, url: null });
  const texts = (told: Told<Thread>) => told.ok && told.value.posts.map(({ text }) => text);

  test("is read whole around our reply, oldest first, with who wrote what to whom", async () => {
    const { root, reply, thanks } = talk();
    const told = await read(reply.uri);
    expect(texts(told)).toEqual(["Where is it?", "On its way", "Thanks", "You are welcome"]);
    expect(told.ok && told.value.posts[2]).toEqual({
      id: thanks.uri,
      localId: null,
      url: `https://bsky.app/profile/customer.test/post/${keyAt(3)}`,
      parentId: reply.uri,
      rootId: root.uri,
      author: { id: customer, name: hasView ? "Cara" : null, handle: "customer.test" },
      text: "Thanks",
      at: Date.UTC(2026, 10, 17, 10, 0, 3),
      lang: null,
    });
    expect(told.ok && told.value.isRootGone).toBe(false);
  });

  test("whose beginning was taken away says so, and keeps what is left", async () => {
    const { root, reply } = talk();
    desk.server.records.records.delete(root.uri);
    const told = await read(reply.uri);
    expect(texts(told)).toEqual(["On its way", "Thanks", "You are welcome"]);
    expect(told.ok && told.value.isRootGone).toBe(true);
  });

  test("of a post that is not there any more has no posts", async () => {
    const { reply } = talk();
    desk.server.records.records.clear();
    expect(await read(reply.uri)).toEqual({ ok: true, value: { posts: [], isRootGone: true } });
  });

  test("is found by its permalink where its name is not known", async () => {
    talk();
    const url = `https://bsky.app/profile/firm.test/post/${keyAt(2)}`;
    expect(texts(await desk.publisher.thread(desk.account, { id: "", url }))).toHaveLength(4);
    expect(await desk.publisher.thread(desk.account, { id: "", url: null })).toMatchObject(
      trouble("permanent", "bluesky.no-address"),
    );
  });
});

test("a reply that the network has not indexed yet is not taken for gone", async () => {
  const { reply } = talk();
  desk.server.unseen.add(reply.uri);
  const told = await desk.publisher.thread(desk.account, { id: reply.uri, url: null });
  expect(told).toMatchObject({ ok: true, value: { isRootGone: false, posts: [{ text: "On its way" }] } });
});

test("a list of a thousand posts is read back no further than the thread's beginning", async () => {
  desk.server.setView(false);
  for (let count = 1; count <= 250; count += 1) post(customer, count, { text: `Old ${count}` });
  const root = desk.server.post(customer, "3mzzzzzzzzzzz", { text: "New" });
  const told = await desk.publisher.thread(desk.account, { id: root.uri, url: null });
  expect(told.ok && told.value.posts.map(({ text }) => text)).toEqual(["New"]);
  expect(desk.methods().filter((method) => method === "listRecords")).toHaveLength(2);
});

describe("mentions", () => {
  const notify = (count: number, reason: string, value: Record<string, unknown> = {}) => {
    const { uri } = post(customer, count, { text: `${reason} ${count}`, ...value });
    desk.server.notifications.push({ uri, reason });
    return uri;
  };
  const read = (cursor: string | null = null) => desk.publisher.mentions(desk.account, cursor);
  const texts = (told: Told<RemotePage>) => told.ok && told.value.posts.map(({ text }) => text);
  const cursorOf = (told: Told<RemotePage>) => (told.ok ? told.value.cursor : null);

  test("bring who named, answered or quoted us, oldest first, and nothing else", async () => {
    for (const [count, reason] of ["mention", "like", "reply", "quote"].entries()) notify(count + 1, reason);
    expect(texts(await read())).toEqual(["mention 1", "reply 3", "quote 4"]);
  });

  test("nothing ever seen leaves no cursor; seen things leave one that brings only what came later", async () => {
    const none = await read();
    expect([texts(none), cursorOf(none)]).toEqual([[], null]);
    notify(1, "mention");
    const first = await read(cursorOf(none));
    expect(texts(first)).toEqual(["mention 1"]);
    expect(texts(await read(cursorOf(first)))).toEqual([]);
    notify(2, "reply");
    const second = await read(cursorOf(first));
    expect(texts(second)).toEqual(["reply 2"]);
    const third = await read(cursorOf(second));
    expect([texts(third), cursorOf(third)]).toEqual([[], cursorOf(second)]);
  });

  test("what is indexed late, within the hour before the last reading, still comes", async () => {
    const late = notify(1, "reply");
    notify(2, "mention");
    desk.server.unseen.add(late);
    const first = await read();
    expect(texts(first)).toEqual(["mention 2"]);
    desk.server.unseen.clear();
    expect(texts(await read(cursorOf(first)))).toEqual(["reply 1"]);
  });

  test("what comes from a clock that is two days behind is found among the old ones, once", async () => {
    const daysAgo = (days: number) => new Date(desk.clock.now() - days * 24 * 60 * 60_000).toISOString();
    notify(1, "mention", { createdAt: daysAgo(5) });
    notify(2, "mention");
    const first = await read();
    expect(texts(first)).toEqual(["mention 1", "mention 2"]);
    notify(3, "mention", { createdAt: daysAgo(2) });
    const second = await read(cursorOf(first));
    expect(texts(second)).toEqual(["mention 3"]);
    expect(texts(await read(cursorOf(second)))).toEqual([]);
  });

  test("an old one that moves up onto the first page is not news", async () => {
    const gone = notify(1, "mention");
    desk.clock.advance(10 * 24 * 60 * 60_000);
    for (let count = 2; count <= 100; count += 1) notify(count, "mention");
    desk.server.notifications.push({ uri: gone, reason: "mention" });
    desk.server.unseen.add(gone);
    const first = await read();
    desk.server.unseen.clear();
    expect(texts(await read(cursorOf(first)))).toEqual([]);
  });

  test("much within an hour comes once, and the cursor stays small", async () => {
    for (let count = 1; count <= 1100; count += 1) notify(count, "mention");
    const first = await read();
    expect(texts(first)).toHaveLength(100);
    const second = await read(cursorOf(first));
    expect(texts(second)).toHaveLength(900);
    expect(texts(await read(cursorOf(second)))).toEqual([]);
    expect(cursorOf(second)?.length).toBeLessThan(14_000);
  });

  test("a cursor of other make counts as none", async () => {
    notify(1, "mention");
    for (const cursor of ["", "x", "{}"]) expect(texts(await read(cursor))).toEqual(["mention 1"]);
  });

  test("more than one page is read back to where the last reading ended", async () => {
    notify(1, "mention");
    const cursor = cursorOf(await read());
    desk.clock.advance(2 * 60 * 60_000);
    for (let count = 2; count <= 251; count += 1) notify(count, "mention");
    const told = await read(cursor);
    expect(texts(told)).toEqual(Array.from({ length: 250 }, (_, index) => `mention ${index + 2}`));
  });

  test("a post that cannot be read is passed over", async () => {
    notify(1, "mention", { text: 7 });
    notify(2, "mention");
    expect(texts(await read())).toEqual(["mention 2"]);
  });

  test("a moment that its writer invented is not believed beyond when it was seen", async () => {
    notify(1, "mention", { createdAt: "2099-01-01T00:00:00.000Z" });
    const told = await read();
    expect(told.ok && told.value.posts[0]?.at).toBe(desk.clock.now());
  });
});

test("a search brings posts with the words, and later only newer ones", async () => {
  talk();
  const first = await desk.publisher.search(desk.account, "where is", null);
  expect(first).toMatchObject({ ok: true, value: { posts: [{ text: "Where is it?" }] } });
  post(customer, 6, { text: "And where is that?" });
  const cursor = first.ok ? first.value.cursor : null;
  expect(await desk.publisher.search(desk.account, "where is", cursor)).toMatchObject({
    ok: true,
    value: { posts: [{ text: "And where is that?" }] },
  });
});

describe("a server that does not answer for the network", () => {
  const mentions = () => desk.publisher.mentions(desk.account, null);

  test("never will, when it never has", async () => {
    desk.server.setView(false);
    expect(await mentions()).toMatchObject(noView);
    expect(await desk.publisher.search(desk.account, "x", null)).toMatchObject(noView);
  });

  test("is only away, when it has before; that is remembered in the keyring", async () => {
    expect(await mentions()).toMatchObject({ ok: true });
    expect(desk.kept()).toMatchObject({ hasView: true });
    desk.server.setView(false);
    expect(await mentions()).toMatchObject(trouble("retry", "bluesky.server-fault"));
    expect(await desk.restart().mentions(desk.account, null)).toMatchObject(trouble("retry", "bluesky.server-fault"));
  });

  test.each([
    { status: 401, body: { error: "AuthMissing" } },
    { status: 501, body: { error: "MethodNotImplemented" } },
    { status: 404, body: { error: "XRPCNotSupported" } },
    { status: 400, body: { error: "InvalidRequest", message: "No service configured for app.bsky.x" } },
  ])("says so in several ways: %o", async (mishap) => {
    desk.server.mishaps.set("app.bsky.notification.listNotifications", mishap);
    expect(await mentions()).toMatchObject(noView);
  });

  test("a limit or a lost line of it is what it is", async () => {
    desk.server.mishaps.set("app.bsky.notification.listNotifications", {
      status: 429,
      body: { error: "RateLimitExceeded" },
      headers: { "retry-after": "7" },
    });
    expect(await mentions()).toMatchObject(trouble("limited", "bluesky.limited", { retryAfterMs: 7000 }));
    await desk.server.close();
    expect(await mentions()).toMatchObject(trouble("retry", "fetch.refused"));
  });
});
