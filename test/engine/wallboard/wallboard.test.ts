import { expect, onTestFinished, test } from "vitest";
import { createKpis } from "../../../src-main/engine/kpis/index.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createWallboard } from "../../../src-main/engine/wallboard/index.ts";
import { freshnessOf } from "../../../src-main/engine/wallboard/freshness.ts";
import { gapsBetween } from "../../../src-main/engine/wallboard/gaps.ts";
import { createRunningLog } from "../../../src-main/engine/workspace/running.ts";
import { insertAlarm } from "../../../src-main/engine/store/alarm.ts";
import type { NewAlarm } from "../../../src-main/engine/store/alarm.ts";
import { insertWatch } from "../../../src-main/engine/store/watch.ts";
import { beginSpan, extendSpan } from "../../../src-main/engine/store/running-span.ts";
import { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { slotOf, writeCounts } from "../../../src-main/engine/store/slot.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { startIntakeDesk, parsedItem } from "../sources/desk.ts";
import { storedSource } from "../../support/stored-source.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

async function startDesk() {
  const parts = await startTestParts();
  onTestFinished(() => parts.close());
  return parts;
}

const snapshot = (parts: TestParts, state: "online" | "offline" = "online") => {
  const { "wallboard.snapshot": read } = createWallboard({
    ...parts,
    network: { state: () => state, offlineSince: () => (state === "offline" ? 0 : null) },
  });
  return read({ wall: null }, { device: "display", sessionId: null, person: null, actor: { kind: "engine" } });
};

const reader: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };

async function heard(parts: TestParts, from: number, to: number): Promise<void> {
  await parts.store.write(async (trx) => extendSpan(trx, await beginSpan(trx, from), to));
}

async function count(
  parts: TestParts,
  at: number,
  mentions: number,
  sentiment: "positive" | "negative" | "unsure" = "positive",
): Promise<void> {
  const counted = { slot: slotOf(at), bucket: "care", sentiment, sourceId: 1, watchIds: [], isFirst: true } as const;
  await parts.store.write((trx) =>
    writeCounts(
      trx,
      Array.from({ length: mentions }, () => ({ counted, by: 1 as const })),
    ),
  );
}

test("an empty desk shows dashes, not zeros, for what is unknown", async () => {
  const parts = await startDesk();
  const wall = await snapshot(parts);
  expect(wall).toMatchObject({
    serviceLevel: { percent: null, n: 0, state: "unknown", goalPercent: 80 },
    waiting: 0,
    oldest: { waitingMs: null, late: 0 },
    net: { value: null, band: null, n: 0 },
    topStories: [],
    freshness: { state: "fresh", totalSources: 0, lateSince: null },
  });
  expect(wall.volume.hours).toHaveLength(24);
  expect(wall.volume.hours.every((one) => one.count === null && one.usualLow === null)).toBe(true);
});

test("the hours add up to the number, and silence in a gap is unknown", async () => {
  const parts = await startDesk();
  const now = parts.clock.now();
  await heard(parts, now - 5 * hour, now);
  await count(parts, now - 2 * hour, 3);
  await count(parts, now - 23 * hour, 2, "unsure");
  const { volume, net, byBucket } = await snapshot(parts);
  expect(volume).toMatchObject({ mentions: 5, stories: 5, ratioToUsual: null });
  expect(volume.hours.reduce((sum, one) => sum + (one.count ?? 0), 0)).toBe(5);
  expect(volume.hours.filter((one) => one.count === null)).toHaveLength(17);
  expect(volume.hours.slice(-4).map((one) => one.count)).toEqual([0, 3, 0, 0]);
  expect(volume.gaps).toHaveLength(1);
  expect(net).toMatchObject({ value: 100, n: 3, unsure: 2 });
  expect(byBucket).toEqual({ unsorted: 0, analytics: 0, pr: 0, care: 5 });
});

test("the usual band is that of the same hour on days that were listened to, after a week of them", async () => {
  const parts = await startDesk();
  const now = parts.clock.now();
  await heard(parts, now - 12 * day, now);
  for (let days = 1; days <= 11; days += 1) await count(parts, now - days * day - hour, days);
  await count(parts, now - hour, 4);
  const { volume } = await snapshot(parts);
  expect(volume.hours.at(-2)).toMatchObject({ count: 4, usualLow: 2, usualHigh: 10 });
  expect(volume.hours.at(-1)).toMatchObject({ count: 0, usualLow: 0, usualHigh: 0 });
  expect(volume.ratioToUsual).toBeCloseTo(4 / 6);
});

test("less than a week of history makes nothing usual", async () => {
  const parts = await startDesk();
  const now = parts.clock.now();
  await heard(parts, now - 6 * day, now);
  await count(parts, now - 2 * day, 3);
  const { volume } = await snapshot(parts);
  expect(volume.hours.every((one) => one.usualHigh === null)).toBe(true);
});

