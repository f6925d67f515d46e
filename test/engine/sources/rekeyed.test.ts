import { sql } from "kysely";
import { expect, test } from "vitest";
import { insertRule } from "../../../src-main/engine/store/rule.ts";
import { startFeedServer } from "./feed-server.ts";
import { startPollDesk, type PollDesk } from "./intake-desk.ts";

const hour = 60 * 60_000;
const topics = ["harbour", "bakery", "school", "bridge", "market", "library"];

type Said = { readonly id: string; readonly title: string; readonly at: number };

const feedOf = (posts: readonly Said[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>${posts
    .map(
      ({ id, title, at }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><link>https://gazette.example/${id}</link><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
    )
    .join("")}</channel></rss>`;

const count = async ({ store }: PollDesk, table: "item" | "desk_case") =>
  (await store.read.selectFrom(table).select("id").execute()).length;

/** A feed that was read once, an hour before its next turn. */
async function startWithFeed() {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  const now = desk.clock.now();
  // All of it waits for an answer.
  const rule = { name: "Care", when: {}, then: { bucket: "care" }, stop: true, reason: "because" } as const;
  await desk.store.write((trx) => insertRule(trx, { id: desk.ids.ulid(now), position: 1, ...rule }));
  const posts = topics.map((topic, at) => ({ id: topic, title: `News of the ${topic}`, at: now - (at + 1) * hour }));
  server.answerWith(() => ({ body: feedOf(posts) }));
  const { id } = await desk.add(server.url(), { everything: true });
  await desk.poll(id);
  desk.clock.advance(hour);
  const serve = async (next: readonly Said[]) => {
    server.answerWith(() => ({ body: feedOf(next) }));
    await desk.poll(id);
  };
  return { desk, posts, serve, now };
}

test("a feed whose entries all have other ids and addresses, but the same titles and dates, brings nothing new", async () => {
  const { desk, posts, serve } = await startWithFeed();
  await serve(posts.map((post) => ({ ...post, id: `new-${post.id}` })));
  expect(await count(desk, "item")).toBe(topics.length);
  expect(await desk.events("source.rekeyed")).toBe(0);
});

test("a feed that cannot be known again is stored as seen: no case, no alarm, and a line in the log", async () => {
  const { desk, posts, serve } = await startWithFeed();
  expect(await count(desk, "desk_case")).toBe(topics.length);
  await serve(
    posts.map((post, at) => ({ id: `new-${post.id}`, title: `Our ${post.id} in new clothes`, at: post.at - at })),
  );
  expect(await count(desk, "item")).toBe(topics.length * 2);
  expect(await count(desk, "desk_case")).toBe(topics.length);
  expect(await desk.events("source.rekeyed")).toBe(1);
  const backfill = await desk.store.read.selectFrom("item").select("backfill").where("key", "like", "new-%").execute();
  expect(backfill.map((row) => row.backfill)).toEqual(topics.map(() => 1));
});

test("a known feed that only brings news is no such case", async () => {
  const { desk, posts, serve, now } = await startWithFeed();
  const news = posts.map((post, at) => ({
    id: `next-${post.id}`,
    title: `Tomorrow at the ${post.id}`,
    at: now + at * 60_000,
  }));
  await serve(news);
  expect(await desk.events("source.rekeyed")).toBe(0);
  const backfill = await desk.store.read.selectFrom("item").select("backfill").where("key", "like", "next-%").execute();
  expect(backfill.map((row) => row.backfill)).toEqual(topics.map(() => 0));
});

test("a feed with new keys that was stored in part when the engine stopped is still stored as seen", async () => {
  const { desk, serve, now } = await startWithFeed();
  const many = Array.from({ length: 250 }, (_, at) => ({
    id: `new-${at}`,
    title: `The archive, page ${at}`,
    at: now - (at + 1) * hour,
  }));
  const stop = sql`CREATE TRIGGER stop BEFORE INSERT ON item WHEN NEW.key = 'new-240' BEGIN SELECT RAISE(ABORT, 'stop'); END`;
  await desk.store.write((trx) => stop.execute(trx));
  await expect(serve(many)).rejects.toThrow("stop");
  expect(await count(desk, "item")).toBe(topics.length + 200);
  await desk.store.write((trx) => sql`DROP TRIGGER stop`.execute(trx));
  desk.clock.advance(hour);
  await serve(many);
  expect(await count(desk, "item")).toBe(topics.length + 250);
  expect(await count(desk, "desk_case")).toBe(topics.length);
  expect(await desk.events("source.rekeyed")).toBe(1);
  const live = await desk.store.read
    .selectFrom("item")
    .select("key")
    .where("key", "like", "new-%")
    .where("backfill", "=", 0)
    .execute();
  expect(live).toEqual([]);
});
