import { ruleInput } from "../../support/rule-input.ts";
import { expect, test } from "vitest";
import { serviceLevel } from "../../../src-main/domain/cases/service-level.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import { cyclesQueued, topStories } from "../../../src-main/engine/store/wallboard.ts";
import { rss, startFeedServer } from "../sources/feed-server.ts";
import { startPollDesk } from "../sources/intake-desk.ts";
import type { PollDesk } from "../sources/intake-desk.ts";

const day = 86_400_000;

async function deskWith(...texts: readonly string[]): Promise<PollDesk> {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  server.answerWith(() => ({
    body: rss(
      ...texts.map((text, at) => ({ id: String(at), text, date: new Date(desk.clock.now() - at * 3_600_000) })),
    ),
  }));
  const { id } = await desk.add(server.url(), { everything: false });
  await desk.poll(id);
  return desk;
}

async function save(desk: PollDesk, watch: { query: string; name?: string; id?: string; version?: number }) {
  const row = await desk.intake.handlers["watches.save"](
    { commandId: desk.commandId(), name: "Brand", set: "own", ...watch },
    desk.call,
  );
  await desk.intake.idle();
  return row;
}

const mentions = async ({ store }: PollDesk) =>
  (
    await store.read
      .selectFrom("mention")
      .innerJoin("item", "item.id", "mention.id")
      .select("item.text")
      .orderBy("item.text")
      .execute()
  ).map((row) => row.text);

test("a saved watch makes mentions of what is stored already, and counts them", async () => {
  const desk = await deskWith("The Whimbrel is late", "A fine day");
  expect(await mentions(desk)).toEqual([]);
  const row = await save(desk, { query: "whimbrel" });
  expect(await mentions(desk)).toEqual(["The Whimbrel is late"]);
  expect(await desk.intake.handlers["watches.list"]({}, desk.call)).toEqual([{ ...row, mentions: 1 }]);
});

test("a changed watch takes back what it no longer matches, as a new version", async () => {
  const desk = await deskWith("The Whimbrel is late", "A fine day for the Whimbrel");
  const row = await save(desk, { query: "whimbrel" });
  const next = await save(desk, { id: row.id, version: row.version, query: "fine whimbrel" });
  expect(next.version).toBe(row.version + 1);
  expect(await mentions(desk)).toEqual(["A fine day for the Whimbrel"]);
  const slots = await desk.store.read
    .selectFrom("slot_bucket")
    .select((eb) => eb.fn.sum<number>("mentions").as("n"))
    .executeTakeFirstOrThrow();
  expect(slots.n).toBe(1);
  await desk.intake.handlers["watches.remove"](
    { commandId: desk.commandId(), id: row.id, version: next.version },
    desk.call,
  );
  await desk.intake.idle();
  expect(await mentions(desk)).toEqual([]);
  desk.store.raw.prepare("INSERT INTO mention_fts (mention_fts, rank) VALUES ('integrity-check', 1)").run();
});

test("what a person has decided about stays", async () => {
  const desk = await deskWith("The Whimbrel is late", "The Whimbrel again");
  const row = await save(desk, { query: "whimbrel" });
  const { id } = await desk.store.read
    .selectFrom("story")
    .select("id")
    .orderBy("id")
    .limit(1)
    .executeTakeFirstOrThrow();
  await desk.store.write((trx) =>
    trx.updateTable("story").set({ decided_by: "person" }).where("id", "=", id).execute(),
  );
  await desk.intake.handlers["watches.remove"](
    { commandId: desk.commandId(), id: row.id, version: row.version },
    desk.call,
  );
  await desk.intake.idle();
  expect(await mentions(desk)).toHaveLength(1);
});

test("a case that nobody touched ends as only counted with its last mention", async () => {
  const desk = await deskWith("My Whimbrel booking is late, I am still waiting, can you help me?");
  const row = await save(desk, { query: "whimbrel" });
  expect(await desk.store.read.selectFrom("desk_case").select("status").execute()).toEqual([{ status: "new" }]);
  await save(desk, { id: row.id, version: row.version, query: "pizza" });
  expect(
    await desk.store.read.selectFrom("desk_case").select(["status", "resolution", "resolution_reason"]).execute(),
  ).toEqual([{ status: "resolved", resolution: "counted_only", resolution_reason: "not_about_us" }]);
});

