import { describe, expect, test } from "vitest";
import type { ParsedItem } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { purgeItems } from "../../../src-main/engine/store/item.ts";
import { parsedItem, startIntakeDesk, type IntakeDesk } from "./desk.ts";

const hour = 60 * 60_000;
const monday = Date.UTC(2026, 10, 16, 8);

const topics = ["harbour", "bakery", "school", "bridge", "market"];
const entry = (topic: string, at: number, change: Partial<ParsedItem> = {}) =>
  parsedItem({
    id: `https://gazette.example/news/${topic}`,
    link: `https://gazette.example/news/${topic}`,
    title: `News of the ${topic}`,
    text: `What happened at the ${topic} today`,
    publishedAt: monday + at * hour,
    ...change,
  });
const feed = (change: (topic: string, at: number) => Partial<ParsedItem> = () => ({})) =>
  topics.map((topic, at) => entry(topic, at, change(topic, at)));

const items = ({ store }: IntakeDesk) =>
  store.read
    .selectFrom("item")
    .select(["id", "key", "title", "version", "published_at", "second_hash", "url"])
    .orderBy("id")
    .execute();

async function purgeAll({ store }: IntakeDesk, at: number): Promise<void> {
  await store.write(async (trx) => {
    await trx.deleteFrom("story_member").execute();
    await trx.deleteFrom("mention").execute();
    await trx.deleteFrom("story").execute();
    const rows = await trx.selectFrom("item").select("id").execute();
    await purgeItems(
      trx,
      rows.map(({ id }) => id),
      at,
    );
  });
}

async function startWithFeed(first: readonly ParsedItem[]) {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true, network: "news" });
  await desk.store200(source, first);
  return { desk, source, again: (next: readonly ParsedItem[]) => desk.store200(source, next) };
}

describe("an entry whose key changes is the same item", () => {
  test.each<
    [string, (topic: string, at: number) => Partial<ParsedItem>, (topic: string, at: number) => Partial<ParsedItem>]
  >([
    [
      "the count in the fragment of its id",
      (t) => ({ id: `https://gazette.example/news/${t}#0` }),
      (t) => ({
        id: `https://gazette.example/news/${t}#3`,
        title: `News of the ${t}, updated`,
        publishedAt: monday + 9 * hour,
      }),
    ],
    [
      "the host of its id and its link",
      () => ({}),
      (t) => ({ id: `https://www.gazette-new.example/news/${t}`, link: `https://www.gazette-new.example/news/${t}` }),
    ],
    ["the scheme of its id", (t) => ({ id: `http://gazette.example/news/${t}` }), () => ({})],
    ["an opaque id, under the same address", (t) => ({ id: `1-${t}` }), (t) => ({ id: `2-${t}` })],
    [
      "its link, where it has no id and no other stays",
      (t) => ({ id: null, link: `https://a.example/read?session=1${t}` }),
      (t) => ({ id: null, link: `https://a.example/read?session=2${t}` }),
    ],
    [
      "tracking in the link of an entry without an id",
      () => ({ id: null }),
      (t) => ({ id: null, link: `http://www.gazette.example/news/${t}?utm_source=rss#top` }),
    ],
  ])("when it is %s", async (_what, before, after) => {
    const { desk, again } = await startWithFeed(feed(before));
    const first = await items(desk);
    const stored = await again(feed(after));
    expect(stored).toMatchObject({ items: 0, mentions: 0, stories: 0 });
    const now = await items(desk);
    expect(now.map((item) => [item.id, item.published_at])).toEqual(first.map((item) => [item.id, item.published_at]));
    // And the next reading knows it by its new key, without a change.
    expect(await again(feed(after))).toMatchObject({ items: 0, edited: 0 });
    expect(await items(desk)).toEqual(now);
  });

  test("and keeps what people decided about it", async () => {
    const desk = await startIntakeDesk();
    await desk.addRule({});
    const source = await desk.addSource({ everything: true, network: "news" });
    await desk.store200(
      source,
      feed((topic) => ({ id: `https://gazette.example/news/${topic}#0` })),
    );
    await desk.store.write((trx) =>
      trx.updateTable("desk_case").set({ status: "resolved", resolution: "spam", resolved_at: 1 }).execute(),
    );
    const corrected = (topic: string) => ({
      id: `https://gazette.example/news/${topic}#1`,
      text: `Corrected: what happened at the ${topic} today`,
    });
    expect(await desk.store200(source, feed(corrected))).toMatchObject({ items: 0, edited: 5 });
    const cases = await desk.store.read.selectFrom("desk_case").select(["status", "cycle"]).execute();
    expect(cases.map(({ status, cycle }) => `${status} ${cycle}`)).toEqual(cases.map(() => "resolved 1"));
    expect(cases.length).toBeGreaterThan(0);
    expect((await items(desk)).map(({ version }) => version)).toEqual([2, 2, 2, 2, 2]);
  });

  test("and keeps its address when the feed gives none with the new id", async () => {
    const { desk, again } = await startWithFeed([entry("harbour", 0)]);
    const bare = entry("harbour", 0, { id: "https://mirror.example/news/harbour", link: null });
    expect(await again([bare])).toMatchObject({ items: 0 });
    expect(await items(desk)).toMatchObject([
      { key: "https://mirror.example/news/harbour", url: "https://gazette.example/news/harbour" },
    ]);
  });

  test("and a purged one does not come back under another key of the same path", async () => {
    const { desk, again } = await startWithFeed(feed());
    const [first] = await items(desk);
    await desk.store.write(async (trx) => {
      await trx.deleteFrom("story_member").execute();
      await trx.deleteFrom("mention").execute();
      await purgeItems(trx, [first?.id ?? 0], monday);
    });
    expect(await again([entry("harbour", 0, { id: "https://mirror.example/news/harbour" })])).toMatchObject({
      items: 0,
    });
  });
});

