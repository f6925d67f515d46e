import { createAlarmWatch } from "../../src-main/engine/alarms/alarm-watch.ts";
import { createAlarms } from "../../src-main/engine/alarms/index.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { beginSpan, extendSpan } from "../../src-main/engine/store/running-span.ts";
import { defaultSettings, writeSettings } from "../../src-main/engine/store/setting.ts";
import { createChance } from "../support/simulator.ts";
import { makePosts } from "./posts.ts";
import { storeMentions } from "./store-mentions.ts";
import { longestTurnOf } from "./turns.ts";
import { openBench } from "./workspace.ts";
import type { Bench } from "./workspace.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
const rounds = 3;
const historyDays = 31;
const postsADay = 600;
const watchesOfPost = 5;
const dayMs = 24 * 3_600_000;

/**
 * The longest turns (CPU ms) of a look that works out anew what is usual, and of a back-test over a day, at a desk with so
 * many watches, each with a handful of posts a day.
 */
export async function longestTurnsOfAlarms(
  watches: number,
): Promise<{ readonly look: number; readonly backtest: number }> {
  const bench = await openBench();
  await fill(bench, watches);
  const watch = createAlarmWatch(bench.parts);
  const alarms = createAlarms({ ...bench.parts, watch });
  const test = () => alarms["alarms.backtest"]({ sensitivity: "normal", days: 1 }, call);
  // Read what is stored, and raise what it raises: a desk does that once.
  await watch.look();
  const looks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    watch.forget();
    looks.push(await longestTurnOf(watch.look));
  }
  const backtest = await longestTurnOf(test);
  await bench.close();
  return { look: Math.min(...looks), backtest };
}

/** Four weeks of mentions, a few watches on each. */
async function fill(bench: Bench, watches: number): Promise<void> {
  const { parts } = bench;
  const now = parts.clock.now();
  const chance = createChance(7);
  storeMentions(bench, {
    posts: makePosts(historyDays * postsADay, { until: now, spacingMs: dayMs / postsADay }),
    watches: Array.from({ length: watches }, (_, at) => ({ name: `Watch ${at + 1}`, set: "topic" as const })),
    watchesOf: () => Array.from({ length: watchesOfPost }, () => 1 + Math.floor(chance() * watches)),
  });
  await parts.store.write(async (trx) => {
    await writeSettings(trx, { version: 1, settings: defaultSettings("UTC") });
    await extendSpan(trx, await beginSpan(trx, now - (historyDays + 1) * dayMs), now);
  });
}
