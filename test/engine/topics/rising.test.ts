import { expect, test } from "vitest";
import type { TopicQuestion } from "../../../src-main/contract/methods/topics.ts";
import { beginSpan, extendSpan } from "../../../src-main/engine/store/running-span.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { createPage } from "../../../src-main/engine/triage/page.ts";
import { crowd, dayMs, hourMs, quietDays, startTopicsDesk, type TopicsDesk } from "./desk.ts";

const day: TopicQuestion = { watchId: null, bucket: null, window: "day", counted: "mentions" };

async function triageRows({ parts, topics }: TopicsDesk, term: string | null, question = day) {
  const page = createPage({ ...parts, topicStories: topics.storiesOf });
  const rows = await page(
    {
      view: "waiting",
      cursor: null,
      limit: 100,
      search: "",
      filter: {},
      everywhere: false,
      alarm: null,
      topic: { ...question, term },
    },
    { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } },
  );
  return rows.rows.map(({ id }) => id);
}

test("what many say today and nobody before rises, and opens exactly its rows wherever they stand", async () => {
  const desk = await startTopicsDesk();
  const { now } = desk;
  await desk.say(quietDays(now, 20));
  const said = await desk.say([
    ...crowd(now, 4, { text: "Sewage in the harbour", bucket: "pr" }),
    ...crowd(now, 2, { text: "Is the sewage story true?", author: null, bucket: "analytics", sentiment: "neutral" }),
  ]);
  await desk.say([{ text: "Calm crossing", at: now - hourMs }]);
  const answer = await desk.rising();
  expect(answer).toMatchObject({
    ...{ mentions: 7, people: 7, tooLittle: null, readFrom: null, timeZone: "UTC" },
    window: { from: answer.window.to - dayMs },
    before: { mentions: 80, readFrom: null },
    terms: [
      {
        ...{ term: "Sewage", count: 6, mentions: 6, usual: 0, ratio: null, isNew: true, sureness: "sure" },
        tone: { value: expect.closeTo(-400 / 6, 9), n: 6 },
        sources: [{ name: "Murmur", network: "bluesky", mentions: 6 }],
      },
    ],
  });
  expect((await triageRows(desk, "Sewage")).toSorted()).toEqual([...said].toSorted());
  expect(await triageRows(desk, null)).toHaveLength(7);
  expect(await triageRows(desk, "no such term")).toEqual([]);
});

test("the usual is taken over the time that was listened to: a gap is neither quiet nor counted", async () => {
  const desk = await startTopicsDesk({ heardDays: 1 });
  const { now, parts } = desk;
  const heard = (from: number, to: number) =>
    parts.store.write(async (trx) => extendSpan(trx, await beginSpan(trx, now - from * dayMs), now - to * dayMs));
  await heard(29, 15);
  await heard(5, 1);
  // Ten days of the gap say the word every day: they came in later and are no measure of what is usual.
  await desk.say(
    Array.from({ length: 10 }, (_, at) => ({
      text: "Sewage",
      author: `Gap ${at}`,
      at: now - (6 + at) * dayMs + hourMs,
    })),
  );
  await desk.say(quietDays(now, 27));
  await desk.say([{ text: "Sewage", author: "Early", at: now - 20 * dayMs }, ...crowd(now, 6, { text: "Sewage" })]);
  const { before, terms } = await desk.rising();
  expect(before.heardMs / dayMs).toBeCloseTo(18, 1);
  expect(terms).toMatchObject([{ term: "Sewage", count: 6, isNew: false, firstSeenAt: now - 20 * dayMs }]);
  expect(terms[0]?.usual).toBeCloseTo(1 / 18, 2);
});

test("a desk of two days calls nothing rising and says what is needed", async () => {
  const desk = await startTopicsDesk({ heardDays: 3 });
  await desk.say([...quietDays(desk.now, 2), ...crowd(desk.now, 9, { text: "Sewage" })]);
  const answer = await desk.rising();
  expect(answer).toMatchObject({
    mentions: 9,
    terms: [],
    tooLittle: { neededMs: 3 * dayMs, neededPeople: 30, people: 8 },
  });
});

test("one watch and one bucket have topics of their own, and the words of the watch are none", async () => {
  const desk = await startTopicsDesk();
  const { now } = desk;
  const harbour = await desk.watch({ name: "Harbour", set: "topic", query: "harbour OR sewage*" });
  await desk.say(quietDays(now, 20), [harbour.rowId]);
  await desk.say(crowd(now, 5, { text: "Sewage smell", bucket: "pr" }), [harbour.rowId]);
  await desk.say(crowd(now, 5, { text: "Refund form broken", author: null, bucket: "care" }));
  const termsOf = async (question: Partial<TopicQuestion>) =>
    (await desk.rising(question)).terms.map(({ term }) => term);
  expect(await termsOf({})).toEqual(expect.arrayContaining(["Sewage smell", "Refund form broken"]));
  expect(await termsOf({ watchId: harbour.id })).toEqual(["Sewage smell"]);
  expect(await termsOf({ bucket: "care" })).toEqual(["Refund form broken"]);
  await expect(desk.rising({ watchId: "0".repeat(26) })).rejects.toMatchObject({ code: "not-found" });
});

