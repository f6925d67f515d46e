import { expect, test } from "vitest";
import { sendReply, startMastodonDesk, troubleOf, valueOf } from "../../support/mastodon-desk.ts";
import type { MastodonDesk } from "../../support/mastodon-desk.ts";

/** A complaint, our reply, the answer to it that names nobody, ours again, and a bystander. */
async function conversation(desk: MastodonDesk) {
  const { server, clock } = desk;
  const later = () => clock.advance(60_000);
  const root = server.post("rita@far.example", "My parcel is late");
  later();
  const reply = valueOf(await sendReply(desk, desk.replyTo(root, "@rita@far.example Which one?")));
  later();
  const answer = server.post("rita@far.example", "Number 5", { inReplyToId: reply.localId });
  later();
  const second = valueOf(await sendReply(desk, desk.replyTo(answer, "@rita@far.example Found it")));
  later();
  const thanks = server.post("rita@far.example", "Thanks", { inReplyToId: second.localId });
  later();
  const bystander = server.post("carl@far.example", "Mine too", { inReplyToId: root.id });
  return { root, reply, answer, second, thanks, bystander };
}

test.each([Number.POSITIVE_INFINITY, 1])(
  "a thread is read whole, oldest first, from a server that shows %s levels",
  async (contextLevels) => {
    const desk = await startMastodonDesk({ contextLevels });
    const { root, reply, answer, second, thanks, bystander } = await conversation(desk);
    const { publisher, account } = desk;
    const thread = valueOf(await publisher.thread(account, { id: root.uri, url: root.url }));
    const rows = thread.posts.map(({ id, parentId, rootId }) => [id, parentId, rootId]);
    expect(thread.isRootGone).toBe(false);
    expect(rows).toEqual([
      [root.uri, null, null],
      [reply.id, root.uri, root.uri],
      [answer.uri, reply.id, root.uri],
      [second.id, answer.uri, root.uri],
      [thanks.uri, second.id, root.uri],
      [bystander.uri, root.uri, root.uri],
    ]);
  },
);

test("from our reply the thread reaches up to the root and down to the answer whose notification was lost", async () => {
  const desk = await startMastodonDesk({ contextLevels: 1, losesNotifications: true });
  const { publisher, account, server } = desk;
  const { root, reply, answer } = await conversation(desk);
  expect(valueOf(await publisher.mentions(account, null)).posts).toEqual([]);
  const thread = valueOf(await publisher.thread(account, { id: reply.id, url: reply.url }));
  expect(thread.posts.map(({ id }) => id)).toEqual(expect.arrayContaining([root.uri, reply.id, answer.uri]));
  // What was seen is asked for by its id, not searched.
  expect(server.requests.filter(({ path }) => path === "/api/v2/search").length).toBeLessThanOrEqual(2);
});

test("a root that was taken away leaves its answers", async () => {
  const desk = await startMastodonDesk();
  const { publisher, account, server } = desk;
  const { root, reply, answer } = await conversation(desk);
  server.remove(root.id);
  const thread = valueOf(await publisher.thread(account, { id: reply.id, url: reply.url }));
  expect(thread.isRootGone).toBe(true);
  expect(thread.posts.map(({ id, rootId }) => [id, rootId])).toEqual(
    expect.arrayContaining([
      [reply.id, null],
      [answer.uri, null],
    ]),
  );
  const ofRoot = await publisher.thread(account, { id: `${server.url}/users/rita/statuses/9`, url: null });
  expect(valueOf(ofRoot)).toEqual({ posts: [], isRootGone: true });
});

test("a thread that cannot be read is trouble, not an empty thread", async () => {
  const desk = await startMastodonDesk();
  const root = desk.server.post("rita", "Hello");
  desk.server.switches.rateLimit = { retryAfter: "20" };
  const told = await desk.publisher.thread(desk.account, { id: root.uri, url: root.url });
  expect(troubleOf(told)).toEqual({ class: "limited", code: "mastodon.limited", retryAfterMs: 20_000 });
});
