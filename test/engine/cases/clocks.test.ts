import { describe, expect, test } from "vitest";
import { createBreachWatch } from "../../../src-main/engine/cases/breach-watch.ts";
import { rejoinStory } from "../../../src-main/engine/cases/queue-story.ts";
import { createWarnWatch } from "../../../src-main/engine/cases/warn-watch.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createSettings } from "../../../src-main/engine/settings/index.ts";
import { casesOfStories } from "../../../src-main/engine/store/case.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { beginOfflineSpan } from "../../../src-main/engine/store/offline-span.ts";
import { beginSpan, extendSpan } from "../../../src-main/engine/store/running-span.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import type { Settings } from "../../../src-main/contract/methods/settings.ts";
import type { Handlers } from "../../../src-main/engine/handlers.ts";
import { HOUR, MINUTE, startDesk } from "../triage/desk.ts";

const ten = Date.UTC(2026, 10, 17, 10);
const roundTheClock: Settings["calendar"]["week"] = {
  ...{ Mon: [[0, 1440]], Tue: [[0, 1440]], Wed: [[0, 1440]], Thu: [[0, 1440]], Fri: [[0, 1440]] },
  ...{ Sat: [[0, 1440]], Sun: [[0, 1440]] },
};
const serviceId = "01KA8K3F000000000000000070";

async function startClocks() {
  const desk = await startDesk();
  const { parts } = desk;
  const settings: Handlers<"settings.save"> = createSettings(parts);
  const run = async (from: number, to: number) =>
    parts.store.write(async (trx) => extendSpan(trx, await beginSpan(trx, from), to));
  return {
    ...desk,
    run,
    look: async () => {
      await createBreachWatch(parts).look();
      await createWarnWatch(parts).look();
    },
    save: async (change: Partial<Settings>) => {
      const { version } = await readSettings(parts.store.read);
      return settings["settings.save"]({ commandId: parts.commandId(), version, change }, desk.lea);
    },
    state: async (rowId: number) => {
      const record = (await casesOfStories(parts.store.read, [rowId])).get(rowId);
      if (!record) throw new Error("This story has no case");
      return record.state;
    },
    told: async () => {
      const events = await listEvents(parts.store.read, { limit: 1000 });
      return events.flatMap(({ kind, payload }) =>
        /warned|breached|retimed/.test(kind)
          ? [typeof payload?.["cause"] === "string" ? `${kind} ${payload["cause"]}` : kind]
          : [],
      );
    },
  };
}

describe("warnings and breaches", () => {
  test("are told once each: at three quarters, and after the deadline with where the time went", async () => {
    const desk = await startClocks();
    await desk.seed({});
    await desk.run(ten, ten + 3 * HOUR);
    desk.parts.clock.setNow(ten + 44 * MINUTE);
    await desk.look();
    expect(await desk.told()).toEqual([]);
    desk.parts.clock.setNow(ten + 45 * MINUTE);
    await desk.look();
    await desk.look();
    expect(await desk.told()).toEqual(["case.warned"]);
    desk.parts.clock.setNow(ten + 61 * MINUTE);
    await desk.look();
    await desk.look();
    expect(await desk.told()).toEqual(["case.warned", "case.breached queue"]);
  });

  test("a warning changes nobody's version, so that the act somebody has begun goes through", async () => {
    const desk = await startClocks();
    const [story] = await desk.seed({});
    const seen = story ? await desk.seen(story) : [];
    desk.parts.clock.setNow(ten + 50 * MINUTE);
    await desk.look();
    expect(await desk.call("triage.setPriority", { stories: seen, priority: 1 })).toMatchObject({ changed: 1 });
  });

  test("a case that was not closed is told of too, and one in which the desk was off says so", async () => {
    const desk = await startClocks();
    await desk.seed({});
    await desk.run(ten, ten + 40 * MINUTE);
    desk.parts.clock.setNow(ten + 5 * 24 * HOUR);
    await desk.look();
    expect(await desk.told()).toEqual(["case.breached queue", "case.resolution_breached off"]);
  });

  test("nothing is told of what waits for a calendar without hours", async () => {
    const desk = await startClocks();
    const closed = { Mon: [], Tue: [], Wed: [], Thu: [], Fri: [], Sat: [], Sun: [] };
    const { settings } = await readSettings(desk.parts.store.read);
    await desk.save({
      calendars: [{ id: serviceId, name: "Service", hours: { timeZone: "UTC", week: closed, holidays: [] } }],
      targets: { ...settings.targets, hours: { care: serviceId, pr: null } },
    });
    const [story] = await desk.seed({});
    desk.parts.clock.setNow(ten + 40 * 24 * HOUR);
    await desk.look();
    expect(await desk.told()).toEqual([]);
    const detail = await desk.call("cases.get", { storyId: story?.id ?? "" });
    expect(detail.clock).toMatchObject({ dueAt: null, resolutionDueAt: null, earliestAt: null, hasHours: false });
    expect(detail.story.clock).toMatchObject({ state: "none", dueAt: null, leftMs: null });
  });
});

