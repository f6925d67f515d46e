// A whole engine on a clock of its own, over a desk whose numbers change all day, and the built page for one wall. Prints
// its address, where any code lets the wall in; then, for each line that it reads, the bytes that are in use. Runs with --expose-gc.
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createDevicesAtWork } from "../../src-main/transport/http/devices-at-work.ts";
import { startHttpServer } from "../../src-main/transport/http.ts";
import { seedStories } from "../support/seed-stories.ts";
import type { SeedStory } from "../support/seed-stories.ts";
import { startTestDesk } from "../support/test-desk.ts";

const page = join(import.meta.dirname, "../../out/renderer");
const askEveryMs = 5000;
/** So often something comes in: the numbers of a wall hardly ever stand still. */
const newsEveryMs = 10 * 60_000;
const buckets = ["care", "pr", "analytics", "care", "unsorted"] as const;
const sentiments = ["negative", "neutral", "positive", "unsure"] as const;
const wall: Call = { device: "display", sessionId: null, person: null, actor: { kind: "engine" } };

const desk = await startTestDesk();
const { parts } = desk;
let passed = 0;
let count = 0;

async function hear(): Promise<void> {
  const stories = Array.from({ length: 1 + (count % 4) }, (_, at) => storyOf(count + at));
  count += stories.length;
  await seedStories(parts, stories);
  desk.changes.tell(["triage", "wallboard"]);
}

function storyOf(number: number): SeedStory {
  return {
    bucket: buckets[number % buckets.length] ?? "care",
    sentiment: sentiments[number % sentiments.length] ?? "neutral",
    title: `Sailing ${number} is late again`,
    text: `Still waiting for sailing ${number}, and nobody answers`,
    copies: 1 + (number % 7),
  };
}

/** Time passes as the wall asks. */
async function goOn(): Promise<void> {
  parts.clock.advance(askEveryMs);
  passed += askEveryMs;
  if (passed % newsEveryMs === 0) await hear();
}

function used(): number {
  const collect = globalThis.gc;
  if (!collect) throw new Error("start this with --expose-gc");
  for (let round = 0; round < 3; round += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

for (let early = 0; early < 40; early += 1) await hear();
const server = await startHttpServer({
  ...{ ...parts, page, changes: desk.changes, port: 0, address: "127.0.0.1", admits: "everyone" },
  devices: createDevicesAtWork(parts),
  callOf: () => Promise.resolve(wall),
  wasRevoked: () => Promise.resolve(false),
  pair: () => Promise.resolve({ token: "w".repeat(43) }),
  dispatch: async (request, call) => {
    if (request.method === "wallboard.snapshot") await goOn();
    return desk.dispatch(request, call);
  },
});
process.stdout.write(`${server.url}\n`);
const lines = createInterface({ input: process.stdin });
for await (const _line of lines) process.stdout.write(`${used()}\n`);
await server.close();
await desk.close();
