import { expect, test } from "vitest";
import { mentionDetails } from "../../../src-main/engine/store/mention-detail.ts";
import type { IntakeDesk } from "./desk.ts";
import { parsedItem, startIntakeDesk } from "./desk.ts";

const hour = 3_600_000;

const late = (id: string, change = {}) =>
  parsedItem({ id, text: "My Whimbrel ferry is late again and nobody answers", ...change });

async function counts({ store }: IntakeDesk) {
  const bucket = await store.read
    .selectFrom("slot_bucket")
    .select((eb) => [eb.fn.sum<number>("mentions").as("mentions"), eb.fn.sum<number>("stories").as("stories")])
    .executeTakeFirstOrThrow();
  const items = await store.read.selectFrom("item").select("id").execute();
  const cases = await store.read.selectFrom("desk_case").select("id").execute();
  return { items: items.length, mentions: bucket.mentions ?? 0, stories: bucket.stories ?? 0, cases: cases.length };
}

const events = ({ store }: IntakeDesk, kind: string) =>
  store.read.selectFrom("event").select("kind").where("kind", "=", kind).execute();

test("only what a watch matches counts; the rest is kept", async () => {
  const desk = await startIntakeDesk();
  await desk.addWatch("Brand", "whimbrel*");
  await desk.addRule({ when: { query: "late" } });
  const source = await desk.addSource();
  const stored = await desk.store200(source, [late("a"), parsedItem({ id: "b", text: "A fine day in Averby" })]);
  expect(stored).toEqual({ items: 2, edited: 0, mentions: 1, stories: 1 });
  expect(await counts(desk)).toEqual({ items: 2, mentions: 1, stories: 1, cases: 1 });
  const story = await desk.store.read
    .selectFrom("story")
    .select(["bucket", "decided_by", "reason", "sentiment"])
    .executeTakeFirstOrThrow();
  expect({ ...story, reason: JSON.parse(story.reason) as unknown }).toEqual({
    bucket: "care",
    decided_by: "rule",
    sentiment: "negative",
    reason: {
      says: { code: "reason.rule_words", params: { rule: "Rule", words: "late", why: "because" } },
      confidence: null,
      query: "late",
    },
  });
  const spans = await desk.store.read.selectFrom("mention_watch").select("spans").execute();
  expect(spans).toEqual([{ spans: '[{"field":"text","from":3,"to":11}]' }]);
});

test("a source that counts everything needs no watch", async () => {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true });
  await desk.store200(source, [parsedItem({ id: "b", text: "A fine day in Averby" })]);
  expect(await counts(desk)).toMatchObject({ items: 1, mentions: 1 });
});

test("reading an answer again, or the second half of it, changes nothing twice", async () => {
  const desk = await startIntakeDesk();
  await desk.addWatch("Brand", "whimbrel*");
  const source = await desk.addSource();
  await desk.store200(source, [late("a"), late("b")]);
  const before = await counts(desk);
  expect(await desk.store200(source, [late("a"), late("b")])).toEqual({ items: 0, edited: 0, mentions: 0, stories: 0 });
  expect(await counts(desk)).toEqual(before);
  expect(await events(desk, "ingest.stored")).toHaveLength(1);
  expect(await desk.store200(source, [late("b"), late("c")])).toMatchObject({ items: 1 });
});

test("what was purged stays away", async () => {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true });
  await desk.store200(source, [late("a")]);
  const { key_hash } = await desk.store.read.selectFrom("item").select("key_hash").executeTakeFirstOrThrow();
  const other = await desk.addSource({ everything: true });
  await desk.store.write((trx) =>
    trx.insertInto("purged_key").values({ source_id: other.rowId, key_hash, purged_at: 0 }).execute(),
  );
  expect(await desk.store200(other, [late("a")])).toMatchObject({ items: 0 });
});

