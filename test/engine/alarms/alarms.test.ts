import { expect, test } from "vitest";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { campaign, chatter } from "../../support/simulated-posts.ts";
import { day, hour, minute, startAlarmDesk } from "./alarm-desk.ts";
import type { AlarmDesk } from "./alarm-desk.ts";

const listed = async ({ alarms, ann }: Pick<AlarmDesk, "alarms" | "ann">) =>
  (await alarms["alarms.list"]({ limit: 50 }, ann)).alarms;

async function burst(desk: AlarmDesk, posts = 12): Promise<void> {
  await desk.bring(chatter({ seed: 7000 + posts, at: desk.clock.now(), posts }));
  await desk.watch.look();
}

test("ordinary days raise nothing; a burst does, and ends when it is over", async () => {
  const desk = await startAlarmDesk();
  await desk.watch.look();
  expect(await listed(desk)).toEqual([]);
  await burst(desk);
  const [raised] = await listed(desk);
  expect(raised).toMatchObject({
    state: "raised",
    kind: "spike",
    series: { kind: "all", watch: null },
    looksCoordinated: false,
    mentions: 12,
    measure: { windowHours: 1, count: 12, n: 12 },
  });
  expect(raised?.measure.bound).toBeLessThanOrEqual(12);
  for (let hours = 0; hours < 30; hours += 1) {
    await desk.pass(hour);
    await desk.watch.look();
  }
  expect(await listed(desk)).toMatchObject([{ id: raised?.id, state: "ended" }]);
  const kinds = (await listEvents(desk.store.read, { limit: 10_000 })).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind.startsWith("alarm."))).toEqual(["alarm.raised", "alarm.ended"]);
});

test("what an archive held, and what waited while the desk slept, raise nothing", async () => {
  const desk = await startAlarmDesk();
  await desk.watch.look();
  await desk.bring(chatter({ seed: 1, at: desk.clock.now(), posts: 40 }), { backfill: true });
  await desk.watch.look();
  expect(await listed(desk)).toEqual([]);
  const asleepAt = desk.clock.now() + hour;
  await desk.sleep(5 * hour);
  await desk.bring(chatter({ seed: 2, at: asleepAt, posts: 40 }));
  await desk.watch.look();
  expect(await listed(desk)).toEqual([]);
  // The same posts, written now, are a spike: it is the moment that made the difference.
  await burst(desk, 40);
  expect(await listed(desk)).toHaveLength(1);
});

test("a campaign looks coordinated and says by what; a busy day does not", async () => {
  const desk = await startAlarmDesk();
  await desk.watch.look();
  await desk.bring(campaign({ seed: 3, at: desk.clock.now(), accounts: 9 }));
  await desk.watch.look();
  const [alarm] = await listed(desk);
  expect(alarm).toMatchObject({ looksCoordinated: true, mentions: 9, authors: 9 });
  const { evidence, hours } = await desk.alarms["alarms.show"]({ id: alarm?.id ?? "" }, desk.ann);
  expect(evidence.signs).toContainEqual({ kind: "near_copies", authors: 9, posts: 9 });
  expect(evidence.clusters).toMatchObject([{ posts: 9, authors: 9, newAuthors: 9 }]);
  expect(evidence.authors).toMatchObject({ total: 9, isNew: 9 });
  expect(evidence.sources).toEqual([{ name: "Feed 1", network: "mastodon", count: 9 }]);
  expect(evidence.firstPosts).toHaveLength(3);
  expect(evidence.terms.map(({ term }) => term).join(" ")).toMatch(/boycott|sinkwhimbrel|sound/);
  expect(hours).toHaveLength(48);
  expect(hours.at(-1)).toMatchObject({ count: 9 });
});

test("a restart neither forgets an alarm nor raises it twice", async () => {
  const desk = await startAlarmDesk();
  await burst(desk);
  const before = await listed(desk);
  const again = desk.restart();
  await again.watch.look();
  expect(await listed({ ...desk, ...again })).toMatchObject([{ id: before[0]?.id }]);
});

