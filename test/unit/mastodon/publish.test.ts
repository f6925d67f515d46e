import { expect, test } from "vitest";
import { refOf, sendReply, startMastodonDesk, troubleOf, valueOf } from "../../support/mastodon-desk.ts";

const words = "@rita@far.example We are sorry.\n\nSee https://www.example.com/refunds/how-to-get-one-quickly";

test("a reply is posted under its parent with key, language and the parent's visibility", async () => {
  const desk = await startMastodonDesk();
  const parent = desk.server.post("rita@far.example", "My parcel is late", { visibility: "unlisted" });
  const intent = desk.replyTo(parent, words);
  const posted = valueOf(await sendReply(desk, intent));
  const post = desk.server.posts.at(-1);
  expect(posted).toEqual({
    id: post?.uri,
    localId: post?.id,
    url: post?.url,
    parentId: parent.uri,
    text: "@rita We are sorry.\n\nSee https://www.example.com/refunds/how-to-get-one-quickly",
    at: desk.clock.now(),
  });
  expect(post).toMatchObject({ text: words, inReplyToId: parent.id, visibility: "unlisted", language: "en" });
  const request = desk.server.requests.find(({ method }) => method === "POST");
  expect(request?.headers["idempotency-key"]).toBe(desk.publisher.prepare(intent, 0).key);
});

test.each([
  ["public", "public"],
  ["unlisted", "unlisted"],
  ["private", "private"],
  ["direct", "direct"],
  ["mutuals_only", "direct"],
])("a %s post is answered %s, never wider", async (visibility, answered) => {
  const desk = await startMastodonDesk();
  const parent = desk.server.post("rita", "Hello", { visibility });
  valueOf(await sendReply(desk, desk.replyTo(parent, "Good day")));
  expect(desk.server.posts.at(-1)?.visibility).toBe(answered);
});

test("the key is the same at each attempt and another one for other words", async () => {
  const { publisher, replyTo, server } = await startMastodonDesk();
  const intent = replyTo(server.post("rita", "Hello"), "Good day");
  const { key, createdAt } = publisher.prepare(intent, 0);
  expect(createdAt).toBe("1970-01-01T00:00:00.000Z");
  expect(publisher.prepare(intent, 5_000).key).toBe(key);
  expect(publisher.prepare({ ...intent, text: "Good day." }, 0).key).not.toBe(key);
  expect(publisher.keyProtectsMs).toBe(3_600_000);
});

test("two attempts with one key are one post where keys are kept", async () => {
  const desk = await startMastodonDesk();
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "Good day");
  const first = valueOf(await sendReply(desk, intent));
  expect(valueOf(await sendReply(desk, intent))).toEqual(first);
  expect(desk.server.posts).toHaveLength(2);
});

test.each(["raced", "ignored"] as const)(
  "five at once are one request, so that a server with keys %s posts once",
  async (keys) => {
    const desk = await startMastodonDesk({ keys });
    const { publisher, account, clock, server } = desk;
    const intent = desk.replyTo(server.post("rita", "Hello"), "Good day");
    const parentRef = refOf(valueOf(await publisher.readParent(account, intent)));
    const about = { prepared: publisher.prepare(intent, clock.now()), parentRef };
    const told = await Promise.all([1, 2, 3, 4, 5].map(() => publisher.publish(account, intent, about)));
    expect(new Set(told.map((one) => valueOf(one).id)).size).toBe(1);
    expect(server.posts).toHaveLength(2);
  },
);

test("replies of one account wait for each other", async () => {
  const desk = await startMastodonDesk();
  const { publisher, account, server, clock } = desk;
  const parent = server.post("rita", "Hello");
  const [first, second] = [desk.replyTo(parent, "Good day"), desk.replyTo(parent, "Once more")];
  const parentRef = refOf(valueOf(await publisher.readParent(account, first)));
  const gate = Promise.withResolvers<void>();
  server.meet("POST", "/api/v1/statuses", { do: "wait", for: gate.promise });
  const about = (intent: typeof first) => ({ prepared: publisher.prepare(intent, clock.now()), parentRef });
  const one = publisher.publish(account, first, about(first));
  const other = publisher.publish(account, second, about(second));
  // A question that is answered shows that a second post would have come by now.
  await publisher.limits(account);
  await publisher.limits(account);
  expect(server.requests.filter(({ method }) => method === "POST").length).toBeLessThanOrEqual(1);
  gate.resolve();
  valueOf(await one);
  valueOf(await other);
  expect(server.posts.map(({ text }) => text)).toEqual(["Hello", "Good day", "Once more"]);
});

