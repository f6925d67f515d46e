import { compareRematch } from "./rematch-run.ts";
import type { Ratio } from "./measure.ts";

/** No page may wait longer than this for the engine's thread, in milliseconds. */
const longestMs = 50;
/** What the list of watches may cost at this size, in milliseconds of CPU time. */
const listMs = 20;

/** A changed watch over stored mentions: what it costs beside bringing them in, how long it holds the engine, and what the live counts cost. */
export async function benchRematch({ many }: { readonly many: number }): Promise<readonly Ratio[]> {
  const { ingestUs, rematchUs, longestBlockMs, listUs } = await compareRematch(many);
  return [
    {
      name: `re-matching ${many} mentions / bringing them in`,
      ours: rematchUs / many,
      reference: ingestUs / many,
      unit: "us each",
      most: 2,
    },
    {
      name: "longest hold of the engine's thread while re-matching / allowed",
      ours: longestBlockMs,
      reference: longestMs,
      unit: "ms",
      most: 1,
    },
    {
      name: `list of watches with its counts at ${many} mentions / allowed`,
      ours: listUs / 1000,
      reference: listMs,
      unit: "ms",
      most: 1,
    },
  ];
}
