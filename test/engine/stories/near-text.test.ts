import { describe, expect, test } from "vitest";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createTriage } from "../../../src-main/engine/triage/index.ts";
import { createTopics } from "../../../src-main/engine/topics/index.ts";
import { createStories } from "../../../src-main/engine/stories/index.ts";
import type { ParsedItem } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { createUnderstandings } from "../../../src-main/engine/sources/understanding.ts";
import { prepareBatch, storeBatch } from "../../../src-main/engine/sources/ingest.ts";
import { purgeMentions } from "../../../src-main/engine/mentions/purge-mentions.ts";
import { rematchItems } from "../../../src-main/engine/mentions/rematch-items.ts";
import type { Network } from "../../../src-main/contract/values.ts";
import { parsedItem, startIntakeDesk, type IntakeDesk } from "../sources/desk.ts";
import { onlyShipped } from "../../support/only-shipped.ts";

const wire =
  "Whimbrel Ferries will test a battery-powered passenger ship on Orrin Sound next summer, the company said. The vessel is to carry 90 people between Averby and Stennick and to charge for nine minutes at each end.";
const copy = (at: number, change: Partial<ParsedItem> = {}) =>
  parsedItem({
    id: `n${at}`,
    link: `https://paper${at}.example/battery-${at}`,
    title: `Battery ship, says paper ${at}`,
    text: wire,
    author: `Writer ${at}`,
    handle: null,
    ...change,
  });
const sewage =
  "Whimbrel Ferries dumps raw sewage into Orrin Sound every night and pays the harbour inspectors to look away";
const post = (name: string, change: Partial<ParsedItem> = {}) =>
  parsedItem({
    id: `${name} says`,
    author: name,
    handle: `@${name}@murmur.example`,
    text: `${name}: ${sewage}`,
    ...change,
  });

async function rowsOf({ store }: IntakeDesk) {
  const stories = await store.read
    .selectFrom("story")
    .select(["id", "public_id", "version", "copies", "bucket"])
    .orderBy("id")
    .execute();
  const slots = await store.read.selectFrom("slot_bucket").selectAll().execute();
  const reasons = await store.read.selectFrom("story_member").select("reason").orderBy("mention_id").execute();
  const sum = (name: "mentions" | "stories") => slots.reduce((all, slot) => all + slot[name], 0);
  return { stories, mentions: sum("mentions"), counted: sum("stories"), reasons: reasons.map(({ reason }) => reason) };
}

const sourceOf = (desk: IntakeDesk, network: Network) => desk.addSource({ everything: true, network });

