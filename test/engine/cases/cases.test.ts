import { describe, expect, test } from "vitest";
import { createBreachWatch } from "../../../src-main/engine/cases/breach-watch.ts";
import { rejoinStory } from "../../../src-main/engine/cases/queue-story.ts";
import { createSnoozeWaker } from "../../../src-main/engine/cases/snooze-waker.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import type { SeedStory } from "../../support/seed-stories.ts";
import { HOUR, MINUTE, startDesk } from "../triage/desk.ts";

async function startWithOne(story: SeedStory = {}) {
  const desk = await startDesk();
  const [seeded] = await desk.seed(story);
  if (!seeded) throw new Error("one was seeded");
  const get = () => desk.call("cases.get", { storyId: seeded.id });
  const kinds = async () => (await listEvents(desk.parts.store.read, { limit: 100 })).map((event) => event.kind);
  return { desk, story: seeded, get, kinds };
}

describe("a case in full", () => {
  test("tells its pieces of time, copies, notes and who it is", async () => {
    const { desk, story, get } = await startWithOne({ copies: 2, handle: "@tom", title: "Late" });
    const start = desk.parts.clock.now();
    desk.parts.clock.advance(6 * MINUTE);
    await desk.call("cases.open", { storyId: story.id });
    await desk.call("cases.note", { storyId: story.id, text: "Rang the quay" }, desk.bob);
    const detail = await get();
    expect(detail.clock).toMatchObject({
      publishedAt: start,
      firstSeenAt: start,
      queuedAt: start,
      firstOpenedAt: start + 6 * MINUTE,
      submittedAt: null,
      approvedAt: null,
      firstResponseAt: null,
      dueAt: start + HOUR,
      // 30 minutes for the approval and 5 of hold.
      earliestAt: start + 41 * MINUTE,
      cycle: 1,
    });
    expect(detail.mentions).toHaveLength(2);
    expect(detail.mentions[0]).toMatchObject({
      title: "Late",
      versions: [],
      dateGuessed: false,
    });
    expect(detail.notes).toMatchObject([{ by: { name: "Bob Ray", initials: "BR" }, text: "Rang the quay" }]);
    expect(detail.contact?.history.map(({ kind, text }) => ({ kind, text }))).toEqual([
      { kind: "note", text: "Rang the quay" },
      { kind: "mention", text: "Late: My ferry is late." },
      { kind: "mention", text: "Late: My ferry is late." },
    ]);
  });

  test("has a timeline of who did what, the desk's own acts without a name", async () => {
    const { desk, story, get } = await startWithOne();
    await desk.call("cases.open", { storyId: story.id });
    await desk.call("triage.assign", {
      stories: await desk.seen(story),
      personId: desk.bob.person?.id ?? "",
      reason: "knows the quay",
    });
    await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "pr" }, desk.bob);
    await desk.call("triage.resolve", {
      stories: await desk.seen(story),
      resolution: "no_reply_needed",
      reason: "praise",
    });
    expect((await get()).timeline.map(({ by, says }) => [by, says.code, says.params])).toEqual([
      ["", "event.case.queued.care", {}],
      ["Ann Lee", "event.case.opened", {}],
      ["Ann Lee", "event.case.assigned.because", { name: "Bob Ray", reason: "knows the quay" }],
      ["Bob Ray", "event.story.moved.pr", {}],
      ["Ann Lee", "event.case.resolvedBecause.no_reply_needed", { reason: "praise" }],
    ]);
  });

  test("of a story that is only counted has no clock and no contact", async () => {
    const { get } = await startWithOne({ bucket: "analytics", handle: "@tom" });
    expect(await get()).toMatchObject({
      contact: null,
      notes: [],
      clock: { queuedAt: null, dueAt: null, earliestAt: null, cycle: 0 },
      story: { case: null },
    });
  });

  test("that is not there is refused", async () => {
    const desk = await startDesk();
    await expect(desk.call("cases.get", { storyId: desk.parts.commandId() })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("opening", () => {
  test("counts once a cycle and names the version that acts must name", async () => {
    const { desk, story, get, kinds } = await startWithOne();
    const { version } = await desk.call("cases.open", { storyId: story.id });
    expect(await desk.call("cases.open", { storyId: story.id }, desk.bob)).toEqual({ version });
    expect((await get()).story).toMatchObject({ version, case: { status: "open", opened: true } });
    expect((await kinds()).filter((kind) => kind === "case.opened")).toHaveLength(1);
  });
});

describe("recorded work", () => {
  test("is cut to ten minutes, to the past and to what is new, and is no event", async () => {
    const { desk, story, kinds } = await startWithOne();
    const before = await kinds();
    const now = desk.parts.clock.now();
    await desk.call("cases.activity", { storyId: story.id, from: now - 30 * MINUTE, to: now - 5 * MINUTE });
    await desk.call("cases.activity", { storyId: story.id, from: now - 8 * MINUTE, to: now + HOUR });
    await desk.call("cases.activity", { storyId: story.id, from: now - 8 * MINUTE, to: now - MINUTE });
    const rows = await desk.parts.store.read.selectFrom("activity").select(["from_at", "to_at"]).execute();
    expect(rows).toEqual([
      { from_at: now - 15 * MINUTE, to_at: now - 5 * MINUTE },
      { from_at: now - 5 * MINUTE, to_at: now },
    ]);
    expect(await kinds()).toEqual(before);
  });
});

describe("snoozing", () => {
  test("puts a case away with its clock going on, and its time brings it back on top", async () => {
    const desk = await startDesk();
    const [story] = await desk.seed({ urgency: "low", text: "snoozed" }, { urgency: "high", text: "urgent" });
    if (!story) throw new Error("two were seeded");
    await desk.call("triage.snooze", { stories: await desk.seen(story), until: desk.parts.clock.now() + 30 * MINUTE });
    desk.parts.clock.advance(29 * MINUTE);
    await createSnoozeWaker(desk.parts).look();
    expect(await desk.page("snoozed")).toMatchObject([
      { excerpt: "snoozed", clock: { state: "ok", leftMs: 91 * MINUTE } },
    ]);
    desk.parts.clock.advance(MINUTE);
    await createSnoozeWaker(desk.parts).look();
    expect((await desk.page("waiting")).map(({ excerpt, case: its }) => [excerpt, its?.status])).toEqual([
      ["snoozed", "new"],
      ["urgent", "new"],
    ]);
  });

  test("until they answer leaves the queue with a running clock, and an answer of theirs brings it back on top", async () => {
    const { desk, story, get } = await startWithOne();
    await desk.call("triage.snooze", { stories: await desk.seen(story), until: null });
    expect((await get()).story).toMatchObject({
      case: { status: "snoozed", snoozedUntil: null, wakeOn: "answer" },
      clock: { state: "ok" },
    });
  });

  test("into the past is refused", async () => {
    const { desk, story } = await startWithOne();
    const snooze = desk.call("triage.snooze", { stories: await desk.seen(story), until: desk.parts.clock.now() });
    await expect(snooze).rejects.toMatchObject({ code: "bad-input" });
  });
});

describe("breaches", () => {
  const breaches = (kinds: readonly string[]) => kinds.filter((kind) => kind === "case.breached").length;

  test("are written down once a cycle when the target passes, by a loop and after a restart", async () => {
    const { desk, kinds } = await startWithOne();
    const watch = createBreachWatch(desk.parts);
    await watch.look();
    desk.parts.clock.advance(HOUR);
    await watch.look();
    expect(breaches(await kinds())).toBe(0);
    desk.parts.clock.advance(MINUTE);
    await watch.look();
    await watch.look();
    await createBreachWatch(desk.parts).look();
    expect(breaches(await kinds())).toBe(1);
  });

  test("do not happen at night: a case due at closing time is late in the morning", async () => {
    const { desk, kinds } = await startWithOne({ at: Date.UTC(2026, 10, 17, 16) });
    desk.parts.clock.setNow(Date.UTC(2026, 10, 17, 23));
    await createBreachWatch(desk.parts).look();
    expect(breaches(await kinds())).toBe(0);
    desk.parts.clock.setNow(Date.UTC(2026, 10, 18, 9, 1));
    await createBreachWatch(desk.parts).look();
    expect(breaches(await kinds())).toBe(1);
  });

  test("do not happen to what was answered or resolved, and happen anew in a new cycle", async () => {
    const { desk, story, kinds } = await startWithOne();
    await desk.call("triage.resolve", { stories: await desk.seen(story), resolution: "spam" });
    desk.parts.clock.advance(2 * HOUR);
    await createBreachWatch(desk.parts).look();
    expect(breaches(await kinds())).toBe(0);
    const { settings } = await readSettings(desk.parts.store.read);
    await runEngineAct(desk.parts, { topics: [] }, (act) =>
      rejoinStory(act, settings, { storyRowId: story.rowId, at: act.at }),
    );
    desk.parts.clock.advance(2 * HOUR);
    await createBreachWatch(desk.parts).look();
    expect(breaches(await kinds())).toBe(1);
  });

  test("of many cases are all written down in one look", async () => {
    const desk = await startDesk();
    await desk.seed(...Array.from({ length: 450 }, () => ({})));
    desk.parts.clock.advance(2 * HOUR);
    await createBreachWatch(desk.parts).look();
    const events = await listEvents(desk.parts.store.read, { limit: 2000 });
    expect(breaches(events.map((event) => event.kind))).toBe(450);
  });

  test("are looked for again and again until the watch is stopped", async () => {
    const { desk, kinds } = await startWithOne();
    const watch = createBreachWatch(desk.parts);
    watch.start();
    await expect.poll(() => desk.parts.clock.waiting()).toBe(1);
    desk.parts.clock.setNow(desk.parts.clock.now() + 2 * HOUR);
    desk.parts.clock.advance(15_000);
    await expect.poll(async () => breaches(await kinds())).toBe(1);
    await expect.poll(() => desk.parts.clock.waiting()).toBe(1);
    await watch.stop();
    expect(desk.parts.clock.waiting()).toBe(0);
  });
});

test("a copy that joins opens a resolved case again, in a cycle of its own, and leaves an open one alone", async () => {
  const { desk, story, kinds, get } = await startWithOne();
  const join = async () => {
    const { settings } = await readSettings(desk.parts.store.read);
    await runEngineAct(desk.parts, { topics: [] }, (act) =>
      rejoinStory(act, settings, { storyRowId: story.rowId, at: act.at }),
    );
  };
  await join();
  await desk.call("triage.resolve", { stories: await desk.seen(story), resolution: "handed_private" });
  desk.parts.clock.advance(HOUR);
  await join();
  expect((await kinds()).filter((kind) => kind === "case.reopened")).toHaveLength(1);
  expect((await get()).clock).toMatchObject({
    cycle: 2,
    queuedAt: desk.parts.clock.now(),
    firstResponseAt: null,
    firstOpenedAt: null,
  });
});
