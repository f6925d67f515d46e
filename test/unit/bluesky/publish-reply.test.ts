import { afterEach, beforeEach, expect, test } from "vitest";
import { tidOf } from "../../../src-main/adapters/bluesky/tid.ts";
import { troubleOf } from "../../../src-main/adapters/bluesky/trouble.ts";
import {
  customer,
  firm,
  intentFor,
  keyAt,
  openBlueskyDesk,
  sendReply,
  sentAt,
  trouble,
} from "../../support/bluesky-desk.ts";
import type { BlueskyDesk } from "../../support/bluesky-desk.ts";

let desk: BlueskyDesk;
let parent: { uri: string; cid: string };
beforeEach(async () => {
  desk = await openBlueskyDesk();
  parent = desk.server.post(customer, keyAt(1), { text: "My parcel is late" });
});
afterEach(() => desk.server.close());

const ours = () => desk.server.records.list(`at://${firm}/`).map(({ value }) => value);
const put = "com.atproto.repo.putRecord";

/** The record as it was sent. */
const sentRecord = () => desk.server.asked.findLast(({ method }) => method === put)?.body;

test("what is prepared needs no network and is the same every time", () => {
  const intent = intentFor(parent.uri);
  const prepared = desk.publisher.prepare(intent, sentAt);
  expect(prepared).toEqual({ key: tidOf(sentAt, intent.replyId), createdAt: "2026-11-17T10:00:00.000Z" });
  expect(desk.publisher.prepare(intent, sentAt)).toEqual(prepared);
  expect(desk.server.asked).toEqual([]);
});

test("a reply is put under its own key, only where nothing stands, with parent, root, language and facets", async () => {
  const text = "Hallo @customer.test: https://example.com #parcel";
  const { prepared, sent } = await sendReply(desk, intentFor(parent.uri, { text, lang: "de" }));
  expect(sent).toEqual({
    ok: true,
    value: {
      id: `at://${firm}/app.bsky.feed.post/${prepared.key}`,
      localId: null,
      url: `https://bsky.app/profile/firm.test/post/${prepared.key}`,
      parentId: parent.uri,
      text,
      at: sentAt,
    },
  });
  expect(sentRecord()).toEqual({
    repo: firm,
    collection: "app.bsky.feed.post",
    rkey: prepared.key,
    swapRecord: null,
    record: {
      $type: "app.bsky.feed.post",
      text,
      createdAt: prepared.createdAt,
      langs: ["de"],
      facets: [
        {
          index: { byteStart: 6, byteEnd: 20 },
          features: [{ $type: "app.bsky.richtext.facet#mention", did: customer }],
        },
        {
          index: { byteStart: 22, byteEnd: 41 },
          features: [{ $type: "app.bsky.richtext.facet#link", uri: "https://example.com" }],
        },
        { index: { byteStart: 42, byteEnd: 49 }, features: [{ $type: "app.bsky.richtext.facet#tag", tag: "parcel" }] },
      ],
      reply: { root: parent, parent },
    },
  });
});

test("the same reply again sends the same record, and one post stands", async () => {
  const first = await sendReply(desk, intentFor(parent.uri));
  const record = sentRecord();
  desk.clock.advance(60_000);
  const second = await sendReply(desk, intentFor(parent.uri));
  expect(second).toEqual(first);
  expect(sentRecord()).toEqual(record);
  expect(ours()).toHaveLength(1);
});

test.each(["before", "after"] as const)(
  "an answer that is lost %s the post is written leaves it unknown; looking tells",
  async (lost) => {
    const intent = intentFor(parent.uri);
    desk.server.mishaps.set(put, { lost });
    const { prepared, sent } = await sendReply(desk, intent);
    expect(sent).toMatchObject({ ok: false, trouble: { class: "unknown" } });
    const found = await desk.publisher.reconcile(desk.account, intent, prepared);
    expect(found).toMatchObject({
      ok: true,
      value: lost === "after" ? { parentId: parent.uri, text: intent.text } : null,
    });
    expect((await sendReply(desk, intent)).sent).toMatchObject({ ok: true });
    expect(ours()).toHaveLength(1);
  },
);

test("a record that differs in what nobody approved is refused by the server, and counts as the post that stands", async () => {
  const intent = intentFor(parent.uri, { text: "Hello @customer.test" });
  const first = await sendReply(desk, intent);
  desk.server.people.pop();
  desk.server.people.push({ did: "did:plc:other", handle: "customer.test" });
  const prepared = desk.publisher.prepare(intent, sentAt);
  const parentRef = JSON.stringify({ root: parent, parent });
  expect(await desk.publisher.publish(desk.account, intent, { prepared, parentRef })).toEqual(first.sent);
  expect(ours()).toHaveLength(1);
});

