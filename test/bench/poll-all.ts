// What poll-once.ts runs: store, fetcher, parser in its worker, understanding, ingest, as the engine has them.
import { join } from "node:path";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { createIntake } from "../../src-main/engine/intake.ts";
import { createFeedParser } from "../../src-main/engine/sources/feed/feed-parser.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import type { Store } from "../../src-main/engine/store/open.ts";
import { insertSource } from "../../src-main/engine/store/source.ts";
import { parseWorkerUrl, resourcesFolder } from "../../src-main/hosts/paths.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";
import { noNetworks } from "../support/fake-network.ts";
import { onlyShipped } from "../support/only-shipped.ts";

const [, , folder = "", port, count] = process.argv;
const clock = createSystemClock();
const ids = createRandomIds();
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

async function addFeeds(store: Store): Promise<void> {
  const fixed = { siteUrl: null, network: "news", everything: true, allowPrivate: true } as const;
  await store.write(async (trx) => {
    for (let at = 0; at < Number(count); at += 1) {
      const url = `http://127.0.0.1:${port}/${at}.xml`;
      await insertSource(trx, { id: ids.ulid(clock.now()), url, name: `Feed ${at}`, ...fixed, at: clock.now() });
    }
  });
}

async function pollAll(store: Store): Promise<void> {
  const feeds = createFeedParser({ workerUrl: parseWorkerUrl });
  const { classify } = loadSentiment(resourcesFolder);
  const http = createFetchHttp();
  const intake = createIntake({
    store,
    clock,
    ids,
    log: quiet,
    changed: () => {},
    http,
    feeds,
    publishers: noNetworks(),
    deskModels: onlyShipped(classify),
    secrets: createMemorySecrets(),
  });
  const call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } } as const;
  // Timers of the engine hold no process open.
  const awake = setInterval(() => {}, 60_000);
  console.log(JSON.stringify(await intake.handlers["sources.poll"]({ all: true }, call)));
  await intake.stop();
  await feeds.close();
  clearInterval(awake);
}

const holder = { what: "bench", pid: process.pid, since: clock.now() };
// As a single command opens it.
const checkEveryMs = 24 * 60 * 60_000;
const store = await openStore({
  file: join(folder, "desk.db"),
  backups: join(folder, "backups"),
  holder,
  checkEveryMs,
});
await (port === undefined ? pollAll(store) : addFeeds(store));
await store.close();
