// (b) is measured in a process of its own: `node many-sources.ts SOURCES BROKEN_SHARE` polls that many sources for two
// hours of a clock that is wound on, and prints when they were polled and what memory that took.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { createIntake } from "../../src-main/engine/intake.ts";
import { createFeedParser } from "../../src-main/engine/sources/feed/feed-parser.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { insertSource } from "../../src-main/engine/store/source.ts";
import { parseWorkerUrl, resourcesFolder } from "../../src-main/hosts/paths.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";
import { quiet } from "./workspace.ts";
import { noNetworks } from "../support/fake-network.ts";
import { onlyShipped } from "../support/only-shipped.ts";

/** What polling many sources came to. */
export type ManySources = {
  readonly healthy: number;
  /** Polls of healthy ones that came later than the interval, its jitter and the spread allow. */
  readonly late: number;
  readonly longestGapMinutes: number;
  readonly leastPolls: number;
  readonly memory: number;
};

const minute = 60_000;
const intervalMinutes = 60;
const [count = 0, brokenShare = 0] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "watchroom-bench-"));
const clock = createFakeClock();
const ids = createRandomIds();
const asked = new Map<string, number[]>();
const server = createServer((request, response) => {
  const host = request.headers.host ?? "";
  asked.set(host, [...(asked.get(host) ?? []), clock.now()]);
  if (host.startsWith("broken"))
    return void (Number.parseInt(host.slice(6), 10) % 2 ? response.destroy() : response.writeHead(500).end());
  response.setHeader("etag", '"1"');
  if (request.headers["if-none-match"]) return void response.writeHead(304).end();
  const items = Array.from(
    { length: 10 },
    (_, at) =>
      `<item><guid>${at}</guid><title>Post ${at} of ${host}</title><description>${`Words about ${host} `.repeat(10)}</description></item>`,
  );
  response.end(`<rss version="2.0"><channel><title>T</title>${items.join("")}</channel></rss>`);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
const store = await openStore({
  file: join(folder, "desk.db"),
  backups: folder,
  holder: { what: "bench", pid: process.pid, since: 1 },
});
const http = createFetchHttp({
  hasNetwork: () => true,
  reachOf: () => "public",
  resolve: (host) =>
    host.startsWith("broken") && host.includes("3.")
      ? Promise.reject(Object.assign(new Error(host), { code: "ENOTFOUND", syscall: "getaddrinfo" }))
      : Promise.resolve([{ address: "127.0.0.1", family: 4 }]),
});
const feeds = createFeedParser({ workerUrl: parseWorkerUrl });
const { classify } = loadSentiment(resourcesFolder);
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
const hosts = Array.from(
  { length: count },
  (_, at) => `${at < count * brokenShare ? "broken" : "well"}${at}.example:${port}`,
);
await store.write(async (trx) => {
  for (const host of hosts) {
    const fixed = { name: host, siteUrl: null, network: "news", everything: false, allowPrivate: false } as const;
    await insertSource(trx, { id: ids.ulid(clock.now()), url: `http://${host}/feed`, ...fixed, at: clock.now() });
  }
  await trx.updateTable("source").set({ interval_minutes: intervalMinutes }).execute();
});
let memory = 0;
intake.start();
await intake.idle();
for (let passed = 0; passed < 2 * intervalMinutes + 15; passed += 0.5) {
  clock.advance(minute / 2);
  await intake.idle();
  memory = Math.max(memory, process.memoryUsage.rss());
}
await intake.stop();
await feeds.close();
await store.close();
server.close();
rmSync(folder, { recursive: true });
const well = hosts.filter((host) => host.startsWith("well"));
const gaps = well.flatMap((host) =>
  (asked.get(host) ?? []).map((at, index, all) => (index === 0 ? 0 : at - (all[index - 1] ?? 0)) / minute),
);
// An hour, a tenth of jitter, and a minute in which those of one moment are spread.
const allowed = intervalMinutes * 1.1 + 1.5;
const said: ManySources = {
  healthy: well.length,
  late: gaps.filter((gap) => gap > allowed).length,
  longestGapMinutes: Math.max(...gaps),
  leastPolls: Math.min(...well.map((host) => (asked.get(host) ?? []).length)),
  memory: memory / 2 ** 20,
};
process.stdout.write(JSON.stringify(said));
process.exit();
