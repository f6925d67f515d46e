import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Refusal } from "../../contract/refusal.ts";
import type { Parts } from "../parts.ts";
import { backupName, verifiedBackup } from "../store/backup.ts";

/** Copies the workspace into a folder while it is in use and proves the copy. Gives its path. Refusal: backup-failed { file }. */
export async function backUp({ store, clock }: Pick<Parts, "store" | "clock">, folder: string): Promise<string> {
  const target = join(resolve(folder), backupName(store.file, "backup", clock.now()));
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Refusal("backup-failed", { file: folder }, { cause });
  }
  await verifiedBackup(store.raw, target);
  return target;
}