describe("nearly the same words", () => {
  test("a wire story in 14 papers is one row, 14 copies, 14 mentions and one story", async () => {
    const desk = await startIntakeDesk();
    for (let at = 0; at < 14; at += 1) await desk.store200(await sourceOf(desk, "news"), [copy(at)]);
    const { stories, mentions, counted, reasons } = await rowsOf(desk);
    expect(stories.map(({ copies }) => copies)).toEqual([14]);
    expect([mentions, counted]).toEqual([14, 1]);
    expect(reasons).toEqual(["alone", ...Array.from({ length: 13 }, () => "near_text")]);
    expect(await checkWorkspace(desk)).toEqual({ ok: true, findings: [] });
  });

  test("two copies of one batch find each other", async () => {
    const desk = await startIntakeDesk();
    await desk.store200(await sourceOf(desk, "blog"), [copy(1, { title: null }), copy(2, { title: null })]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([2]);
  });

  test("posts of different people stay apart and are linked both ways; one's own copies are one", async () => {
    const desk = await startIntakeDesk();
    const source = await sourceOf(desk, "mastodon");
    await desk.store200(source, [post("ann")]);
    await desk.store200(source, [post("bob"), post("ann", { id: "again", text: `Once more: ${sewage}` })]);
    const { stories, counted } = await rowsOf(desk);
    expect(stories.map(({ copies }) => copies)).toEqual([2, 1]);
    expect(counted).toBe(2);
    const handlers = createStories(desk);
    const call = await desk.addPerson("Ann Lee", "agent");
    for (const [one, other] of [stories, stories.toReversed()]) {
      const { similar } = await handlers["stories.copies"]({ id: one?.public_id ?? "" }, call);
      expect(similar).toMatchObject([{ storyId: other?.public_id, network: "mastodon" }]);
      expect(similar[0]?.likeness).toBeGreaterThan(0.5);
    }
  });

  test("a post that passes on a wire story belongs to it, unless its words belong elsewhere", async () => {
    const desk = await startIntakeDesk();
    await desk.addRule({ when: { query: "refund" }, then: { bucket: "care" } });
    await desk.addRule({ position: 2, when: {}, then: { bucket: "pr" } });
    await desk.store200(await sourceOf(desk, "news"), [copy(1)]);
    const social = await sourceOf(desk, "mastodon");
    await desk.store200(social, [post("brief", { text: `NEWS: ${wire}` })]);
    await desk.store200(social, [post("cara", { text: `${wire} And where is my refund?` })]);
    const { stories } = await rowsOf(desk);
    expect(stories.map(({ copies, bucket }) => [copies, bucket])).toEqual([
      [2, "pr"],
      [1, "care"],
    ]);
  });

  test("a customer in the same words as a repost of another one stays apart; the reposted one does not", async () => {
    const desk = await startIntakeDesk();
    const source = await sourceOf(desk, "mastodon");
    await desk.store200(source, [post("cy", { text: `RT @ann: ${sewage}` })]);
    await desk.store200(source, [post("ann", { text: sewage }), post("bob", { text: sewage })]);
    await desk.store200(source, [post("dot", { text: `RT @ann@murmur.example ${sewage}` })]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([3, 1]);
  });

  test.each(["care", "unsorted"] as const)(
    "customers who each wait for an answer in %s do not become one by way of a paper that says the same",
    async (bucket) => {
      const desk = await startIntakeDesk();
      await desk.addRule({ when: {}, then: { bucket } });
      await desk.store200(await sourceOf(desk, "news"), [copy(1)]);
      const social = await sourceOf(desk, "mastodon");
      await desk.store200(social, [post("ann", { text: `${wire} And mine?` }), post("bob", { text: `So: ${wire}` })]);
      await desk.store200(social, [post("cy", { text: `RT @gazette: ${wire}` })]);
      const { stories } = await rowsOf(desk);
      expect(stories.map(({ copies }) => copies)).toEqual([2, 1, 1]);
      expect(await desk.store.read.selectFrom("desk_case").select("id").execute()).toHaveLength(3);
    },
  );

  test("people without a name are different people", async () => {
    const desk = await startIntakeDesk();
    const nobody = { handle: null, text: sewage };
    await desk.store200(await sourceOf(desk, "forum"), [
      post("a", { ...nobody, author: "Anonymous" }),
      post("b", { ...nobody, author: "Anonymous" }),
      post("c", { ...nobody, author: "A Google user" }),
      post("d", { ...nobody, author: "A Google user" }),
    ]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([1, 1, 1, 1]);
  });

  test("reviews of one feed under the address of what they review are as many stories as people", async () => {
    const desk = await startIntakeDesk();
    const source = await sourceOf(desk, "other");
    const link = "https://shop.example/app/reviews?id=77";
    await desk.store200(source, [
      post("ann", { id: "1", link, text: "It crashed twice" }),
      post("bob", { id: "2", link, text: "Where is my refund" }),
    ]);
    await desk.store200(source, [post("cy", { id: "3", link, text: "I cannot log in" })]);
    // Another source that passes one of them on is a copy, whoever it names.
    await desk.store200(await sourceOf(desk, "other"), [post("dot", { id: "x", link, text: "See these" })]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([2, 1, 1]);
    expect(await checkWorkspace(desk)).toEqual({ ok: true, findings: [] });
  });

  test("what a batch that broke off left in memory is never taken for a mention", async () => {
    const desk = await startIntakeDesk();
    const [one, two] = [await sourceOf(desk, "news"), await sourceOf(desk, "news")];
    const broken = runEngineAct(desk, { topics: [] }, async (act) => {
      await storeBatch(act, await desk.understandings(act.trx), {
        source: one,
        items: [copy(1), copy(2)],
        backfill: false,
      });
      throw new Error("the power went");
    });
    await expect(broken).rejects.toThrow("the power went");
    const quiet = await desk.addSource({ network: "news" });
    // Takes the rows that the broken batch had, one of them without becoming a mention.
    await desk.store200(quiet, [copy(7, { text: "Nothing of interest happened at the council today, it says" })]);
    await desk.store200(two, [
      copy(8, { text: "A bakery in Stennick has won the prize of the county for its rye bread" }),
    ]);
    await desk.store200(two, [copy(3)]);
    await desk.store200(one, [copy(1), copy(2)]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([1, 3]);
    expect(await checkWorkspace(desk)).toEqual({ ok: true, findings: [] });
  });

  test("the same short headline, and the same template with other numbers, are different news", async () => {
    const desk = await startIntakeDesk();
    const update = (sailing: string) =>
      `The ${sailing} sailing from Averby to Stennick is cancelled because of the wind`;
    const item = (id: string, title: string, text: string) =>
      parsedItem({ id, title, text, link: `https://a.example/${id}` });
    await desk.store200(await sourceOf(desk, "news"), [
      item("1", "Service update", ""),
      item("2", "Service update", update("08:15")),
    ]);
    await desk.store200(await sourceOf(desk, "news"), [
      item("3", "Service update", ""),
      item("4", "Service update", update("19:40")),
    ]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([1, 1, 1, 1]);
  });

  test("are found after a new start, from what is stored", async () => {
    const desk = await startIntakeDesk();
    await desk.store200(await sourceOf(desk, "news"), [copy(1)]);
    const fresh = createUnderstandings(onlyShipped(() => null));
    const source = await sourceOf(desk, "news");
    await runEngineAct(desk, { topics: [] }, async (act) =>
      storeBatch(act, await fresh(act.trx), { source, items: [copy(2)], backfill: false }),
    );
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([2]);
  });

  test("are not found eight days later", async () => {
    const desk = await startIntakeDesk();
    await desk.store200(await sourceOf(desk, "news"), [copy(1)]);
    desk.clock.advance(8 * 24 * 60 * 60_000);
    await desk.store200(await sourceOf(desk, "news"), [copy(2)]);
    expect((await rowsOf(desk)).stories).toHaveLength(2);
  });

  test("a batch that broke off and is stored again meets nothing of itself", async () => {
    const desk = await startIntakeDesk();
    const source = await sourceOf(desk, "news");
    const broken = runEngineAct(desk, { topics: [] }, async (act) => {
      await storeBatch(act, await desk.understandings(act.trx), { source, items: [copy(1)], backfill: false });
      throw new Error("the power went");
    });
    await expect(broken).rejects.toThrow("the power went");
    await desk.store200(source, [copy(1)]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([1]);
  });

  test("an item that becomes a mention later joins, too", async () => {
    const desk = await startIntakeDesk();
    const quiet = await desk.addSource({ network: "news" });
    await desk.store200(await sourceOf(desk, "news"), [copy(1)]);
    await desk.store200(quiet, [copy(2)]);
    await desk.addWatch("Battery", "battery");
    await runEngineAct(desk, { topics: [] }, async (act) => rematchItems(act, await desk.understandings(act.trx), [2]));
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([2]);
  });

  test("changed words are compared from then on, not the old ones", async () => {
    const desk = await startIntakeDesk();
    const source = await sourceOf(desk, "news");
    await desk.store200(source, [
      copy(1, { text: "Nothing was decided about the new ship of the harbour yet, says the council" }),
    ]);
    await desk.store200(source, [copy(1)]);
    await desk.store200(await sourceOf(desk, "news"), [copy(2)]);
    expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([2]);
  });
});

test("what a person took apart stays apart when the feed is read again and another copy comes", async () => {
  const desk = await startIntakeDesk();
  const [one, two] = [await sourceOf(desk, "news"), await sourceOf(desk, "news")];
  await desk.store200(one, [copy(1)]);
  await desk.store200(two, [copy(2)]);
  const call = await desk.addPerson("Ann Lee", "agent");
  const handlers = createStories(desk);
  const [story] = (await rowsOf(desk)).stories;
  const { copies } = await handlers["stories.copies"]({ id: story?.public_id ?? "" }, call);
  const mentionIds = copies.flatMap(({ id, isHead }) => (isHead ? [] : [id]));
  const seen = { id: story?.public_id ?? "", version: story?.version ?? 0 };
  await handlers["stories.split"]({ commandId: desk.commandId(), story: seen, mentionIds }, call);
  await desk.store200(two, [copy(2)]);
  await desk.store200(two, [copy(2, { text: `${wire} The harbour was asked.` })]);
  await desk.store200(await sourceOf(desk, "news"), [copy(3)]);
  expect((await rowsOf(desk)).stories.map((row) => row.copies)).toEqual([2, 1]);
});

test("an undo does not close a case that another copy reached meanwhile", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({});
  const source = await sourceOf(desk, "news");
  await desk.store200(source, [copy(1), copy(2, { text: "A bakery in Stennick has won a prize for its rye bread" })]);
  const closed = { status: "resolved", resolution: "answered", resolved_at: 1, first_response_at: 1 } as const;
  await desk.store.write((trx) => trx.updateTable("desk_case").set(closed).where("story_id", "=", 1).execute());
  const call = await desk.addPerson("Ann Lee", "agent");
  const [into, other] = (await rowsOf(desk)).stories.map(({ public_id: id, version }) => ({ id, version }));
  if (!into || !other) throw new Error("there are two");
  const join = { commandId: desk.commandId(), into, stories: [other] };
  const { batchId } = await createStories(desk)["stories.join"](join, call);
  desk.clock.advance(60_000);
  await desk.store200(await sourceOf(desk, "news"), [copy(3)]);
  const undo = createTriage({ ...desk, topicStories: createTopics(desk).storiesOf })["triage.undo"](
    { commandId: desk.commandId(), batchId },
    call,
  );
  await expect(undo).rejects.toMatchObject({ code: "stale" });
});

test("sources that bring the same at the same moment make one story of it", async () => {
  const desk = await startIntakeDesk();
  const sources = [];
  for (let at = 0; at < 6; at += 1) sources.push(await sourceOf(desk, "news"));
  await Promise.all(
    sources.map(async (source, at) => {
      const understanding = await desk.understandings(desk.store.read);
      const items = [copy(at), copy(at + 100, { text: `Only paper ${at} says that its own bakery has won a prize` })];
      const prepared = await prepareBatch(desk.store.read, understanding, { source, items });
      await runEngineAct(desk, { topics: [] }, async (act) =>
        storeBatch(act, await desk.understandings(act.trx), { source, items, backfill: false, prepared }),
      );
    }),
  );
  const { mentions, stories } = await rowsOf(desk);
  expect([mentions, Math.max(...stories.map(({ copies }) => copies))]).toEqual([12, 6]);
  expect(await checkWorkspace(desk)).toEqual({ ok: true, findings: [] });
});

test("words of a purged mention lead to nothing, also when another takes its row", async () => {
  const desk = await startIntakeDesk();
  await desk.store200(await sourceOf(desk, "news"), [copy(1)]);
  await runEngineAct(desk, { topics: [] }, async (act) => {
    await act.trx.deleteFrom("case_cycle").execute();
    await act.trx.deleteFrom("desk_case").execute();
    await purgeMentions(act, [1]);
  });
  const other = "A bakery in Stennick has won the prize of the county for its dark rye bread, the jury said";
  await desk.store200(await sourceOf(desk, "news"), [copy(2, { text: other })]);
  await desk.store200(await sourceOf(desk, "news"), [copy(3)]);
  const rows = await desk.store.read.selectFrom("mention").select(["id", "story_id"]).orderBy("id").execute();
  expect(rows.map(({ id }) => id)).toEqual([1, 2]);
  expect((await rowsOf(desk)).stories.map(({ copies }) => copies)).toEqual([1, 1]);
  expect(await checkWorkspace(desk)).toEqual({ ok: true, findings: [] });
});