test("an edited item is a new version of the same mention, and its resolved case stays resolved", async () => {
  const desk = await startIntakeDesk();
  await desk.addWatch("Brand", "whimbrel*");
  await desk.addRule({});
  const source = await desk.addSource();
  await desk.store200(source, [late("a")]);
  await desk.store.write((trx) =>
    trx.updateTable("desk_case").set({ status: "resolved", resolution: "answered", resolved_at: 1 }).execute(),
  );
  expect(
    await desk.store200(source, [parsedItem({ id: "a", text: "Wow! Thank you, Whimbrel, I love this great ferry" })]),
  ).toMatchObject({ items: 0, edited: 1 });
  const versions = await desk.store.read
    .selectFrom("item_version")
    .select(["version", "text"])
    .orderBy("version")
    .execute();
  expect(versions.map((row) => [row.version, row.text.slice(0, 6)])).toEqual([
    [1, "My Whi"],
    [2, "Wow! T"],
  ]);
  expect(await counts(desk)).toEqual({ items: 1, mentions: 1, stories: 1, cases: 1 });
  const slots = await desk.store.read.selectFrom("slot_bucket").select("sentiment").where("mentions", ">", 0).execute();
  expect(slots).toEqual([{ sentiment: "positive" }]);
  const { status } = await desk.store.read.selectFrom("desk_case").select("status").executeTakeFirstOrThrow();
  expect(status).toBe("resolved");
});

test("reply place, tags and files of an entry are stored, and a new version brings its own", async () => {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true });
  const file = { url: "https://a.example/1.mp3", type: "audio/mpeg", length: 7, title: null, alt: "Waves" };
  const facts = { replyUrl: "https://talk.example/1", categories: ["ferry"], enclosures: [file] };
  await desk.store200(source, [late("a", facts), late("b")]);
  const stored = async () => {
    const { id } = await desk.store.read.selectFrom("story").select("id").orderBy("id").executeTakeFirstOrThrow();
    const [mention] = await mentionDetails(desk.store.read, id);
    return { replyUrl: mention?.replyUrl, categories: mention?.categories, enclosures: mention?.enclosures };
  };
  expect(await stored()).toEqual(facts);
  const plain = await desk.store.read.selectFrom("item").selectAll().where("key", "=", "b").executeTakeFirstOrThrow();
  expect([plain.reply_url, plain.categories, plain.enclosures]).toEqual([null, null, null]);
  const edited = { replyUrl: null, categories: ["quay", "ferry"], enclosures: [] };
  await desk.store200(source, [late("a", { ...edited, text: "Late once more" })]);
  expect(await stored()).toEqual(edited);
});

test("an entry of a source of no network in particular shows its own", async () => {
  const desk = await startIntakeDesk();
  const mixed = await desk.addSource({ everything: true, network: "other" });
  const news = await desk.addSource({ everything: true, network: "news" });
  await desk.store200(mixed, [late("a", { network: "reddit" }), late("b")]);
  await desk.store200(news, [late("c", { network: "reddit" })]);
  const rows = await desk.store.read.selectFrom("item").select(["key", "network"]).orderBy("key").execute();
  expect(rows.map(({ key, network }) => [key, network])).toEqual([
    ["a", "reddit"],
    ["b", "other"],
    ["c", "news"],
  ]);
});

test("an edited item changes the tone of its story, together with its copies", async () => {
  const desk = await startIntakeDesk();
  const one = await desk.addSource({ everything: true });
  const other = await desk.addSource({ everything: true });
  const link = "https://gazette.example/a";
  const tone = async () => (await desk.store.read.selectFrom("story").select("sentiment").execute())[0]?.sentiment;
  const thanks = { text: "Wow! Thank you, Whimbrel, I love this great ferry", link };
  await desk.store200(one, [late("1", { link })]);
  await desk.store200(one, [parsedItem({ id: "1", ...thanks })]);
  expect(await tone()).toBe("positive");
  await desk.store200(other, [late("2", { link })]);
  expect(await tone()).toBe("mixed");
  await desk.store200(other, [parsedItem({ id: "2", ...thanks })]);
  expect(await tone()).toBe("positive");
});

