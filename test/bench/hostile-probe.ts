// Polls one hostile feed as the engine does, and prints what that did to the process: `node hostile-probe.ts FOLDER ORIGIN KIND`.
import { join } from "node:path";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createIntake } from "../../src-main/engine/intake.ts";
import { createFeedParser } from "../../src-main/engine/sources/feed/feed-parser.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { insertSource } from "../../src-main/engine/store/source.ts";
import { parseWorkerUrl, resourcesFolder } from "../../src-main/hosts/paths.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";
import { quiet } from "./workspace.ts";
import { noNetworks } from "../support/fake-network.ts";
import { onlyShipped } from "../support/only-shipped.ts";

/** What one hostile feed did. */
export type HostileReading = {
  /** Megabytes above what the process held after honest feeds. */
  readonly memory: number;
  /** The longest that the engine's thread worked without a pause, in ms of its own CPU time. */
  readonly delay: number;
  /** The slowest list of sources that somebody asked for meanwhile, in ms of the thread's CPU time, its own included. */
  readonly read: number;
};

const [, , folder = "", origin = "", kind = ""] = process.argv;
const clock = createSystemClock();
const ids = createRandomIds();
const store = await openStore({
  file: join(folder, "desk.db"),
  backups: join(folder, "backups"),
  holder: { what: "bench", pid: process.pid, since: clock.now() },
});
const feeds = createFeedParser({ workerUrl: parseWorkerUrl });
const { classify } = loadSentiment(resourcesFolder);
const intake = createIntake({
  store,
  clock,
  ids,
  log: quiet,
  changed: () => {},
  http: createFetchHttp(),
  feeds,
  publishers: noNetworks(),
  deskModels: onlyShipped(classify),
  secrets: createMemorySecrets(),
});
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
const add = async (path: string) => {
  const fixed = { name: path, siteUrl: null, network: "other", everything: true, allowPrivate: true } as const;
  const id = ids.ulid(clock.now());
  await store.write((trx) => insertSource(trx, { id, url: `${origin}/${path}`, ...fixed, at: clock.now() }));
  return id;
};
const poll = (id: string) => intake.handlers["sources.poll"]({ ids: [id], all: false }, call);
const [good, bad] = [await add("good"), await add(kind)];
const list = () => intake.handlers["sources.list"]({}, call);
for (let run = 0; run < 5; run += 1) {
  await poll(good);
  for (let at = 0; at < 20; at += 1) await list();
}
const threadMs = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const before = process.memoryUsage.rss();
const seen = { rss: before, delay: 0, read: 0 };
let last = threadMs();
const ticks = setInterval(() => {
  const now = threadMs();
  seen.delay = Math.max(seen.delay, now - last);
  last = now;
  seen.rss = Math.max(seen.rss, process.memoryUsage.rss());
}, 2);
let isOver = false;
async function readOn(): Promise<void> {
  while (!isOver) {
    const asked = threadMs();
    await list();
    seen.read = Math.max(seen.read, threadMs() - asked);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const reading = readOn();
last = threadMs();
await poll(bad);
isOver = true;
await reading;
clearInterval(ticks);
const said: HostileReading = { memory: (seen.rss - before) / 2 ** 20, delay: seen.delay, read: seen.read };
process.stdout.write(JSON.stringify(said));
await intake.stop();
await feeds.close();
await store.close();