test("cases and copied stories stand on the wall, without names", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({ then: { bucket: "care", priority: "high" } });
  const one = await desk.addSource({ everything: true, network: "news" });
  const other = await desk.addSource({ everything: true });
  const link = "https://gazette.example/a";
  await desk.store200(one, [
    parsedItem({ id: "1", link, title: "Ferry late", text: "" }),
    parsedItem({ id: "2", text: "Hi @ann@murmur.example still waiting" }),
  ]);
  await desk.store200(other, [parsedItem({ id: "3", link, title: "Ferry late again", text: "words" })]);
  desk.clock.advance(90 * minute);
  const wall = await snapshot(desk);
  expect(wall).toMatchObject({
    waiting: 2,
    oldest: { waitingMs: 90 * minute, late: 2 },
    serviceLevel: { percent: 0, n: 2, state: "missed", targetMinutes: 60 },
    volume: { mentions: 3, stories: 2 },
  });
  expect(wall.topStories.map(({ title, copies }) => [title, copies])).toEqual([
    ["Ferry late", 2],
    [null, 1],
  ]);
  expect(wall.response).toEqual({ percent: 0, n: 2, answered: 0, markPercent: 33 });
  expect(wall.serviceLevel.buckets.map(({ bucket, percent, n }) => [bucket, percent, n])).toEqual([
    ["care", 0, 2],
    ["pr", null, 0],
    ["unsorted", null, 0],
  ]);
});

test("no word of a private person reaches a wall without names; one with names keeps them", async () => {
  const desk = await startIntakeDesk();
  const paper = await desk.addSource({ everything: true, network: "news" });
  const posts = await desk.addSource({ everything: true, network: "mastodon" });
  await desk.store200(paper, [
    parsedItem({
      id: "1",
      title: "Ferries answer @ann.zq@murmur.example, not cleo+zq@post.example",
      author: "Bo Zqwriter",
      text: "More.",
    }),
  ]);
  await desk.store200(posts, [
    parsedItem({
      id: "2",
      title: "Cleo Zqprivate",
      author: "Cleo Zqprivate",
      handle: "@cleo.zq",
      text: "I, Zqme, wait",
    }),
  ]);
  const quiet = await snapshot(desk);
  expect(JSON.stringify(quiet)).not.toMatch(/ann\.zq|cleo|Zq(writer|private|me)/i);
  expect(quiet.topStories.map(({ title, network }) => [title, network])).toEqual([
    [null, "mastodon"],
    ["Ferries answer @…, not @…", "news"],
  ]);
  await desk.store.write(async (trx) => {
    const { version, settings } = await readSettings(trx);
    const walls = settings.walls.map((wall) => ({ ...wall, names: true }));
    await writeSettings(trx, { version: version + 1, settings: { ...settings, walls } });
  });
  expect((await snapshot(desk)).topStories.map(({ title }) => title)).toEqual([
    "Cleo Zqprivate",
    "Ferries answer @ann.zq@murmur.example, not cleo+zq@post.example",
  ]);
});

test("the share of voice counts a mention of two watches of ours once, and competitors beside it", async () => {
  const desk = await startIntakeDesk();
  const at = desk.clock.now() - 2 * hour;
  const add = (name: string, set: "own" | "competitor") =>
    desk.store.write((trx) => insertWatch(trx, { id: desk.commandId(), name, set, query: name, at }));
  await add("Ternway", "own");
  await add("Rival", "competitor");
  await desk.store.write((trx) =>
    insertWatch(trx, { id: desk.commandId(), name: "Zqperson", set: "person", query: "Rival", at }),
  );
  const source = await desk.addSource({});
  const post = (id: string, text: string) => parsedItem({ id, text, publishedAt: at });
  await desk.store200(source, [post("1", "Ternway ferries"), post("2", "Ternway and Rival"), post("3", "Rival Rival")]);
  const shares = async () =>
    (await snapshot(desk)).voice.brands.map(({ name, count, percent }) => [name, count, percent]);
  expect(await shares()).toEqual([
    ["Ternway", 2, 50],
    ["Rival", 2, 50],
  ]);
  await add("ferries", "own");
  await desk.store200(source, [post("4", "Ternway ferries again")]);
  expect((await snapshot(desk)).voice).toMatchObject({ sum: 5, brands: [{ isOwn: true, count: 3 }, { count: 2 }] });
});