test("copies with one address are one story of two, in any source", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({ then: { bucket: "pr" } });
  const one = await desk.addSource({ everything: true, network: "news" });
  const other = await desk.addSource({ everything: true, network: "news" });
  await desk.store200(one, [late("1", { link: "https://gazette.example/a?utm_source=x" })]);
  await desk.store200(other, [late("2", { link: "http://www.gazette.example/a/" })]);
  expect(await counts(desk)).toEqual({ items: 2, mentions: 2, stories: 1, cases: 1 });
  const story = await desk.store.read.selectFrom("story").select(["copies"]).execute();
  expect(story).toEqual([{ copies: 2 }]);
  const members = await desk.store.read.selectFrom("story_member").select("reason").orderBy("mention_id").execute();
  expect(members.map((row) => row.reason)).toEqual(["alone", "same_link"]);
});

test("the same worldwide id in two sources is one story, a bare number is not", async () => {
  const desk = await startIntakeDesk();
  const one = await desk.addSource({ everything: true });
  const other = await desk.addSource({ everything: true });
  await desk.store200(one, [late("tag:gazette.example,2026:1"), late("17", { text: "Lost my hat" })]);
  await desk.store200(other, [late("tag:gazette.example,2026:1"), late("17", { text: "Found a glove" })]);
  expect(await counts(desk)).toMatchObject({ items: 4, mentions: 4, stories: 3 });
});

test("a copy that joins a resolved case opens a new cycle", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({});
  const one = await desk.addSource({ everything: true });
  const other = await desk.addSource({ everything: true });
  await desk.store200(one, [late("1", { link: "https://gazette.example/a" })]);
  await desk.store.write((trx) =>
    trx.updateTable("desk_case").set({ status: "resolved", resolution: "answered", resolved_at: 1 }).execute(),
  );
  await desk.store200(other, [late("2", { link: "https://gazette.example/a" })]);
  const row = await desk.store.read.selectFrom("desk_case").select(["status", "cycle"]).executeTakeFirstOrThrow();
  expect(row).toEqual({ status: "new", cycle: 2 });
});

const thanks = { text: "Wow! Thank you, Whimbrel, I love this great ferry", link: "https://gazette.example/a" };

const kindsOf = async ({ store }: IntakeDesk) =>
  (await store.read.selectFrom("event").select("kind").where("kind", "like", "case.%").orderBy("seq").execute()).map(
    ({ kind }) => kind,
  );

test.each([
  ["a copy", "other", null, { status: "new", cycle: 1 }, "case.woken"],
  ["an edit", "same", null, { status: "new", cycle: 1 }, "case.woken"],
  ["a copy, when it was answered,", "other", 5, { status: "new", cycle: 2 }, "case.reopened"],
  ["an edit, when it was answered,", "same", 5, { status: "new", cycle: 2 }, "case.reopened"],
] as const)("%s brings back a case that waits until they answer", async (_name, by, answeredAt, after, kind) => {
  const desk = await startIntakeDesk();
  await desk.addRule({});
  const one = await desk.addSource({ everything: true });
  const other = await desk.addSource({ everything: true });
  await desk.store200(one, [late("1", { link: thanks.link })]);
  await desk.store.write((trx) =>
    trx.updateTable("desk_case").set({ status: "waiting", first_response_at: answeredAt }).execute(),
  );
  desk.clock.advance(hour);
  await desk.store200(by === "same" ? one : other, [parsedItem({ id: "1", ...thanks })]);
  const row = await desk.store.read
    .selectFrom("desk_case")
    .select(["status", "cycle", "first_response_at", "sort_at"])
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ ...after, first_response_at: null });
  expect(await kindsOf(desk)).toEqual(["case.queued", kind]);
});

test("a snooze to a time lasts, whatever joins or changes", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({});
  const one = await desk.addSource({ everything: true });
  const other = await desk.addSource({ everything: true });
  await desk.store200(one, [late("1", { link: thanks.link })]);
  const until = desk.clock.now() + 5 * hour;
  await desk.store.write((trx) =>
    trx.updateTable("desk_case").set({ status: "snoozed", snoozed_until: until }).execute(),
  );
  await desk.store200(other, [late("2", { link: thanks.link })]);
  await desk.store200(one, [parsedItem({ id: "1", ...thanks })]);
  expect(await kindsOf(desk)).toEqual(["case.queued"]);
});

