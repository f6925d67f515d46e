import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { usualDataFolder } from "../contract/data-folder.ts";
import { Refusal } from "../contract/refusal.ts";

/** The folder of workspaces, backups and logs, made if need be; only its owner may look into it. Refusal: read-only-folder { file }. */
export function openDataFolder(given: string | undefined): string {
  const folder = resolve(given ?? usualDataFolder({ platform: process.platform, home: homedir(), env: process.env }));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (cause) {
    throw new Refusal("read-only-folder", { file: folder }, { cause });
  }
}
