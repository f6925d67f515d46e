import { cpSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { makeDataDir, type ServedDesk, serveDesk } from "./served-desk.ts";

/** A served desk that shows the sample, from a copy of the one that is built once a run: four weeks are replayed in it. */
export async function serveSample(): Promise<ServedDesk> {
  const folder = inject("sampleFolder");
  const built = join(folder, "built");
  if (!existsSync(built)) await build(join(folder, "building"), built);
  const dataDir = makeDataDir();
  cpSync(built, dataDir, { recursive: true });
  return serveDesk({ dataDir, args: ["--sample"] });
}

/** Two files may come for it at the same moment: one builds, the other waits. */
async function build(building: string, built: string): Promise<void> {
  try {
    mkdirSync(building);
  } catch {
    while (!existsSync(built)) await wait(200);
    return;
  }
  const first = await serveDesk({ dataDir: building, args: ["--sample"] });
  await first.stop();
  renameSync(building, built);
}
