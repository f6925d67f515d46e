import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { join } from "node:path";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createTriage } from "../../src-main/engine/triage/index.ts";
import { createTopics } from "../../src-main/engine/topics/index.ts";
import { createWallboard } from "../../src-main/engine/wallboard/index.ts";
import { alternate } from "./measure.ts";
import type { Ratio } from "./measure.ts";
import { childMemory } from "./memory.ts";
import { ingestPosts } from "./ingest.ts";
import { openBench } from "./workspace.ts";
import type { Bench } from "./workspace.ts";

const rounds = 7;
const repeats = 20;

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };

/** First pages and memory with few and with many mentions, in workspaces that were filled by the real way in. */
export async function benchPages({
  many,
  few,
}: {
  readonly many: number;
  readonly few: number;
}): Promise<readonly Ratio[]> {
  const small = await openBench();
  const large = await openBench();
  await ingestPosts(small, few);
  await ingestPosts(large, many);
  const page = (bench: Bench) =>
    repeat(() =>
      createTriage({ ...bench.parts, topicStories: createTopics(bench.parts).storiesOf })["triage.page"](
        {
          view: "waiting",
          cursor: null,
          limit: 100,
          search: "",
          filter: {},
          everywhere: false,
          alarm: null,
          topic: null,
        },
        call,
      ),
    );
  const walls = new Map(
    [small, large].map((bench) => [
      bench,
      createWallboard({ ...bench.parts, network: { state: () => "online", offlineSince: () => null } }),
    ]),
  );
  const wall = (bench: Bench) => repeat(async () => walls.get(bench)?.["wallboard.snapshot"]({ wall: null }, call));
  const pages = await alternate(rounds, { ours: () => page(large), reference: () => page(small) });
  await wall(small);
  await wall(large);
  const boards = await alternate(rounds, { ours: () => wall(large), reference: () => wall(small) });
  const memory = await memoryRatio(large);
  await small.close();
  return [
    { name: `first queue page at ${many} / ${few} mentions`, ...each(pages), unit: "us", most: 3 },
    { name: `wallboard at ${many} / ${few} mentions`, ...each(boards), unit: "us", most: 3 },
    { name: `engine memory at ${many} mentions / empty`, ...memory, unit: "MB", most: 1.5 },
  ];
}

async function repeat(work: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < repeats; at += 1) await work();
}

function each({ ours, reference }: { readonly ours: number; readonly reference: number }) {
  return { ours: ours / repeats, reference: reference / repeats };
}

async function memoryRatio(large: Bench): Promise<{ readonly ours: number; readonly reference: number }> {
  await large.parts.store.close();
  const empty = await openBench();
  await empty.parts.store.close();
  const ours = await childMemory(join(large.folder, "desk.db"));
  const reference = await childMemory(join(empty.folder, "desk.db"));
  // Opened once more, so that closing finds what it expects.
  for (const { folder } of [large, empty]) {
    const store = await openStore({
      file: join(folder, "desk.db"),
      backups: folder,
      holder: { what: "bench", pid: process.pid, since: createSystemClock().now() },
    });
    await store.close();
  }
  return { ours, reference };
}
