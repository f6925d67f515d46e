// Sends what is approved in the workspace named on the command line, and says how far it is: a whole engine, or its outbox
// alone, which starts in a tenth of the time. Stops for ever where it is told to, to be killed there.
import { writeSync } from "node:fs";
import { join } from "node:path";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { createFakeNetworks } from "../support/fake-publisher.ts";
import { createLoopbackPublisher } from "../support/loopback-network.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";

type Told = {
  readonly folder: string;
  readonly url: string;
  readonly stopAt: "request" | "answer" | "never";
  readonly isBlind: boolean;
  readonly isWhole: boolean;
  /** By how much its clock is ahead of the system's. */
  readonly aheadMs: number;
};

const told = JSON.parse(process.argv[2] ?? "") as Told;
const say = (words: string) => void writeSync(1, `${words}\n`);
const forEver = (words: string) => () => {
  say(words);
  return new Promise<void>(() => {});
};
const goOn = () => Promise.resolve();
const system = createSystemClock();
const clock = { ...system, now: () => system.now() + told.aheadMs };
const ids = createRandomIds();
const store = await openStore({
  file: join(told.folder, "desk.db"),
  backups: told.folder,
  holder: { what: "test", pid: process.pid, since: clock.now() },
});
const publisher = createLoopbackPublisher(told.url, {
  beforeRequest: told.stopAt === "request" ? forEver("request") : goOn,
  afterAnswer: told.stopAt === "answer" ? forEver("answer") : goOn,
  isBlind: told.isBlind,
});
const { publishers, accountDoors } = createFakeNetworks();
const log = {
  info: (event: string, fields = {}) => {
    if (event === "outbox.attempt") say(`attempt ${JSON.stringify(fields)}`);
  },
  warn: () => {},
  error: (event: string, fields = {}) => say(`${event} ${JSON.stringify(fields)}`),
};
const networks = { publishers: { ...publishers, bluesky: publisher }, accountDoors };
if (told.isWhole) {
  const { createWholeEngine } = await import("../support/whole-engine.ts");
  await createWholeEngine({ store, clock, ids, log, secrets: createMemorySecrets() }, { networks }).start();
} else {
  const { createReplyOutbox } = await import("../../src-main/engine/publishing/outbox.ts");
  const parts = { store, clock, ids, log, changed: () => {} };
  createReplyOutbox({ ...parts, publishers: networks.publishers, nudgeSender: () => {} }).start();
}
