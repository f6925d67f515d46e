import type { Versioned } from "../../src-main/contract/values.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createTopics } from "../../src-main/engine/topics/index.ts";
import { createTriage } from "../../src-main/engine/triage/index.ts";
import { ingestPosts } from "./ingest.ts";
import { cpuOf, median, type Ratio } from "./measure.ts";
import { openBench } from "./workspace.ts";

const rounds = 3;
const stories = 1000;
/** Key to visible effect of an act on a thousand mentions, in microseconds. */
const budget = 1_000_000;

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "cli" } };

/** An act on a thousand stories, and its undo, each of which is to take less than a second. */
export async function benchBulk(): Promise<readonly Ratio[]> {
  const bench = await openBench();
  await ingestPosts(bench, 10_000);
  const triage = createTriage({ ...bench.parts, topicStories: createTopics(bench.parts).storiesOf });
  const commandId = () => bench.parts.ids.ulid(bench.parts.clock.now());
  const stored = { view: "waiting", filter: {}, search: "", everywhere: true } as const;
  const times: { readonly act: number[]; readonly undo: number[] } = { act: [], undo: [] };
  for (let round = 0; round < rounds; round += 1) {
    const { stories: all } = await triage["triage.select"](stored, call);
    const chosen: readonly Versioned[] = all.slice(0, stories);
    if (chosen.length < stories) throw new Error(`only ${chosen.length} stories to act on`);
    let batchId = "";
    const act = async () => {
      const moved = { commandId: commandId(), stories: [...chosen], bucket: "pr" as const };
      ({ batchId } = await triage["triage.setBucket"](moved, call));
    };
    times.act.push(await cpuOf(act));
    times.undo.push(await cpuOf(() => triage["triage.undo"]({ commandId: commandId(), batchId }, call)));
  }
  await bench.close();
  const figure = (name: string, values: readonly number[]): Ratio => ({
    name,
    ours: median(values) / 1000,
    reference: budget / 1000,
    unit: "ms",
    most: 1,
  });
  return [
    figure(`moving ${stories} stories in one act, against one second`, times.act),
    figure("taking it back, against one second", times.undo),
  ];
}
