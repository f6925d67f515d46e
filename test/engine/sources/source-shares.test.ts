import { expect, onTestFinished, test } from "vitest";
import { methods } from "../../../src-main/contract/methods.ts";
import type { Input, MethodName, Output } from "../../../src-main/contract/methods.ts";
import type { Handler } from "../../../src-main/engine/handlers.ts";
import { sourceCounts } from "../../../src-main/engine/store/source-counts.ts";
import type { FeedEntry } from "../../support/feed-server.ts";
import { startFeedServer } from "../../support/feed-server.ts";
import { testStart } from "../../support/fake-clock.ts";
import { startTestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

const entry = (id: string, change: Partial<FeedEntry> = {}): FeedEntry => ({
  id,
  title: `Ferry ${id}`,
  text: `My ferry ${id} is late and I am still waiting`,
  author: `Author ${id}`,
  publishedAt: testStart - minute,
  ...change,
});

async function startDesk() {
  const parts = await startTestParts();
  const engine = createWholeEngine(parts);
  onTestFinished(async () => {
    await engine.stop();
    await parts.close();
  });
  const caller = await parts.addPerson("Sunniva", "admin", "lead");
  async function call<Name extends MethodName>(
    name: Name,
    input: Omit<Input<Name>, "commandId">,
  ): Promise<Output<Name>> {
    const parsed = methods[name].input.parse({ commandId: parts.commandId(), ...input });
    const answer = await (engine.handlers[name] as unknown as Handler<Name>)(parsed as never, caller);
    return methods[name].output.parse(answer) as Output<Name>;
  }
  return {
    parts,
    call,
    /** A feed on loopback that is read at once. */
    addFeed: async (entries: readonly FeedEntry[], everything = true) => {
      const feed = await startFeedServer(entries);
      onTestFinished(feed.close);
      const { id } = await call("sources.add", { url: feed.url, allowPrivate: true, everything, network: "forum" });
      await call("sources.poll", { ids: [id], all: false });
      return { feed, id };
    },
    row: async (id: string) => {
      const found = (await call("sources.list", {})).find((one) => one.id === id);
      if (!found) throw new Error("the source is not listed");
      return found;
    },
    resolve: async (title: string, resolution: "handed_private" | "spam" | "no_reply_needed") => {
      const { rows } = await call("triage.page", { view: "waiting" });
      const { id, version } = rows.find((row) => row.title === title) ?? {};
      if (!id || version === undefined) throw new Error(`no story ${title}`);
      await call("triage.resolve", { stories: [{ id, version }], resolution, reason: "thanks" });
    },
  };
}

test("the share that led to action counts each copy of what people responded to, in any cycle, and nothing else", async () => {
  const desk = await startDesk();
  const link = "https://forum.example/t/1";
  const forum = await desk.addFeed([entry("1", { link }), entry("2"), entry("3"), entry("4")]);
  const board = await desk.addFeed([entry("9", { link, title: "Ferry 1" })]);
  await desk.resolve("Ferry 1", "handed_private");
  await desk.resolve("Ferry 2", "spam");
  await desk.resolve("Ferry 3", "no_reply_needed");
  expect([(await desk.row(forum.id)).recent, (await desk.row(board.id)).recent]).toEqual([
    { days: 1, items: 4, mentions: 4, acted: 1 },
    { days: 1, items: 1, mentions: 1, acted: 1 },
  ]);
  // A copy opens a new cycle that nobody has answered yet; the story was acted on all the same.
  desk.parts.clock.advance(90 * minute);
  board.feed.entries = [entry("10", { link, publishedAt: desk.parts.clock.now() }), ...board.feed.entries];
  await desk.call("sources.poll", { ids: [board.id], all: false });
  expect((await desk.row(board.id)).recent).toEqual({ days: 1, items: 2, mentions: 2, acted: 2 });
});

test("only what was published in the last 30 local days counts, and a younger source says over how many", async () => {
  const desk = await startDesk();
  const noon = testStart + 2 * 60 * minute;
  desk.parts.clock.advance(noon - testStart);
  const { id } = await desk.addFeed([
    entry("1", { publishedAt: noon - 40 * day }),
    entry("2", { publishedAt: noon - 29 * day }),
    entry("3", { publishedAt: noon }),
  ]);
  const young = await desk.addFeed([entry("8", { publishedAt: noon - 3 * day })]);
  const row = await desk.row(id);
  expect([row.items, row.recent, row.days.reduce((sum, one) => sum + one)]).toEqual([
    3,
    { days: 30, items: 2, mentions: 2, acted: 0 },
    1,
  ]);
  expect((await desk.row(young.id)).recent).toMatchObject({ days: 4, items: 1 });
});

test("what matches no watch is an item and no mention", async () => {
  const desk = await startDesk();
  await desk.call("watches.save", { name: "Brand", query: "waiting" });
  const { id } = await desk.addFeed([entry("1"), entry("2", { text: "Fine weather" })], false);
  expect((await desk.row(id)).recent).toMatchObject({ items: 2, mentions: 1 });
});

test("counts are taken anew when something was recorded, and within a minute in any case", async () => {
  const desk = await startDesk();
  const { id } = await desk.addFeed([entry("1")]);
  expect((await desk.row(id)).items).toBe(1);
  const copyItem = (key: number) =>
    desk.parts.store.write(async (trx) => {
      const { id: _id, ...item } = await trx.selectFrom("item").selectAll().limit(1).executeTakeFirstOrThrow();
      await trx
        .insertInto("item")
        .values({ ...item, public_id: `copy${key}`, key_hash: key, key: `copy${key}` })
        .execute();
    });
  await copyItem(1);
  expect((await desk.row(id)).items).toBe(1);
  desk.parts.clock.advance(minute);
  expect((await desk.row(id)).items).toBe(2);
});

test("a removed source is counted no more", async () => {
  const desk = await startDesk();
  const { id } = await desk.addFeed([entry("1")]);
  const { version } = await desk.row(id);
  await desk.call("sources.remove", { id, version });
  expect((await sourceCounts(desk.parts.store.read, { windowFrom: 0, days: [0] })).size).toBe(0);
});
