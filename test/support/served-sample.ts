import { cpSync, existsSync, renameSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { makeDataDir, type ServedDesk, serveDesk } from "./served-desk.ts";

/** A served desk that shows the sample, from a copy of the one that is built once a run: four weeks are replayed in it. */
export async function serveSample(): Promise<ServedDesk> {
  const folder = inject("sampleFolder");
  const built = join(folder, "built");
  if (!existsSync(built)) {
    const building = join(folder, "building");
    const first = await serveDesk({ dataDir: building, args: ["--sample"] });
    await first.stop();
    renameSync(building, built);
  }
  const dataDir = makeDataDir();
  cpSync(built, dataDir, { recursive: true });
  return serveDesk({ dataDir, args: ["--sample"] });
}