test("'Not an alarm' ends it and teaches the bound, and both can be taken back", async () => {
  const desk = await startAlarmDesk();
  await burst(desk);
  const [alarm] = await listed(desk);
  if (!alarm) throw new Error("no alarm was raised");
  const seen = { id: alarm.id, version: alarm.version };
  const { batchId, alarm: gone } = await desk.alarms["alarms.dismiss"](
    { commandId: desk.commandId(), alarm: seen },
    desk.ann,
  );
  expect(gone).toMatchObject({ state: "dismissed" });
  await desk.watch.look();
  const { alarms, taught } = await desk.alarms["alarms.list"]({ limit: 50 }, desk.ann);
  expect(alarms).toMatchObject([{ state: "dismissed" }]);
  expect(taught).toMatchObject([{ series: { kind: "all" } }]);
  expect(taught[0]?.factor).toBeGreaterThan(1);
  await expect(
    desk.alarms["alarms.mute"]({ commandId: desk.commandId(), alarm: gone, minutes: 60 }, desk.ann),
  ).rejects.toMatchObject({ code: "alarm-over" });
  await desk.alarms["alarms.undo"]({ commandId: desk.commandId(), batchId }, desk.ann);
  await desk.watch.look();
  const after = await desk.alarms["alarms.list"]({ limit: 50 }, desk.ann);
  expect(after).toMatchObject({ running: 1, taught: [] });
  expect(after.alarms).toMatchObject([{ id: alarm.id, dismissedAt: null, endedAt: null }]);
  await expect(desk.alarms["alarms.undo"]({ commandId: desk.commandId(), batchId }, desk.ann)).rejects.toMatchObject({
    code: "nothing-to-undo",
  });
});

test("a mute lasts its time, is stale on an old version, and can be taken back", async () => {
  const desk = await startAlarmDesk();
  await burst(desk);
  const [alarm] = await listed(desk);
  if (!alarm) throw new Error("no alarm was raised");
  const mute = (version: number) =>
    desk.alarms["alarms.mute"](
      { commandId: desk.commandId(), alarm: { id: alarm.id, version }, minutes: 60 },
      desk.ann,
    );
  const { batchId, alarm: muted } = await mute(alarm.version);
  expect(muted.mutedUntil).toBe(desk.clock.now() + hour);
  await expect(mute(alarm.version)).rejects.toMatchObject({ code: "stale" });
  expect(
    (await desk.alarms["alarms.undo"]({ commandId: desk.commandId(), batchId }, desk.ann)).alarm.mutedUntil,
  ).toBeNull();
});

test("in quiet hours an alarm is kept, and told at their end", async () => {
  const desk = await startAlarmDesk();
  const { version, settings } = await readSettings(desk.store.read);
  const quiet = { ...settings.alarms, quietHours: { from: 9 * 60, to: 11 * 60 } };
  await desk.store.write((trx) =>
    writeSettings(trx, { version: version + 1, settings: { ...settings, alarms: quiet } }),
  );
  await burst(desk);
  const [alarm] = await listed(desk);
  expect(alarm?.noticeAt).toBe(desk.clock.now() + hour);
});

test("past alarms are no part of what is usual, until people call them none", async () => {
  const boundAfter = async (isDismissed: boolean) => {
    const desk = await startAlarmDesk();
    await burst(desk, 60);
    const [alarm] = await listed(desk);
    if (isDismissed && alarm) await desk.alarms["alarms.dismiss"]({ commandId: desk.commandId(), alarm }, desk.ann);
    for (let hours = 0; hours < 27; hours += 1) {
      await desk.pass(hour);
      await desk.watch.look();
    }
    await desk.pass(day - 3 * hour);
    // What was taught is not what is looked at here.
    await desk.store.write((trx) => trx.deleteFrom("alarm_taught").execute());
    const known = await desk.watch.known();
    desk.watch.forget();
    const end = known.slot + 1 - known.memory.firstSlot;
    const { bounds } = desk.watch.detector.boundsOf(known.memory, known.setting, {
      series: "all",
      slot: known.slot,
      end,
    });
    return bounds.find(({ hours }) => hours === 1)?.expected.mean ?? 0;
  };
  expect(await boundAfter(true)).toBeGreaterThan(2 * (await boundAfter(false)));
});

test("the back-test finds what was raised, and what a lower sensitivity would not have", async () => {
  const desk = await startAlarmDesk();
  await burst(desk, 10);
  await desk.pass(15 * minute);
  const [alarm] = await listed(desk);
  const fired = async (sensitivity: "calm" | "normal") =>
    desk.alarms["alarms.backtest"]({ sensitivity, days: 7 }, desk.ann);
  const normal = await fired("normal");
  expect(normal).toMatchObject({
    judgedHours: 7 * 24,
    fired: [{ kind: "spike", series: { kind: "all" }, alarmId: alarm?.id }],
  });
  const calm = await fired("calm");
  expect(calm.fired.length).toBeLessThanOrEqual(normal.fired.length);
  expect(calm.expectedPerWeek).toBeLessThan(normal.expectedPerWeek);
  const before = await desk.alarms["alarms.backtest"]({ sensitivity: "watchful", days: 7 }, desk.ann);
  expect(before.fired.every(({ at }) => at >= (alarm?.raisedAt ?? 0))).toBe(true);
});