test("a story counts at its first copy when stories are counted", async () => {
  const desk = await startTopicsDesk();
  await desk.say(quietDays(desk.now, 20));
  await desk.say([{ text: "Battery ship ordered", author: null, copies: 9, at: desk.now - hourMs }]);
  expect(await desk.rising()).toMatchObject({ mentions: 9, terms: [{ term: "Battery ship ordered", count: 9 }] });
  expect(await desk.rising({ counted: "stories" })).toMatchObject({ mentions: 1, terms: [] });
});

test("the firm's name and its misspellings are no topic", async () => {
  const desk = await startTopicsDesk();
  const { store } = desk.parts;
  const { version, settings } = await readSettings(store.read);
  const brand = { ...settings.brand, names: ["Tern Ferries"], misspellings: ["Turn Ferries"] };
  await store.write((trx) => writeSettings(trx, { version: version + 1, settings: { ...settings, brand } }));
  await desk.say(quietDays(desk.now, 20));
  await desk.say([...crowd(desk.now, 4, { text: "Tern Ferries" }), ...crowd(desk.now, 4, { text: "Turn Ferries!" })]);
  expect((await desk.rising()).terms).toEqual([]);
});

test("an answer is kept until something changes, and a question asked twice at once is read once", async () => {
  const desk = await startTopicsDesk();
  await desk.say(quietDays(desk.now, 20));
  const [one, other] = await Promise.all([desk.rising(), desk.rising()]);
  expect(other).toBe(one);
  await desk.say(crowd(desk.now, 5, { text: "Sewage" }));
  desk.topics.onChange(["outbox"]);
  expect(await desk.rising()).toBe(one);
  desk.topics.onChange(["triage"]);
  expect((await desk.rising()).terms).toHaveLength(1);
});

test("what failed is not kept", async () => {
  const desk = await startTopicsDesk();
  const id = desk.parts.ids.ulid(desk.now);
  await expect(desk.rising({ watchId: id })).rejects.toMatchObject({ code: "not-found" });
  await desk.parts.store.write((trx) =>
    trx.insertInto("watch").values({ public_id: id, name: "New", set: "topic", query: "x", saved_at: 0 }).execute(),
  );
  expect(await desk.rising({ watchId: id })).toMatchObject({ mentions: 0 });
});

test("of very many only the newest are read, and the answer says from when on", async () => {
  const desk = await startTopicsDesk({ mostRead: 40 });
  const { now } = desk;
  await desk.say(quietDays(now, 20));
  await desk.say(Array.from({ length: 60 }, (_, at) => ({ text: "Fine", author: null, at: now - (at + 1) * 60_000 })));
  const { mentions, readFrom, before } = await desk.rising();
  expect({ mentions, readFrom }).toEqual({ mentions: 40, readFrom: now - 40 * 60_000 });
  // Four a day: ten days of them.
  expect(before).toMatchObject({ mentions: 40, readFrom: now - 11 * dayMs });
  expect(before.heardMs / dayMs).toBeCloseTo(10, 1);
});

test.each([[{ from: 5, to: 5 }], [{ from: 0, to: 32 * dayMs }]])("the window %o is refused", async (window) => {
  const desk = await startTopicsDesk();
  await expect(desk.rising({ window })).rejects.toMatchObject({ code: "bad-input", params: { field: "window" } });
});

test("other work gets its turn while much is read, and the read goes by an index", async () => {
  const desk = await startTopicsDesk();
  await desk.say(quietDays(desk.now, 20).map((story) => ({ ...story, copies: 8 })));
  let turns = 0;
  let isDone = false;
  const count = () => void (isDone || ((turns += 1), setImmediate(count)));
  setImmediate(count);
  expect((await desk.rising()).before.mentions).toBe(640);
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(2);
  const plan = desk.parts.store.raw
    .prepare(
      `EXPLAIN QUERY PLAN SELECT published_at AS at, id AS rowId FROM item WHERE published_at >= ? AND (published_at, id) < (?, ?) ORDER BY published_at DESC, id DESC LIMIT ?`,
    )
    .all(1, 2, 3, 4) as { detail: string }[];
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining("COVERING INDEX item_published")]);
});