describe("new hours and targets", () => {
  test("give running clocks new deadlines from where they began, and leave what has ended alone", async () => {
    const desk = await startClocks();
    const [open, closed] = await desk.seed({}, {});
    if (!open || !closed) throw new Error("Two stories were asked for");
    await desk.call("triage.resolve", { stories: await desk.seen(closed), resolution: "spam" });
    const before = await desk.state(closed.rowId);
    const { settings } = await readSettings(desk.parts.store.read);
    await desk.save({ calendar: { ...settings.calendar, holidays: ["2026-11-17"] } });
    expect(await desk.state(open.rowId)).toMatchObject({ queuedAt: ten, dueAt: ten + 24 * HOUR, targetMs: HOUR });
    expect(await desk.state(closed.rowId)).toEqual(before);
    expect(await desk.told()).toEqual(["case.retimed"]);
    await desk.save({ holdMinutes: 7 });
    expect(await desk.told()).toHaveLength(1);
  });

  test("a bucket can have hours of its own: round the clock while the desk is closed", async () => {
    const desk = await startClocks();
    const { settings } = await readSettings(desk.parts.store.read);
    await desk.save({
      calendars: [{ id: serviceId, name: "Service", hours: { timeZone: "UTC", week: roundTheClock, holidays: [] } }],
      targets: { ...settings.targets, hours: { care: serviceId, pr: null } },
    });
    const night = Date.UTC(2026, 10, 17, 22);
    desk.parts.clock.setNow(night);
    const [care, pr] = await desk.seed({ bucket: "care", at: night }, { bucket: "pr", at: night });
    if (!care || !pr) throw new Error("Two stories were asked for");
    expect((await desk.state(care.rowId)).dueAt).toBe(night + HOUR);
    expect((await desk.state(pr.rowId)).dueAt).toBe(Date.UTC(2026, 10, 18, 11));
    const shown = async (view: "breaching" | "waiting", clock?: "breached") =>
      (await desk.call("triage.page", { view, filter: clock ? { clocks: [clock] } : {} })).rows.map(({ id }) => id);
    // An hour is left of the clock of care: the hours of the desk, which is closed, have no say.
    desk.parts.clock.setNow(night + 2 * MINUTE);
    expect(await shown("breaching")).toEqual([]);
    desk.parts.clock.setNow(night + 55 * MINUTE);
    expect(await shown("breaching")).toEqual([care.id]);
    desk.parts.clock.setNow(night + 2 * HOUR);
    expect(await shown("waiting", "breached")).toEqual([care.id]);
    await desk.look();
    expect(await desk.told()).toEqual(["case.breached off"]);
  });

  test("a calendar that a bucket runs on cannot be left out, and one without a known time zone is refused", async () => {
    const desk = await startClocks();
    const { settings } = await readSettings(desk.parts.store.read);
    const targets = { ...settings.targets, hours: { care: serviceId, pr: null } };
    await expect(desk.save({ targets })).rejects.toMatchObject({ code: "calendar-used" });
    const hours = { timeZone: "Mars/Olympus", week: roundTheClock, holidays: [] };
    await expect(desk.save({ calendars: [{ id: serviceId, name: "S", hours }] })).rejects.toMatchObject({
      code: "bad-input",
    });
  });
});

