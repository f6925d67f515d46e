import { createAlarmWatch } from "../../src-main/engine/alarms/alarm-watch.ts";
import { createAlarms } from "../../src-main/engine/alarms/index.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { beginSpan, extendSpan } from "../../src-main/engine/store/running-span.ts";
import { defaultSettings, writeSettings } from "../../src-main/engine/store/setting.ts";
import { createChance } from "../support/simulator.ts";
import { makePosts } from "./posts.ts";
import { longestTurnOf } from "./turns.ts";
import { openBench } from "./workspace.ts";
import type { Bench } from "./workspace.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
const historyDays = 31;
const postsADay = 600;
const watchesOfPost = 5;
const dayMs = 24 * 3_600_000;

/** The longest turn (CPU ms) of a back-test over a day of a desk with so many watches, each with a handful of posts a day. */
export async function longestTurnOfBacktest(watches: number): Promise<number> {
  const bench = await openBench();
  await fill(bench, watches);
  const parts = { ...bench.parts, watch: createAlarmWatch(bench.parts) };
  const alarms = createAlarms(parts);
  const longest = await longestTurnOf(() => alarms["alarms.backtest"]({ sensitivity: "normal", days: 1 }, call));
  await bench.close();
  return longest;
}

/** Writes mentions as they stand after intake, a few watches on each. */
async function fill({ parts, source }: Bench, watches: number): Promise<void> {
  const { raw } = parts.store;
  const now = parts.clock.now();
  const chance = createChance(7);
  const item = raw.prepare(`
    INSERT INTO item (id, public_id, source_id, key_hash, published_at, first_seen_at, content_hash, network, lang, key, author, handle, text)
    VALUES (?, ?, ?, ?, ?, ?, '', 'microblog', 'en', ?, ?, ?, ?)`);
  const story = raw.prepare(`
    INSERT INTO story (id, public_id, head_id, bucket, decided_by, reason, urgency, sentiment, newest_at)
    VALUES (?, ?, ?, 'care', 'rule', '{}', 'normal', 'neutral', ?)`);
  const mention = raw.prepare(`
    INSERT INTO mention (id, story_id, bucket, slot, slot_sentiment, is_first)
    VALUES (?, ?, 'care', 0, 'neutral', 1)`);
  const watch = raw.prepare(
    "INSERT INTO watch (id, public_id, name, \"set\", query, saved_at) VALUES (?, ?, ?, 'topic', 'ferry', 0)",
  );
  const hit = raw.prepare("INSERT OR IGNORE INTO mention_watch (mention_id, watch_id, spans) VALUES (?, ?, '[]')");
  const posts = makePosts(historyDays * postsADay, { until: now, spacingMs: dayMs / postsADay });
  raw.transaction(() => {
    for (let id = 1; id <= watches; id += 1) watch.run(id, `watch-${id}`, `Watch ${id}`);
    for (const [index, post] of posts.entries()) {
      const id = index + 1;
      const at = post.publishedAt ?? 0;
      item.run(id, `i${id}`, source.rowId, id, at, at, `k${id}`, post.author, post.handle, post.text);
      story.run(id, `s${id}`, id, at);
      mention.run(id, id);
      for (let one = 0; one < watchesOfPost; one += 1) hit.run(id, 1 + Math.floor(chance() * watches));
    }
  })();
  await parts.store.write(async (trx) => {
    await writeSettings(trx, { version: 1, settings: defaultSettings("UTC") });
    await extendSpan(trx, await beginSpan(trx, now - (historyDays + 1) * dayMs), now);
  });
}