test("a desk that counts stories sees each story once in the hours, and both sums beside each other", async () => {
  const desk = await startIntakeDesk();
  const one = await desk.addSource({ everything: true });
  const other = await desk.addSource({ everything: true });
  const link = "https://gazette.example/a";
  await desk.store200(one, [parsedItem({ id: "1", link, title: "Ferry late", text: "" })]);
  await desk.store200(other, [parsedItem({ id: "2", link, title: "Ferry late", text: "" })]);
  const sumOf = (hours: readonly { readonly count: number | null }[]) =>
    hours.reduce((sum, hour) => sum + (hour.count ?? 0), 0);
  const copies = (await snapshot(desk)).volume;
  expect([copies.counted, copies.mentions, copies.stories, sumOf(copies.hours)]).toEqual(["mentions", 2, 1, 2]);
  await desk.store.write(async (trx) => {
    const { version, settings } = await readSettings(trx);
    const walls = settings.walls.map((wall) => ({ ...wall, counts: "stories" as const }));
    await writeSettings(trx, { version: version + 1, settings: { ...settings, walls } });
  });
  const stories = (await snapshot(desk)).volume;
  expect([stories.counted, stories.mentions, stories.stories, sumOf(stories.hours)]).toEqual(["stories", 2, 1, 1]);
});

test("what people enter by hand is no feed that could be late", async () => {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true });
  await desk.store.write((trx) =>
    trx.updateTable("source").set({ kind: "by_hand" }).where("id", "=", source.rowId).execute(),
  );
  desk.clock.advance(40 * 24 * hour);
  expect(await snapshot(desk)).toMatchObject({
    freshness: { totalSources: 0, lateSources: 0, state: "fresh" },
    feeds: { total: 0, late: 0 },
  });
});

test("who waits are the rows of the backlog, what was put away with them; the oldest and the late are nobody's answer yet", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({ then: { bucket: "care", priority: "high" } });
  const feed = await desk.addSource({ everything: true });
  await desk.store200(
    feed,
    ["late", "lost", "wet", "full"].map((word, at) => parsedItem({ id: String(at), text: `My ferry is ${word}` })),
  );
  const set = (id: number, change: { status: "waiting" | "snoozed" | "resolved"; first_response_at?: number }) =>
    desk.store.write((trx) => trx.updateTable("desk_case").set(change).where("id", "=", id).execute());
  await set(1, { status: "waiting" });
  await set(2, { status: "snoozed" });
  await set(3, { status: "snoozed", first_response_at: desk.clock.now() });
  await set(4, { status: "resolved" });
  await desk.store.write((trx) =>
    trx.updateTable("case_cycle").set({ resolved_at: desk.clock.now() }).where("case_id", "=", 4).execute(),
  );
  desk.clock.advance(90 * minute);
  const wall = await snapshot(desk);
  expect(wall).toMatchObject({ waiting: 3, oldest: { waitingMs: 90 * minute, late: 2 } });
  const { "kpis.rows": rowsOf } = createKpis(desk);
  const scope = KpiScope.parse({ from: wall.serviceLevel.from, to: wall.asOf + 1, asOf: wall.asOf });
  const { rows, total } = await rowsOf({ ...scope, kpi: "backlog", part: null, cursor: null, limit: 50 }, reader);
  expect([rows.length, total]).toEqual([wall.waiting, wall.waiting]);
});

test.each([
  ["within two intervals", [storedSource()], 2 * hour, "fresh", 0],
  ["after two intervals", [storedSource()], 2 * hour + 1, "stale", 1],
  ["at once when failing", [storedSource({ failures: 1 }), storedSource(), storedSource()], hour, "late", 1],
  ["over a third", [storedSource({ failures: 1 }), storedSource()], hour, "stale", 1],
  [
    "what people enter is never fetched",
    [storedSource({ kind: "by_hand" }), storedSource({ kind: "import" }), storedSource({ lastOkAt: 90 * hour })],
    90 * hour,
    "fresh",
    0,
  ],
  ["gone sources are no news", [storedSource({ goneAt: 1, failures: 9 }), storedSource()], hour, "fresh", 0],
] as const)("sources are late %s", (_name, sources, now, state, lateSources) => {
  expect(freshnessOf(sources, { now, isOffline: false })).toMatchObject({ state, lateSources });
});

test("offline, a source is late as soon as its turn passes", () => {
  expect(freshnessOf([storedSource()], { now: hour, isOffline: true })).toMatchObject({ state: "stale", lateSince: 0 });
});

test("gaps are what lies between spans, if five minutes or longer", () => {
  const spans = [
    { from: 0, to: 10 * minute },
    { from: 12 * minute, to: 20 * minute },
    { from: 40 * minute, to: 58 * minute },
  ];
  expect(gapsBetween(spans, { from: 5 * minute, to: hour })).toEqual([{ from: 20 * minute, to: 40 * minute }]);
});