test("what they say after an answer begins a cycle that waits for the next one, with the target of the next one", async () => {
  const desk = await startClocks();
  const { settings } = await readSettings(desk.parts.store.read);
  const care = { 1: 10, 2: 10, 3: 10 };
  await desk.save({ targets: { ...settings.targets, next: { ...settings.targets.next, care } } });
  const [story] = await desk.seed({ bucket: "care" });
  if (!story) throw new Error("A story was asked for");
  expect(await desk.state(story.rowId)).toMatchObject({ responds: "first", targetMs: HOUR });
  await desk.call("triage.resolve", { stories: await desk.seen(story), resolution: "handed_private", reason: "r" });
  const saved = (await readSettings(desk.parts.store.read)).settings;
  await runEngineAct(desk.parts, { topics: [] }, (act) =>
    rejoinStory(act, saved, { storyRowId: story.rowId, at: act.at }),
  );
  expect(await desk.state(story.rowId)).toMatchObject({ cycle: 2, responds: "next", targetMs: 10 * MINUTE });
});

test("a closed case that is opened again begins a cycle of its own, a snoozed one goes on, and both can be taken back", async () => {
  const desk = await startClocks();
  const [closed, away, open] = await desk.seed({}, {}, {});
  if (!closed || !away || !open) throw new Error("Three stories were asked for");
  await desk.call("triage.resolve", { stories: await desk.seen(closed), resolution: "spam" });
  await desk.call("triage.snooze", { stories: await desk.seen(away), until: ten + 5 * HOUR });
  const before = { closed: await desk.state(closed.rowId), away: await desk.state(away.rowId) };
  desk.parts.clock.setNow(ten + 10 * MINUTE);
  const done = await desk.call("cases.reopen", { stories: await desk.seen(closed, away, open) });
  expect(done.changed).toBe(2);
  expect(await desk.state(closed.rowId)).toMatchObject({
    ...{ status: "new", cycle: 2, queuedAt: ten + 10 * MINUTE, dueAt: ten + 70 * MINUTE, resolution: null },
  });
  expect(await desk.state(away.rowId)).toMatchObject({
    status: "new",
    cycle: 1,
    dueAt: ten + HOUR,
    snoozedUntil: null,
  });
  await desk.call("triage.undo", { batchId: done.batchId });
  expect({ closed: await desk.state(closed.rowId), away: await desk.state(away.rowId) }).toEqual(before);
});

describe("gaps", () => {
  test("of the engine and of the network are told with the case", async () => {
    const desk = await startClocks();
    const [story] = await desk.seed({});
    await desk.run(ten - HOUR, ten + 20 * MINUTE);
    await desk.run(ten + 50 * MINUTE, ten + 2 * HOUR);
    await desk.parts.store.write((trx) => beginOfflineSpan(trx, { from: ten + 40 * MINUTE, to: ten + 60 * MINUTE }));
    desk.parts.clock.setNow(ten + 2 * HOUR);
    const { clock } = await desk.call("cases.get", { storyId: story?.id ?? "" });
    expect(clock.gaps).toEqual([
      { from: ten + 20 * MINUTE, to: ten + 50 * MINUTE, kind: "off" },
      { from: ten + 50 * MINUTE, to: ten + 60 * MINUTE, kind: "offline" },
    ]);
  });

  test("a clock that is set back a day breaks nothing", async () => {
    const desk = await startClocks();
    const [story] = await desk.seed({});
    const storyId = story?.id ?? "";
    await desk.run(ten, ten + MINUTE);
    desk.parts.clock.setNow(ten - 24 * HOUR);
    await desk.look();
    await desk.call("cases.open", { storyId });
    const { clock, story: row } = await desk.call("cases.get", { storyId });
    expect(clock).toMatchObject({ firstOpenedAt: ten - 24 * HOUR, gaps: [] });
    expect(row.clock).toMatchObject({ state: "ok" });
    desk.parts.clock.setNow(ten + 61 * MINUTE);
    await desk.look();
    expect(await desk.told()).toEqual(["case.breached off"]);
  });
});
