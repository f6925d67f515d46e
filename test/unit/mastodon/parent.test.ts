import { expect, onTestFinished, test } from "vitest";
import { startMastodonServer } from "../../support/mastodon-server/start-mastodon-server.ts";
import { startMastodonDesk, troubleOf, valueOf } from "../../support/mastodon-desk.ts";

test("a parent is found by its address and read as it stands now", async () => {
  const { server, publisher, account, replyTo, clock } = await startMastodonDesk();
  const post = server.post("rita@far.example", "My parcel is late", { language: "en" });
  server.edit(post.id, "My parcel is here.\n\nThanks @desk https://www.example.com/a/very/long/address/of/a/parcel");
  const parent = valueOf(await publisher.readParent(account, replyTo(post, "Good")));
  expect(parent).toMatchObject({
    state: "there",
    post: {
      id: post.uri,
      localId: post.id,
      url: post.url,
      parentId: null,
      rootId: null,
      author: { id: "https://far.example/users/rita", name: "RITA", handle: "rita@far.example" },
      text: "My parcel is here.\n\nThanks @desk https://www.example.com/a/very/long/address/of/a/parcel",
      at: clock.now(),
      lang: "en",
    },
  });
});

test("a content warning is part of the text, and what the parent answers is named", async () => {
  const { server, publisher, account, replyTo } = await startMastodonDesk();
  const above = server.post("desk", "We are open");
  const post = server.post("rita@far.example", "No", { spoiler: "Rant", inReplyToId: above.id });
  const parent = valueOf(await publisher.readParent(account, replyTo(post, "Good")));
  expect(parent).toMatchObject({ post: { text: "Rant\n\nNo", parentId: above.uri } });
});

test.each([
  [
    "its own name alone",
    (post: { uri: string; url: string }) => ({ parentUrl: "https://feed.example/1", parentKey: post.uri }),
  ],
  ["its permalink alone", (post: { uri: string; url: string }) => ({ parentUrl: post.url, parentKey: null })],
  [
    "a permalink with a fragment",
    (post: { uri: string; url: string }) => ({ parentUrl: `${post.url}#top`, parentKey: "tag:1" }),
  ],
])("a parent is found by %s", async (_name, about) => {
  const { server, publisher, account, replyTo } = await startMastodonDesk();
  const post = server.post("rita@far.example", "Hello");
  const parent = await publisher.readParent(account, { ...replyTo(post, "Good"), ...about(post) });
  expect(valueOf(parent)).toMatchObject({ state: "there", post: { id: post.uri } });
});

test("a post that quotes the address is not taken for the post", async () => {
  const there = await startMastodonServer();
  onTestFinished(() => there.close());
  const { server, publisher, account, replyTo } = await startMastodonDesk();
  const post = there.post("rita", "Hello");
  const quote = server.post("carl@far.example", `Look: ${post.url}`);
  const found = { id: quote.id, uri: quote.uri, url: quote.url, created_at: new Date(quote.at).toISOString() };
  const author = { id: quote.author.id, username: "carl", acct: "carl@far.example" };
  const body = JSON.stringify({ statuses: [{ ...found, account: author }] });
  for (const _address of [post.uri, post.url])
    server.meet("GET", "/api/v2/search", { do: "answer", status: 200, body });
  const told = await publisher.readParent(account, replyTo(post, "Good"));
  expect(troubleOf(told)).toEqual({ class: "permanent", code: "mastodon.not-found-here" });
});

test("a parent on our own server that was taken away is gone", async () => {
  const { server, publisher, account, replyTo } = await startMastodonDesk();
  const post = server.post("rita", "Hello");
  server.remove(post.id);
  expect(valueOf(await publisher.readParent(account, replyTo(post, "Good")))).toEqual({ state: "gone" });
});

test("a parent elsewhere is gone when its own page is, and out of reach when the page stands", async () => {
  const there = await startMastodonServer();
  onTestFinished(() => there.close());
  const { publisher, account, replyTo } = await startMastodonDesk();
  const post = there.post("rita", "Hello");
  const intent = replyTo(post, "Good");
  expect(troubleOf(await publisher.readParent(account, intent))).toEqual({
    class: "permanent",
    code: "mastodon.not-found-here",
  });
  there.remove(post.id);
  expect(valueOf(await publisher.readParent(account, intent))).toEqual({ state: "gone" });
  await there.close();
  expect(troubleOf(await publisher.readParent(account, intent)).class).toBe("retry");
});

test("an author who blocks us is not answered", async () => {
  const { server, publisher, account, replyTo } = await startMastodonDesk();
  const post = server.post("rita@far.example", "Hello");
  server.block("rita@far.example", "desk");
  expect(valueOf(await publisher.readParent(account, replyTo(post, "Good")))).toEqual({ state: "blocked" });
});

test.each([
  [["author"], "blocked"],
  [["author", "me"], "there"],
  [["public"], "there"],
])("a post that may be answered by %j is %s", async (canReply, state) => {
  const { server, publisher, account, replyTo } = await startMastodonDesk();
  const post = server.post("rita@far.example", "Hello", { canReply });
  expect(valueOf(await publisher.readParent(account, replyTo(post, "Good"))).state).toBe(state);
});

test("a server without a list of blocks lets us answer", async () => {
  const { server, publisher, account, replyTo } = await startMastodonDesk();
  const post = server.post("rita@far.example", "Hello");
  server.meet("GET", "/api/v1/accounts/relationships", { do: "answer", status: 403 });
  expect(valueOf(await publisher.readParent(account, replyTo(post, "Good"))).state).toBe("there");
});
