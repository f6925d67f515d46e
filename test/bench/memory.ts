import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median } from "./measure.ts";

const rounds = 5;
const probe = fileURLToPath(new URL("memory-probe.ts", import.meta.url));

/** Resident megabytes of an engine of its own over a workspace, after its first pages; the median of five starts. */
export async function childMemory(file: string): Promise<number> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [probe, file]);
    found.push(Number(stdout) / 2 ** 20);
  }
  return median(found);
}
