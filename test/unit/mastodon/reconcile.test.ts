import { expect, test } from "vitest";
import type { Posted, ReplyIntent, Told } from "../../../src-main/ports/reply-publisher.ts";
import { refOf, sendReply, startMastodonDesk, troubleOf, valueOf } from "../../support/mastodon-desk.ts";
import type { MastodonDesk } from "../../support/mastodon-desk.ts";

const reconcile = (desk: MastodonDesk, intent: ReplyIntent, at = desk.clock.now()): Promise<Told<Posted | null>> =>
  desk.publisher.reconcile(desk.account, intent, desk.publisher.prepare(intent, at));

test("an attempt that got through although the line was cut is found", async () => {
  const desk = await startMastodonDesk({ keys: "ignored" });
  const parent = desk.server.post("rita@far.example", "Hello");
  const intent = desk.replyTo(parent, "@rita@far.example *Good* day\n\n- one\n- two https://www.example.com/a/b?c=d");
  desk.server.meet("POST", "/api/v1/statuses", { do: "cut-after" });
  expect(troubleOf(await sendReply(desk, intent)).class).toBe("unknown");
  const post = desk.server.posts.at(-1);
  expect(valueOf(await reconcile(desk, intent))).toMatchObject({
    id: post?.uri,
    localId: post?.id,
    parentId: parent.uri,
  });
});

test("an attempt that did not get through is not found", async () => {
  const desk = await startMastodonDesk();
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "Good day");
  desk.server.meet("POST", "/api/v1/statuses", { do: "cut-before" });
  expect(troubleOf(await sendReply(desk, intent)).class).toBe("unknown");
  expect(valueOf(await reconcile(desk, intent))).toBeNull();
});

test("the same words under another post are another reply", async () => {
  const desk = await startMastodonDesk();
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "@rita Good day");
  valueOf(await sendReply(desk, desk.replyTo(desk.server.post("carl", "Hello"), "@carl Good day")));
  expect(valueOf(await reconcile(desk, intent))).toBeNull();
});

test("other words under the same post are another reply", async () => {
  const desk = await startMastodonDesk();
  const parent = desk.server.post("rita", "Hello");
  valueOf(await sendReply(desk, desk.replyTo(parent, "We refund 10 pounds")));
  expect(valueOf(await reconcile(desk, desk.replyTo(parent, "We refund 20 pounds")))).toBeNull();
});

test("a reply that was left standing alone is found, and is seen to stand alone", async () => {
  const desk = await startMastodonDesk({ missingParent: "top-level", keys: "ignored" });
  const { publisher, account, server, clock } = desk;
  const parent = server.post("rita", "Hello");
  const intent = desk.replyTo(parent, "@rita Good day");
  const prepared = publisher.prepare(intent, clock.now());
  const parentRef = refOf(valueOf(await publisher.readParent(account, intent)));
  server.remove(parent.id);
  server.meet("POST", "/api/v1/statuses", { do: "cut-after" });
  expect(troubleOf(await publisher.publish(account, intent, { prepared, parentRef })).class).toBe("unknown");
  expect(valueOf(await publisher.reconcile(account, intent, prepared))).toMatchObject({
    parentId: null,
    text: "@rita Good day",
  });
});

test("where the parent cannot be found any more, a reply under nobody knows what is found, one under another post is not", async () => {
  const desk = await startMastodonDesk();
  const { server } = desk;
  const intent = desk.replyTo(
    { url: `${server.url}/@rita/1`, uri: `${server.url}/users/rita/statuses/1` },
    "@rita Sorry",
  );
  const other = server.post("rita", "Another complaint");
  server.post("desk", "@rita Sorry", { inReplyToId: other.id });
  expect(valueOf(await reconcile(desk, intent))).toBeNull();
  const orphan = server.post("desk", "@rita Sorry", { inReplyToId: "1" });
  expect(valueOf(await reconcile(desk, intent))).toMatchObject({ id: orphan.uri });
});

test("what stands alone and names somebody else, or is older than the approval, is not this reply", async () => {
  const desk = await startMastodonDesk();
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "@rita Good day");
  desk.server.post("carl", "Hello");
  desk.server.post("desk", "@carl Good day");
  desk.server.post("desk", "@rita Good day", { at: desk.clock.now() - 3_600_000 });
  expect(valueOf(await reconcile(desk, intent))).toBeNull();
});

test("a busy account is read back to the approval, and no further than a person would", async () => {
  const desk = await startMastodonDesk();
  const { clock, server } = desk;
  const parent = server.post("rita", "Hello");
  const intent = desk.replyTo(parent, "Good day");
  const approvedAt = clock.now();
  valueOf(await sendReply(desk, intent));
  const post = (count: number) => {
    for (let at = 0; at < count; at += 1) server.post("desk", `News ${server.posts.length}`);
  };
  post(150);
  expect(valueOf(await reconcile(desk, intent, approvedAt))).toMatchObject({ parentId: parent.uri });
  post(60);
  expect(troubleOf(await reconcile(desk, intent, approvedAt))).toEqual({
    class: "permanent",
    code: "mastodon.too-many-posts",
  });
});

test("a look that fails is trouble, never an absence", async () => {
  const desk = await startMastodonDesk();
  const intent = desk.replyTo(desk.server.post("rita", "Hello"), "Good day");
  desk.server.meet("GET", "/api/v1/accounts/", { do: "answer", status: 502 });
  expect(troubleOf(await reconcile(desk, intent))).toEqual({ class: "retry", code: "mastodon.fault" });
});