test("other words, or another parent, under the key are said and never overwritten", async () => {
  const { prepared } = await sendReply(desk, intentFor(parent.uri));
  const parentRef = JSON.stringify({ root: parent, parent });
  const publishes = (intent: ReturnType<typeof intentFor>) =>
    desk.publisher.publish(desk.account, intent, { prepared, parentRef });
  const other = intentFor(parent.uri, { text: "Other words" });
  expect(await publishes(other)).toMatchObject(trouble("permanent", "bluesky.another-post"));
  expect(await desk.publisher.reconcile(desk.account, other, prepared)).toMatchObject(
    trouble("permanent", "bluesky.another-post"),
  );
  const elsewhere = intentFor(`at://${customer}/app.bsky.feed.post/${keyAt(2)}`);
  expect(await desk.publisher.reconcile(desk.account, elsewhere, prepared)).toMatchObject(
    trouble("permanent", "bluesky.another-post"),
  );
  expect(ours().map(({ text }) => text)).toEqual(["We are sorry."]);
});

test("an earlier attempt is known by a permalink with a handle too", async () => {
  const intent = intentFor(parent.uri, { parentKey: null });
  const { prepared, sent } = await sendReply(desk, intent);
  expect(await desk.publisher.reconcile(desk.account, intent, prepared)).toEqual(sent);
});

test.each([
  [{ status: 500, body: { error: "InternalServerError" } }, trouble("unknown", "bluesky.server-fault")],
  [{ status: 502, body: "<html>Bad gateway</html>" }, trouble("unknown", "bluesky.server-fault")],
  [{ status: 200, body: "<html>Hello</html>" }, trouble("unknown", "bluesky.unreadable")],
  [{ status: 200, body: { uri: "at://elsewhere" } }, trouble("unknown", "bluesky.unreadable")],
  [
    { status: 429, body: { error: "RateLimitExceeded" }, headers: { "retry-after": "30" } },
    trouble("limited", "bluesky.limited", { retryAfterMs: 30_000 }),
  ],
  [{ status: 400, body: { error: "AccountTakedown" } }, trouble("permanent", "bluesky.account-shut")],
  [{ status: 404, body: "Not found" }, trouble("permanent", "bluesky.not-a-server")],
  [
    { status: 400, body: { error: "InvalidRequest", message: "grapheme too big\n(maximum 300, got 301)" } },
    trouble("permanent", "bluesky.refused", {
      says: {
        code: "bluesky.refused",
        params: { status: 400, message: "grapheme too big (maximum 300, got 301)" },
      },
    }),
  ],
])("the answer %o to a post is trouble of its class", async (mishap, expected) => {
  desk.server.mishaps.set(put, mishap);
  expect((await sendReply(desk, intentFor(parent.uri))).sent).toMatchObject(expected);
});

test("a server that is not there took nothing: it may be tried again", async () => {
  const intent = intentFor(parent.uri);
  const about = {
    prepared: desk.publisher.prepare(intent, sentAt),
    parentRef: JSON.stringify({ root: parent, parent }),
  };
  await desk.server.close();
  expect(await desk.publisher.publish(desk.account, intent, about)).toMatchObject(trouble("retry", "fetch.refused"));
});

test("too many characters or bytes are refused before anything is asked", async () => {
  const parentRef = JSON.stringify({ root: parent, parent });
  const publishes = (text: string) => {
    const intent = intentFor(parent.uri, { text });
    return desk.publisher.publish(desk.account, intent, {
      prepared: desk.publisher.prepare(intent, sentAt),
      parentRef,
    });
  };
  expect(await publishes("a".repeat(301))).toMatchObject(trouble("permanent", "bluesky.too-long"));
  expect(await publishes("👨‍👩‍👧‍👦".repeat(121))).toMatchObject(trouble("permanent", "bluesky.too-many-bytes"));
  expect(desk.server.asked).toEqual([]);
  expect(await publishes("👨‍👩‍👧‍👦".repeat(120))).toMatchObject({ ok: true });
});

test("a handle that nobody has stays plain text; one that cannot be looked up now sends nothing", async () => {
  const text = "See @nobody.test";
  expect((await sendReply(desk, intentFor(parent.uri, { text }))).sent).toMatchObject({ ok: true });
  expect(ours()[0]).not.toHaveProperty("facets");
  desk.server.mishaps.set("com.atproto.identity.resolveHandle", { status: 503, body: {} });
  const again = intentFor(parent.uri, { replyId: "01JR0000000000000000000002", text: "Hello @customer.test" });
  expect((await sendReply(desk, again)).sent).toMatchObject({ ok: false, trouble: { class: "retry" } });
  expect(ours()).toHaveLength(1);
});

test.each([
  ["offline", "ENETUNREACH", true, "unknown"],
  ["unreachable", "EHOSTUNREACH", true, "unknown"],
  ["offline", "ENOTFOUND", true, "offline"],
  ["offline", "ENETUNREACH", false, "offline"],
] as const)(
  "%s by %s, when it writes: %s, is %s: a line that stood may have carried it",
  (code, detail, writes, kind) => {
    const params = { host: "pds.test", detail };
    const failure = { status: "failed", code, params, url: "https://pds.test/", redirects: [], tookMs: 1 } as const;
    expect(troubleOf({ kind: "failed", failure }, { writes }).class).toBe(kind);
  },
);
