// A whole engine over the workspace of a folder: writes one export and prints what it cost as JSON. Runs in a process of its
// own, so that its memory is that of this export.
import { dirname } from "node:path";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { ExportWhat, type ExportFormat } from "../../src-main/contract/methods/exports.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";
import { createWholeEngine } from "../support/whole-engine.ts";
import { longestTurnOf } from "./turns.ts";
import { quiet } from "./workspace.ts";

const { file, what, small, format } = JSON.parse(process.argv[2] ?? "") as {
  readonly file: string;
  readonly what: unknown;
  readonly small: unknown;
  readonly format: ExportFormat;
};
const clock = createSystemClock();
const ids = createRandomIds();
const store = await openStore({
  file,
  backups: dirname(file),
  holder: { what: "bench", pid: process.pid, since: clock.now() },
});
const engine = createWholeEngine({ store, clock, ids, log: quiet, secrets: createMemorySecrets() });
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "cli" } };

async function write(asked: unknown) {
  const commandId = ids.ulid(clock.now());
  const { id } = await engine.handlers["exports.start"]({ commandId, what: ExportWhat.parse(asked), format }, call);
  await engine.idle();
  const run = await engine.handlers["exports.get"]({ id }, call);
  if (run.state !== "done") throw new Error(JSON.stringify(run.says));
  return run;
}

// The desk at work has written a file before: what is measured grows with the rows.
await write(small);
const before = process.memoryUsage.rss();
let peak = before;
const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
const spent = process.cpuUsage();
let rows = 0;
const turnMs = await longestTurnOf(async () => {
  rows = (await write(what)).rows;
});
const { user, system } = process.cpuUsage(spent);
clearInterval(look);
process.stdout.write(
  JSON.stringify({ rows, turnMs, cpuSeconds: (user + system) / 1e6, moreMb: (peak - before) / 1e6 }),
);
await engine.stop();
await store.close();
