import { expect, test } from "vitest";
import { sendReply, startMastodonDesk, troubleOf, valueOf } from "../../support/mastodon-desk.ts";

test("mentions come oldest first, each with what it answers, and only what is new the next time", async () => {
  const desk = await startMastodonDesk();
  const { server, publisher, account, clock } = desk;
  const root = server.post("rita@far.example", "Hello @desk");
  const reply = valueOf(await sendReply(desk, desk.replyTo(root, "@rita@far.example Good day")));
  clock.advance(1_000);
  const answer = server.post("rita@far.example", "@desk thanks", { inReplyToId: reply.localId });
  const first = valueOf(await publisher.mentions(account, null));
  expect(first.posts.map(({ id, parentId }) => [id, parentId])).toEqual([
    [root.uri, null],
    [answer.uri, reply.id],
  ]);
  expect(valueOf(await publisher.mentions(account, first.cursor))).toEqual({ posts: [], cursor: first.cursor });
  clock.advance(1_000);
  const third = server.post("carl", "@desk and me?");
  const later = valueOf(await publisher.mentions(account, first.cursor));
  expect(later.posts.map(({ id, author }) => [id, author.handle])).toEqual([
    [third.uri, `carl@${new URL(server.url).host}`],
  ]);
});

test("before anything was heard the cursor stays open", async () => {
  const { publisher, account } = await startMastodonDesk();
  expect(valueOf(await publisher.mentions(account, null))).toEqual({ posts: [], cursor: null });
});

test("a hundred mentions since the last time are all heard", async () => {
  const { server, publisher, account } = await startMastodonDesk();
  server.post("rita", "@desk first");
  const { cursor } = valueOf(await publisher.mentions(account, null));
  for (let at = 0; at < 100; at += 1) server.post("rita", `@desk ${at}`);
  const { posts } = valueOf(await publisher.mentions(account, cursor));
  expect(posts.map(({ text }) => text)).toEqual(Array.from({ length: 100 }, (_, at) => `@desk ${at}`));
});

test("words are searched, and what was handed on does not come again", async () => {
  const { server, publisher, account, clock } = await startMastodonDesk();
  const first = server.post("rita@far.example", "The ferry is late");
  server.post("rita@far.example", "The train is late");
  const page = valueOf(await publisher.search(account, "ferry late", null));
  expect(page.posts.map(({ id }) => id)).toEqual([first.uri]);
  clock.advance(60_000);
  const second = server.post("carl", "A late ferry");
  const delayed = server.post("carl", "Late ferry, as I said", { at: clock.now() - 120_000 });
  server.post("carl", "A late ferry, long ago", { at: clock.now() - 7_200_000 });
  const next = valueOf(await publisher.search(account, "ferry late", page.cursor));
  expect(next.posts.map(({ id }) => id)).toEqual([delayed.uri, second.uri]);
  expect(valueOf(await publisher.search(account, "ferry late", next.cursor)).posts).toEqual([]);
});

test("a server without an index is told from one that found nothing", async () => {
  const desk = await startMastodonDesk();
  const { server, publisher, account, clock } = desk;
  server.post("desk", "We answer questions about parcels");
  clock.advance(2 * 3_600_000);
  expect(valueOf(await publisher.search(account, "zeppelin", null))).toEqual({ posts: [], cursor: null });
  const poor = await startMastodonDesk({ searchesText: false });
  poor.server.post("desk", "We answer questions about parcels");
  poor.clock.advance(2 * 3_600_000);
  const told = await poor.publisher.search(poor.account, "zeppelin", null);
  expect(troubleOf(told)).toEqual({ class: "permanent", code: "mastodon.no-search" });
});

test("while nothing of ours could be found, an empty search says nothing of the server", async () => {
  const { server, publisher, account } = await startMastodonDesk({ searchesText: false });
  server.post("desk", "Posted just now, not yet in any index");
  expect(valueOf(await publisher.search(account, "zeppelin", null)).posts).toEqual([]);
});

test.each(["v2", "v1"] as const)("limits are read from the server's own description (%s)", async (instance) => {
  const { publisher, account } = await startMastodonDesk({ instance, maxCharacters: 10_000, charactersPerLink: 256 });
  expect(valueOf(await publisher.limits(account))).toEqual({
    maxCharacters: 10_000,
    maxBytes: null,
    charactersPerLink: 256,
  });
});

test("a server that does not describe itself has no limits to tell", async () => {
  const { publisher, account } = await startMastodonDesk({ instance: "none" });
  expect(troubleOf(await publisher.limits(account))).toEqual({ class: "permanent", code: "mastodon.not-mastodon" });
});