describe("another entry stays another item", () => {
  test("the next issue of a column under the same address", async () => {
    const { again } = await startWithFeed([entry("weather", 0, { id: "w1", title: "Monday: rain" })]);
    const next = entry("weather", 24, { id: "w2", title: "Tuesday: sun" });
    expect(await again([next])).toMatchObject({ items: 1 });
  });

  test("two comments of one page, told apart by the fragment of their ids", async () => {
    const comment = (at: number) =>
      entry("harbour", at, {
        id: `https://gazette.example/news/harbour#comment-${at}`,
        link: `https://gazette.example/news/harbour#comment-${at}`,
        title: `Comment ${at}`,
        text: `I have ${at} things to say`,
      });
    const { again } = await startWithFeed([comment(1)]);
    expect(await again([comment(2)])).toMatchObject({ items: 1 });
    expect(await again([comment(3), comment(2), comment(1)])).toMatchObject({ items: 1, edited: 0 });
  });

  test("a second review under the address and the title of one that left the feed", async () => {
    const review = (id: string, at: number, text: string) =>
      entry("reviews", at, { id, link: "https://shop.example/app/reviews", title: "Terrible", text });
    const { again } = await startWithFeed([review("101", 0, "It crashed and my booking is lost")]);
    expect(await again([review("102", 5, "They charged me twice and nobody answers")])).toMatchObject({ items: 1 });
  });

  test("the next answer in a thread, after the first one left the feed", async () => {
    const answer = (fragment: string, at: number) =>
      entry("thread", at, {
        id: `https://forum.example/t/12${fragment}`,
        link: `https://forum.example/t/12${fragment}`,
        title: "My parcel is lost",
        text: `What number ${at} has to say about it`,
      });
    const { again } = await startWithFeed([answer("#post-1", 1), answer("#post-2", 2)]);
    expect(await again([answer("#post-3", 3), answer("#post-2", 2)])).toMatchObject({ items: 1, edited: 0 });
  });

  test("the next comment on a page whose first ones were purged", async () => {
    const comment = (at: number) =>
      entry("harbour", at, {
        id: `https://gazette.example/news/harbour#comment-${at}`,
        link: `https://gazette.example/news/harbour#comment-${at}`,
        title: `Comment ${at}`,
      });
    const { desk, again } = await startWithFeed([comment(1)]);
    await purgeAll(desk, monday + 2 * hour);
    expect(await again([comment(3)])).toMatchObject({ items: 1 });
  });

  test("an entry that is younger than the purge of another revision's", async () => {
    const incident = (at: number) =>
      entry("status", at, { id: `https://status.example/incidents#${at}`, link: null, title: `Incident ${at}` });
    const { desk, again } = await startWithFeed([incident(1)]);
    await purgeAll(desk, monday + 2 * hour);
    expect(await again([incident(3)])).toMatchObject({ items: 1 });
  });

  test("an update that stands beside the first report in the same fetch", async () => {
    const { again } = await startWithFeed([entry("harbour", 0, { id: "a" })]);
    expect(await again([entry("harbour", 0, { id: "a" }), entry("harbour", 0, { id: "b" })])).toMatchObject({
      items: 1,
    });
  });
});

describe("more new entries than any feed has in an hour", () => {
  test("are a backfill but for the newest hundred", async () => {
    const { desk, again } = await startWithFeed(feed());
    const flood = Array.from({ length: 150 }, (_, at) =>
      parsedItem({
        id: `x${at}`,
        title: `Number ${at}`,
        text: `Number ${at}`,
        publishedAt: desk.clock.now() - at * 1000,
      }),
    );
    await again(flood);
    const rows = await desk.store.read
      .selectFrom("item")
      .select(["key", "backfill"])
      .where("key", "like", "x%")
      .orderBy("published_at", "desc")
      .execute();
    expect(rows.map(({ backfill }) => backfill)).toEqual([
      ...Array.from({ length: 100 }, () => 0),
      ...Array.from({ length: 50 }, () => 1),
    ]);
  });
});