test.each([
  ["before its target needed no reply", 0, { due: 1, noReply: 1, n: 0, excluded: 0 }],
  ["after its target stays a missed one", 80 * 3_600_000, { due: 1, noReply: 0, n: 1, excluded: 0 }],
])("a case that a narrower watch ends %s", async (_name, passed, level) => {
  const desk = await deskWith("My Whimbrel booking is late, I am still waiting, can you help me?");
  const row = await save(desk, { query: "whimbrel" });
  desk.clock.setNow(desk.clock.now() + passed);
  await save(desk, { id: row.id, version: row.version, query: "pizza" });
  const now = desk.clock.now();
  const { settings } = await readSettings(desk.store.read);
  const cycles = await cyclesQueued(desk.store.read, { from: 0, to: now + 1 });
  expect(serviceLevel(cycles, { asOf: now, calendarOf: () => settings.calendar })).toMatchObject(level);
});

test("a story that counts no more stands on no wall", async () => {
  const desk = await deskWith("My Whimbrel booking is late, I am still waiting, can you help me?");
  const row = await save(desk, { query: "whimbrel" });
  const top = () => topStories(desk.store.read, { since: 0, limit: 5 });
  expect(await top()).toHaveLength(1);
  await save(desk, { id: row.id, version: row.version, query: "pizza" });
  expect(await top()).toEqual([]);
});

test("a watch that does not parse is refused with the place", async () => {
  const desk = await startPollDesk();
  await expect(save(desk, { query: 'late OR "sinking' })).rejects.toMatchObject({
    code: "query-invalid",
    params: { at: 8, says: "query.error.unclosed_quote" },
  });
  await expect(save(desk, { query: "sentiment:negative" })).rejects.toMatchObject({
    code: "query-invalid",
    params: { says: "query.error.sentiment_refused" },
  });
});

test("a name is given once, and a stale version is refused", async () => {
  const desk = await startPollDesk();
  const row = await save(desk, { query: "one" });
  await expect(save(desk, { query: "two", name: "BRAND" })).rejects.toMatchObject({ code: "name-taken" });
  await expect(save(desk, { id: row.id, version: 7, query: "two" })).rejects.toMatchObject({ code: "stale" });
});

test("a preview shows matches with their words, days and routes, and stores nothing", async () => {
  const desk = await deskWith("The Whimbrel is late", "A fine day", "Whimbrel hiring: apply by Monday");
  await desk.intake.handlers["rules.save"](
    ruleInput({ commandId: desk.commandId(), name: "Late", query: "late" }),
    desk.call,
  );
  const preview = await desk.intake.handlers["watches.preview"]({ query: "whimbrel" }, desk.call);
  expect(preview).toMatchObject({ fault: null, mentions: 2, stories: 2, scanned: 3, wouldRoute: { care: 1 } });
  expect(preview.days).toHaveLength(30);
  expect(preview.days.at(-1)).toEqual({ day: new Date(desk.clock.now()).toISOString().slice(0, 10), mentions: 2 });
  const late = preview.samples.find((sample) => sample.text.includes("late"));
  expect(late).toMatchObject({ text: "The Whimbrel is late", spans: [{ field: "text", from: 4, to: 12 }] });
  expect(await mentions(desk)).toEqual([]);
  expect(await desk.intake.handlers["watches.preview"]({ query: "(late" }, desk.call)).toMatchObject({
    fault: { at: 0, says: { code: "query.error.unclosed_parenthesis" } },
    mentions: 0,
    samples: [],
  });
});

test("what matched no watch for 30 days is deleted and its feed cannot bring it back", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  const body = rss({ id: "a", text: "The Whimbrel is late" }, { id: "b", text: "A fine day" });
  server.answerWith(() => ({ body }));
  await save(desk, { query: "whimbrel" });
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  desk.clock.advance(31 * day);
  desk.intake.start();
  await desk.intake.idle();
  expect(await desk.row(id)).toMatchObject({ items: 1, mentions: 1 });
  server.answerWith(() => ({ body: `${body}<!-- other bytes -->` }));
  await desk.poll(id);
  expect(await desk.row(id)).toMatchObject({ items: 1, mentions: 1 });
});
