import { createRematcher, enqueueRematch } from "../../src-main/engine/watches/rematch-job.ts";
import { createWatches } from "../../src-main/engine/watches/index.ts";
import { runEngineAct } from "../../src-main/engine/commands.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { insertWatch, listWatches, saveWatch } from "../../src-main/engine/store/watch.ts";
import { ingestPosts } from "./ingest.ts";
import { cpuOf } from "./measure.ts";
import { openBench, type Bench } from "./workspace.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
const watchCount = 50;
const lists = 20;

export type Rematched = {
  readonly ingestUs: number;
  readonly rematchUs: number;
  readonly longestBlockMs: number;
  readonly listUs: number;
};

/** Fills a workspace by the real way in, changes a watch that half of it matches, and matches all of it anew. */
export async function compareRematch(many: number): Promise<Rematched> {
  const bench = await openBench();
  await addWatches(bench);
  const ingestUs = await cpuOf(() => ingestPosts(bench, many));
  await change(bench);
  const { longestBlockMs, cpuUs } = await rematch(bench);
  const handlers = createWatches({ ...partsOf(bench), rematchSoon: () => {} });
  const list = async () => {
    for (let at = 0; at < lists; at += 1) await handlers["watches.list"]({}, call);
  };
  await list();
  const listUs = (await cpuOf(list)) / lists;
  await bench.close();
  return { ingestUs, rematchUs: cpuUs, longestBlockMs, listUs };
}

function partsOf({ parts, understandings }: Bench) {
  return { ...parts, understandings };
}

async function addWatches({ parts }: Bench): Promise<void> {
  await runEngineAct(parts, { topics: [] }, async (act) => {
    await insertWatch(act.trx, { id: act.newId(), name: "Brand", set: "own", query: "ferry OR ladle", at: act.at });
    for (let at = 1; at < watchCount; at += 1) {
      const query = `"gate ${at % 31}" AND (row OR number) NOT nobody${at}`;
      await insertWatch(act.trx, { id: act.newId(), name: `Gate ${at}`, set: "topic", query, at: act.at });
    }
  });
}

async function change({ parts }: Bench): Promise<void> {
  await runEngineAct(parts, { topics: [] }, async (act) => {
    const brand = (await listWatches(act.trx)).find(({ name }) => name === "Brand");
    if (!brand) throw new Error("the watch is gone");
    await saveWatch(act.trx, brand, { name: "Brand", set: "own", query: "booking OR ladle OR late", at: act.at });
    await enqueueRematch(act);
  });
}

/** Each turn of the loop tells how much the engine's thread worked since the one before, while nothing else had a turn. */
async function rematch(bench: Bench): Promise<{ readonly longestBlockMs: number; readonly cpuUs: number }> {
  const rematcher = createRematcher(partsOf(bench));
  let last = process.threadCpuUsage();
  let longestUs = 0;
  let isOver = false;
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last);
    longestUs = Math.max(longestUs, user + system);
    last = process.threadCpuUsage();
    if (!isOver) setImmediate(turn);
  };
  const cpuUs = await cpuOf(async () => {
    rematcher.soon();
    setImmediate(turn);
    await rematcher.idle();
  });
  isOver = true;
  return { longestBlockMs: longestUs / 1000, cpuUs };
}