test("a reply that a server let stand alone says so", async () => {
  const desk = await startMastodonDesk({ missingParent: "top-level" });
  const { publisher, account, server, clock } = desk;
  const parent = server.post("rita", "Hello");
  const intent = desk.replyTo(parent, "Good day");
  const parentRef = refOf(valueOf(await publisher.readParent(account, intent)));
  server.remove(parent.id);
  const told = await publisher.publish(account, intent, {
    prepared: publisher.prepare(intent, clock.now()),
    parentRef,
  });
  expect(valueOf(told)).toMatchObject({ parentId: null, text: "Good day" });
});

test("a parent that went just before the post is refused as gone", async () => {
  const desk = await startMastodonDesk();
  const { publisher, account, server, clock } = desk;
  const parent = server.post("rita", "Hello");
  const intent = desk.replyTo(parent, "Good day");
  const parentRef = refOf(valueOf(await publisher.readParent(account, intent)));
  server.remove(parent.id);
  const told = await publisher.publish(account, intent, {
    prepared: publisher.prepare(intent, clock.now()),
    parentRef,
  });
  expect(troubleOf(told)).toEqual({ class: "permanent", code: "mastodon.parent-gone" });
});

test("an older post that the key brings back is not taken for the reply", async () => {
  const desk = await startMastodonDesk();
  const { publisher, account, server, clock } = desk;
  const parent = server.post("rita", "Hello");
  const intent = desk.replyTo(parent, "We refund 10 pounds");
  const prepared = publisher.prepare(intent, clock.now());
  const parentRef = refOf(valueOf(await publisher.readParent(account, intent)));
  valueOf(await publisher.publish(account, intent, { prepared, parentRef }));
  const changed = { ...intent, text: "We refund 20 pounds" };
  const told = await publisher.publish(account, changed, { prepared, parentRef });
  expect(troubleOf(told)).toEqual({ class: "permanent", code: "mastodon.other-words" });
});

test.each([
  ["the line is cut before anything was done", { do: "cut-before" }, 1],
  ["the line is cut after it was done", { do: "cut-after" }, 2],
  ["the answer breaks off", { do: "cut-halfway" }, 2],
  ["a fault is answered though it was done", { do: "answer-after", status: 502, body: "Bad Gateway" }, 2],
  ["a page comes instead of an answer", { do: "answer-after", status: 200, body: "<html>" }, 2],
] as const)("when %s, it is unknown whether the reply stands", async (_name, fault, posts) => {
  const desk = await startMastodonDesk();
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "Good day");
  desk.server.meet("POST", "/api/v1/statuses", fault);
  expect(troubleOf(await sendReply(desk, intent)).class).toBe("unknown");
  expect(desk.server.posts).toHaveLength(posts);
});

test("a server that is too slow may still post: unknown, with a minute to settle", async () => {
  const desk = await startMastodonDesk({ timeoutMs: 300 });
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "Good day");
  const gate = Promise.withResolvers<void>();
  desk.server.meet("POST", "/api/v1/statuses", { do: "wait", for: gate.promise });
  const told = await sendReply(desk, intent);
  gate.resolve();
  expect(troubleOf(told)).toEqual({ class: "unknown", code: "fetch.timed-out", retryAfterMs: 60_000 });
});

test("a server that refuses connections got nothing: it may be tried again", async () => {
  const desk = await startMastodonDesk();
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "Good day");
  const parentRef = refOf(valueOf(await desk.publisher.readParent(desk.account, intent)));
  await desk.server.close();
  const prepared = desk.publisher.prepare(intent, desk.clock.now());
  const told = await desk.publisher.publish(desk.account, intent, { prepared, parentRef });
  expect(troubleOf(told)).toEqual({ class: "retry", code: "fetch.refused" });
});

test("a reply that is too long for this server is refused in words", async () => {
  const desk = await startMastodonDesk({ maxCharacters: 20 });
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "a".repeat(21));
  const told = await sendReply(desk, intent);
  expect(told.ok ? null : told.trouble).toEqual({
    class: "permanent",
    says: { code: "mastodon.too-long-by", params: { host: new URL(desk.server.url).host, limit: 20 } },
  });
});
