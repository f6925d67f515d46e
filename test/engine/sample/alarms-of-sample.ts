import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slotMs } from "../../../src-main/domain/alarms/timeline.ts";
import { backtest } from "../../../src-main/engine/alarms/backtest.ts";
import { createCountMemory } from "../../../src-main/engine/alarms/count-memory.ts";
import { gatherEvidence } from "../../../src-main/engine/alarms/gather-evidence.ts";
import { newestAlarms } from "../../../src-main/engine/store/alarm.ts";
import { openStore } from "../../../src-main/engine/store/open.ts";
import type { Store } from "../../../src-main/engine/store/open.ts";
import { readExpected } from "./built-sample.ts";
import type { BuiltSample } from "./built-sample.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** To be called among the tests of the sample: it takes long to build, so that one is built for all of them. */
export function describeAlarms(built: () => BuiltSample): void {
  /** The first and the last post of an episode, in minutes before now. */
  function episode(name: string): readonly [number, number] {
    const { replay, now } = built();
    const keys = Object.entries(readExpected()).filter(([, { alarm }]) => alarm === name);
    const ages = keys.map(([key]) => (now - (replay.items.get(key)?.publishedAt ?? 0)) / minuteMs);
    return [Math.max(...ages), Math.min(...ages)];
  }
  /** What people write and call about while they get ready for Lantern Night belongs to it, from the afternoon before on. */
  const festival = (): readonly [number, number] => [2 * 24 * 60, episode("spike-lantern")[1]];
  const isWithin = (ago: number, [first, last]: readonly [number, number]) => ago <= first && ago >= last;

  describe("alarms of the sample", () => {
    const raised = async () => {
      const { store, now } = built();
      const alarms = await newestAlarms(store.read, 100);
      return alarms.map((alarm) => ({ ...alarm, ago: Math.round((now - alarm.raisedAt) / minuteMs) }));
    };

    test.each(["spike-praise", "spike-outage", "spike-lantern"])("%s is an alarm, and no attack", async (name) => {
      const span = name === "spike-lantern" ? festival() : episode(name);
      const within = (await raised()).filter(({ ago }) => isWithin(ago, span));
      expect(within).not.toEqual([]);
      expect(within.filter(({ coordinated }) => coordinated)).toEqual([]);
    });

    test("the smear looks coordinated and says why; it still runs, and so does Lantern Night", async () => {
      const [smear, ...others] = (await raised()).filter(({ coordinated }) => coordinated);
      expect(others).toEqual([]);
      expect(smear).toMatchObject({ state: "ongoing", series: "negative", noticeAt: null });
      expect(isWithin(smear?.ago ?? 0, episode("coordinated-smear"))).toBe(true);
      expect(smear?.evidence.signs).toContainEqual({ kind: "near_copies", authors: 7, posts: 7 });
      expect(smear?.evidence.terms.map(({ term }) => term).join(" ")).toContain("sewage");
      const running = (await raised()).filter(({ state }) => state === "raised" || state === "ongoing");
      expect(running).toHaveLength(2);
    });

    test("ordinary days raise nothing", async () => {
      const episodes = [...["spike-praise", "spike-outage", "coordinated-smear"].map(episode), festival()];
      const between = (await raised()).filter(({ ago }) => !episodes.some((one) => isWithin(ago, one)));
      expect(between.map(({ ago, series, measure }) => ({ ago, series, measure }))).toEqual([]);
    });
  });

  // 14 times four weeks are judged, quarter of an hour by quarter of an hour: some seconds, but the story must hold whenever
  // somebody opens the sample, in the night too, when all that it tells of the day lies in the dark.
  describe("alarms of the sample, opened at any moment of the week", () => {
    const folder = mkdtempSync(join(tmpdir(), "watchroom-moments-"));
    let store: Store;
    let movedBy = 0;
    beforeAll(async () => {
      const file = join(folder, "sample.db");
      await built().store.raw.backup(file);
      store = await openStore({ file, backups: folder, holder: { what: "test", pid: process.pid, since: 0 } });
      store.raw.pragma("foreign_keys = OFF");
      store.raw.exec("DELETE FROM alarm");
    });
    afterAll(async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    });

    function moveBy(ms: number): void {
      const by = ms - movedBy;
      store.raw
        .prepare("UPDATE item SET first_seen_at = first_seen_at + ?, published_at = published_at + ?")
        .run(by, by);
      store.raw.prepare("UPDATE running_span SET from_at = from_at + ?, to_at = to_at + ?").run(by, by);
      movedBy = ms;
    }

    const moments = [0, 1, 2, 3, 4, 5, 6].flatMap((days) => [8, 22].map((hour) => [days, hour] as const));
    test.each(moments)("%i days later, at %i o'clock", async (days, hour) => {
      moveBy(days * dayMs + (hour - 15) * hourMs);
      const now = built().now + movedBy;
      const clock = { now: () => now, monotonic: () => now, after: () => () => {} };
      const { fired } = await backtest({ store, clock }, { sensitivity: "normal", days: 28 });
      const ago = (at: number) => (now - at) / minuteMs;
      const found = fired.map((firing) => ({ ...firing, ago: ago(firing.at) }));
      const stories = {
        praise: episode("spike-praise"),
        outage: episode("spike-outage"),
        festival: festival(),
        smear: episode("coordinated-smear"),
      } as const;
      const told = Object.entries(stories).map(([name, span]) => ({
        name,
        firings: found.filter((firing) => isWithin(firing.ago, span)),
      }));
      expect(told.filter(({ firings }) => firings.length === 0)).toEqual([]);
      const strays = found.filter((firing) => !Object.values(stories).some((span) => isWithin(firing.ago, span)));
      expect(strays).toEqual([]);
      // One alarm each; the two days around Lantern Night may have three.
      expect(told.map(({ firings }) => firings.length).every((count, at) => count <= (at === 2 ? 3 : 1))).toBe(true);
      const [attack] = told.at(-1)?.firings ?? [];
      expect(attack?.series.kind).toBe("negative");
      await expect(signsSince(attack?.since ?? now, now)).resolves.toContainEqual({
        ...{ kind: "near_copies", authors: 7, posts: 7 },
      });
    });

    async function signsSince(since: number, now: number) {
      const memory = createCountMemory({ now, days: 30 });
      await memory.read(store.read, []);
      const fromRow = memory.firstRows[Math.floor(since / slotMs) - memory.firstSlot] ?? 0;
      return (await gatherEvidence(store.read, { memory, series: "negative", fromRow, now })).evidence.signs;
    }
  });
}
