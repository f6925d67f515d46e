import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { purgeItems, staleItems } from "../store/item.ts";
import { purgeableItems, purgeableMentions } from "../store/source-retention.ts";
import { listSources } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { purgeMentions } from "./purge-mentions.ts";

const keptMs = 30 * 24 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
const slice = 500;
const mentionSlice = 100;

export type Retention = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
};

/**
 * Once a day, in slices: deletes items that matched no watch for 30 days, and of sources with a time of their own what is
 * past it, but never what was worked on. Keys stay, so that feeds cannot bring them back.
 */
export function createRetention(parts: Parts): Retention {
  let stopped = true;
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();

  function runAndPlan(): void {
    running = running
      .then(() => purgeUnmatched(parts, () => stopped))
      .then(() => purgeBySource(parts, () => stopped))
      .catch((cause: unknown) => parts.log.error("retention.broke", { error: String(cause) }))
      .then(() => {
        if (!stopped) cancel = parts.clock.after(dayMs, runAndPlan);
      });
  }

  return {
    start: () => {
      stopped = false;
      runAndPlan();
    },
    idle: () => running,
    stop: async () => {
      stopped = true;
      cancel();
      await running;
    },
  };
}

async function purgeUnmatched(parts: Parts, isStopped: () => boolean): Promise<void> {
  const seenBefore = parts.clock.now() - keptMs;
  let after: number | null = 0;
  while (after !== null && !isStopped()) {
    const from: number = after;
    after = await runEngineAct(parts, { topics: [] }, async (act) => {
      const { rowIds, last } = await staleItems(act.trx, { seenBefore, after: from, limit: slice });
      await purgeItems(act.trx, rowIds, act.at);
      return last;
    });
    await new Promise(setImmediate);
  }
}

async function purgeBySource(parts: Parts, isStopped: () => boolean): Promise<void> {
  for (const source of await listSources(parts.store.read)) {
    if (source.retentionDays === null || isStopped()) continue;
    const seenBefore = parts.clock.now() - source.retentionDays * dayMs;
    await purgeSourceMentions(parts, source, { seenBefore, isStopped });
    await purgeSourceItems(parts, source, { seenBefore, isStopped });
  }
}

type Past = { readonly seenBefore: number; readonly isStopped: () => boolean };

async function purgeSourceMentions(parts: Parts, { rowId }: Source, { seenBefore, isStopped }: Past): Promise<void> {
  for (let after = 0; !isStopped();) {
    const from = after;
    const gone = await runEngineAct(parts, { topics: [] }, async (act) => {
      const rows = await purgeableMentions(act.trx, rowId, { seenBefore, after: from, limit: mentionSlice });
      await purgeMentions(act, rows);
      return rows;
    });
    if (gone.length > 0) parts.changed("triage", "sources", "wallboard");
    if (gone.length < mentionSlice) return;
    after = gone.at(-1) ?? after;
    await new Promise(setImmediate);
  }
}

async function purgeSourceItems(parts: Parts, { rowId }: Source, { seenBefore, isStopped }: Past): Promise<void> {
  for (let isMore = true; isMore && !isStopped();) {
    isMore = await runEngineAct(parts, { topics: [] }, async (act) => {
      const rows = await purgeableItems(act.trx, rowId, { seenBefore, limit: slice });
      await purgeItems(act.trx, rows, act.at);
      return rows.length === slice;
    });
    await new Promise(setImmediate);
  }
}
