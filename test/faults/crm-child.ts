// Sends what the workspace named on the command line has for its CRM, says when nothing is due any more, and ends.
import { writeSync } from "node:fs";
import { join } from "node:path";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { createCrmSender } from "../../src-main/engine/crm/sender.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { createLoopbackConnectors } from "../support/loopback-crm.ts";

type Told = { readonly folder: string; readonly url: string; readonly isBlind: boolean; readonly aheadMs: number };

const told = JSON.parse(process.argv[2] ?? "") as Told;
const system = createSystemClock();
const clock = { ...system, now: () => system.now() + told.aheadMs };
const store = await openStore({
  file: join(told.folder, "desk.db"),
  backups: told.folder,
  holder: { what: "test", pid: process.pid, since: clock.now() },
});
const log = {
  info: () => {},
  warn: () => {},
  error: (event: string, fields = {}) => void writeSync(1, `${event} ${JSON.stringify(fields)}\n`),
};
const parts = { store, clock, ids: createRandomIds(), log, changed: () => {} };
await createCrmSender(parts, createLoopbackConnectors(told.url, told)).drain();
await store.close();
writeSync(1, "drained\n");