test("another post of its author brings back a case that nobody has answered, and only theirs", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({});
  const source = await desk.addSource({ everything: true });
  await desk.store200(source, [late("1"), late("2", { handle: "@tom@murmur.example" })]);
  await desk.store.write((trx) => trx.updateTable("desk_case").set({ status: "snoozed", wake_on: "answer" }).execute());
  desk.clock.advance(hour);
  await desk.store200(source, [late("3", { text: "And my refund?" })]);
  const rows = await desk.store.read.selectFrom("desk_case").select("status").orderBy("id").execute();
  expect(rows.map(({ status }) => status)).toEqual(["new", "snoozed", "new"]);
});

test("of a backfill only the last 24 hours open cases, queued when first seen", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({});
  const now = desk.clock.now();
  const source = await desk.addSource({ everything: true });
  await desk.store200(
    source,
    [late("a", { publishedAt: now - 25 * hour }), late("b", { publishedAt: now - 23 * hour })],
    { backfill: true },
  );
  const queued = await desk.store.read.selectFrom("desk_case").select("queued_at").execute();
  expect(queued).toEqual([{ queued_at: now }]);
  const slots = await desk.store.read.selectFrom("slot_bucket").select("slot").orderBy("slot").execute();
  expect(slots).toEqual([
    { slot: Math.floor((now - 25 * hour) / 900_000) },
    { slot: Math.floor((now - 23 * hour) / 900_000) },
  ]);
});

test("dates that cannot be are the moment of first sight", async () => {
  const desk = await startIntakeDesk();
  const now = desk.clock.now();
  const source = await desk.addSource({ everything: true });
  const dates = [null, now + 11 * 60_000, now + 9 * 60_000, Date.UTC(1990, 1, 1), now - hour];
  await desk.store200(
    source,
    dates.map((publishedAt, at) => late(String(at), { publishedAt })),
  );
  const rows = await desk.store.read
    .selectFrom("item")
    .select(["key", "published_at", "date_guessed"])
    .orderBy("key")
    .execute();
  expect(rows.map((row) => [row.published_at - now, row.date_guessed])).toEqual([
    [0, 1],
    [0, 1],
    [0, 0],
    [0, 1],
    [-hour, 0],
  ]);
});

test("a batch leaves one event with its counts", async () => {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true });
  await desk.store200(source, [late("a"), late("b", { text: "Lost my hat" })], { backfill: true });
  const { payload } = await desk.store.read
    .selectFrom("event")
    .innerJoin("event_payload", "event_payload.seq", "event.seq")
    .select("payload")
    .where("kind", "=", "ingest.stored")
    .executeTakeFirstOrThrow();
  expect(JSON.parse(payload)).toMatchObject({
    source: source.id,
    items: 2,
    mentions: 2,
    stories: 2,
    edited: 0,
    backfill: true,
  });
});

test("slots, index and mentions agree after all of it", async () => {
  const desk = await startIntakeDesk();
  await desk.addWatch("Brand", "whimbrel* OR wow");
  const source = await desk.addSource();
  await desk.store200(source, [late("a"), late("b"), parsedItem({ id: "c", text: "e-mail" })]);
  await desk.store200(source, [
    parsedItem({ id: "a", text: "Wow" }),
    parsedItem({ id: "b", text: "nothing here" }),
    parsedItem({ id: "c", text: "whimbrels" }),
  ]);
  expect(await counts(desk)).toMatchObject({ items: 3, mentions: 2 });
  const mentions = await desk.store.read.selectFrom("mention").select("id").execute();
  expect(mentions).toHaveLength(2);
  desk.store.raw.prepare("INSERT INTO mention_fts (mention_fts, rank) VALUES ('integrity-check', 1)").run();
});
