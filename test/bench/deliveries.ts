import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createDeliveries } from "../../src-main/engine/crm/delivery-methods.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { nextDelivery, nextDueAt } from "../../src-main/engine/store/delivery.ts";
import { countWork } from "../../src-main/engine/store/status.ts";
import type { TestParts } from "../support/test-engine.ts";
import { cpuOf, median } from "./measure.ts";
import type { Ratio } from "./measure.ts";
import { openQueued } from "./queued-deliveries.ts";

const [few, many] = [25, 10_000];
const sentLines = 500;
const rounds = 9;
const probe = fileURLToPath(new URL("deliveries-probe.ts", import.meta.url));
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };

/** 10,000 lines in the outbox: what the page and each look of the sender cost, what the engine holds, how fast it sends. */
export async function benchDeliveries(): Promise<readonly Ratio[]> {
  const receiver = await startReceiver();
  const [small, large] = [await openQueued(few, receiver.url), await openQueued(many, receiver.url)];
  const ratios: Ratio[] = [];
  for (const [name, work, most] of works) {
    const ours = await msOf(() => work(large));
    ratios.push({ name: `deliveries: ${name} at ${many}`, ours, reference: most, unit: "ms", most: 1 });
  }
  await small.store.close();
  await large.store.close();
  const idle = await probeOf({ folder: small.folder, targetId: small.targetId, most: few });
  const filled = await probeOf({ folder: large.folder, targetId: large.targetId, most: few });
  const busy = await probeOf({ folder: large.folder, targetId: large.targetId, most: sentLines });
  if (busy.sent < sentLines || receiver.taken() < sentLines) throw new Error("not every line arrived");
  const more = Math.max(0, (filled.rss - idle.rss) / 2 ** 20);
  const each = busy.cpuMs / busy.sent;
  console.log(`     deliveries: ${(busy.sent / (busy.wallMs / 1000)).toFixed(0)} a second by the clock on the wall`);
  ratios.push(
    { name: `deliveries: memory more with ${many} queued`, ours: more, reference: 50, unit: "MB", most: 1 },
    {
      name: "deliveries: CPU of one line to a loopback webhook, 50 a second",
      ours: each,
      reference: 20,
      unit: "ms",
      most: 1,
    },
  );
  await receiver.close();
  return ratios;
}

const works: readonly (readonly [string, (parts: TestParts) => Promise<unknown>, number])[] = [
  ["the page of the outbox", (parts) => pageOf(parts, {}), 50],
  ["the page of what is dead", (parts) => pageOf(parts, { state: "dead" as const }), 50],
  ["the page of a search for a name", (parts) => pageOf(parts, { search: "person-9" }), 50],
  ["the numbers of the status bar", ({ store }) => countWork(store.read), 16],
  [
    "a look of the sender at what is due",
    async ({ store, clock }) => {
      await nextDelivery(store.read, { targetRowId: 1, now: clock.now() });
      await nextDueAt(store.read, 1);
    },
    8,
  ],
];

function pageOf(parts: TestParts, change: { readonly state?: "dead"; readonly search?: string }) {
  const outbox = createDeliveries({ ...parts, sender: { nudge: () => {}, tryNow: () => {} } });
  const asked = { ...{ state: null, targetId: null, search: "", cursor: null, limit: 100 }, ...change };
  return outbox["crm.deliveries"](asked, call);
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  const spent: number[] = [];
  for (let round = 0; round < rounds; round += 1) spent.push((await cpuOf(work)) / 1000);
  return median(spent);
}

type Probed = { readonly rss: number; readonly sent: number; readonly cpuMs: number; readonly wallMs: number };

async function probeOf(about: { readonly folder: string; readonly targetId: string; readonly most: number }) {
  const { stdout } = await promisify(execFile)(process.execPath, [probe, JSON.stringify(about)]);
  return JSON.parse(stdout) as Probed;
}

async function startReceiver() {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      taken += 1;
      response.end("{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken: () => taken,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
