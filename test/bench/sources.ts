import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ManySources } from "./many-sources.ts";
import type { Ratio } from "./measure.ts";

/** A thousand sources with every third broken, against two hundred healthy ones, each over two hours of their clock. */
export async function benchSources(): Promise<readonly Ratio[]> {
  const many = await poll(1000, 0.3);
  const few = await poll(200, 0);
  console.log(
    `     ${many.healthy} healthy of 1000 sources: each polled ${many.leastPolls} times or more, at most ${many.longestGapMinutes.toFixed(1)} minutes apart`,
  );
  return [
    {
      name: "late polls of healthy sources among broken ones / 1",
      ours: many.late,
      reference: 1,
      unit: "polls",
      most: 0,
    },
    {
      name: "memory with 1000 sources, 300 broken / with 200",
      ours: many.memory,
      reference: few.memory,
      unit: "MB",
      most: 2,
    },
  ];
}

async function poll(count: number, brokenShare: number): Promise<ManySources> {
  const words = [join(import.meta.dirname, "many-sources.ts"), String(count), String(brokenShare)];
  return JSON.parse((await promisify(execFile)(process.execPath, words)).stdout) as ManySources;
}