test("the sleep of the machine is a gap", async () => {
  const parts = await startDesk();
  const running = createRunningLog(parts);
  await running.start();
  const from = parts.clock.now();
  parts.clock.setNow(from + hour);
  parts.clock.advance(minute);
  await running.stop();
  const spans = await parts.store.read.selectFrom("running_span").select(["from_at", "to_at"]).orderBy("id").execute();
  expect(spans.map((span) => [span.from_at - from, span.to_at - from])).toEqual([
    [0, 0],
    [hour + minute, hour + minute],
  ]);
});

const measure = { windowHours: 1, count: 41, usual: 8, bound: 17, n: 41, p: 1e-9, ratio: 5.1 };

async function raise(parts: TestParts, alarm: Partial<NewAlarm>): Promise<void> {
  const now = parts.clock.now();
  await parts.store.write((trx) =>
    insertAlarm(trx, {
      id: parts.commandId(),
      kind: "spike",
      series: "all",
      also: [],
      state: "ongoing",
      coordinated: false,
      confidence: "sure",
      measure,
      evidence: {
        asOf: now,
        terms: [{ term: "zqterm", count: 30, usual: 1, score: 90 }],
        sources: [{ name: "Zqsource", network: "forum", count: 41 }],
        firstPosts: [],
        authors: { total: 20, isNew: 18, usualNewPercent: 30 },
        clusters: [],
        signs: [{ kind: "one_tag", tag: "#zqtag", count: 20, usual: 0 }],
        tone: { positive: 0, neutral: 1, negative: 40, unsure: 0 },
      },
      since: now - hour,
      raisedAt: now - hour,
      overAt: now,
      sharpAt: null,
      endedAt: null,
      dismissedAt: null,
      mutedUntil: null,
      noticeAt: null,
      mentions: 41,
      authors: 20,
      topTerm: "zqterm",
      ...alarm,
    }),
  );
}

test("the wall shows the alarm that says most in numbers, and none of its words, sources or people", async () => {
  const parts = await startDesk();
  expect((await snapshot(parts)).alarm).toBeNull();
  await raise(parts, { measure: { ...measure, p: 1e-12 } });
  await raise(parts, { series: "negative", coordinated: true });
  await raise(parts, { series: "negative", state: "ended", coordinated: true, measure: { ...measure, p: 1e-20 } });
  const wall = await snapshot(parts);
  expect(wall.alarm).toEqual({
    running: 2,
    kind: "spike",
    series: { kind: "negative", watch: null },
    looksCoordinated: true,
    measure,
    since: parts.clock.now() - hour,
  });
  expect(JSON.stringify(wall)).not.toMatch(/zq/i);
});

test("a muted alarm leaves the wall for as long as it is muted, and a watch goes by its name", async () => {
  const parts = await startDesk();
  const rowId = await parts.store.write((trx) =>
    insertWatch(trx, { id: parts.commandId(), name: "Delays", set: "issue", query: "late", at: 1 }),
  );
  await raise(parts, { series: `watch:${rowId}`, mutedUntil: parts.clock.now() + hour });
  expect(await snapshot(parts)).toMatchObject({ alarm: null, mutedAlarms: 1 });
  parts.clock.advance(hour);
  expect((await snapshot(parts)).alarm).toMatchObject({ running: 1, series: { watch: { name: "Delays" } } });
});

test("service level and response rate of the wall are those of the reports for the same scope", async () => {
  const desk = await startIntakeDesk();
  await desk.addRule({ then: { bucket: "care", priority: "high" } });
  const feed = await desk.addSource({ everything: true });
  await desk.store200(
    feed,
    ["late", "lost", "wet", "full", "slow"].map((word, at) =>
      parsedItem({ id: String(at), text: `My ferry is ${word}` }),
    ),
  );
  const answered = (id: number, at: number) =>
    desk.store.write((trx) =>
      trx.updateTable("case_cycle").set({ first_response_at: at }).where("case_id", "=", id).execute(),
    );
  await answered(1, desk.clock.now() + 10 * minute);
  await answered(2, desk.clock.now() + 80 * minute);
  desk.clock.advance(90 * minute);
  const { serviceLevel, response, asOf } = await snapshot(desk);
  const { "kpis.read": read } = createKpis(desk);
  const scope = { from: serviceLevel.from, to: asOf + 1, asOf: null, buckets: [], sourceId: null, departmentId: null };
  const { kpis } = await read({ ...scope, personId: null, clock: "hours", counted: "mentions" }, reader);
  const of = (name: string) => kpis.find((kpi) => kpi.name === name);
  expect([serviceLevel.percent, serviceLevel.n]).toEqual([of("service_level")?.value, of("service_level")?.n]);
  expect([response.percent, response.n]).toEqual([of("response_rate")?.value, of("response_rate")?.n]);
  expect([serviceLevel.percent, response.percent]).toEqual([20, 40]);
});
