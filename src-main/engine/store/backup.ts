import { mkdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import Database from "better-sqlite3";
import { Refusal } from "../../contract/refusal.ts";

/**
 * Copies a database while it is in use and proves the copy by opening it: integrity, and as many events and items as
 * the original had when the copy began. The proven copy appears under its name only then.
 * Refusal: backup-failed { file }.
 */
export async function verifiedBackup(raw: Database.Database, target: string): Promise<void> {
  const unproven = `${target}.partial`;
  const least = highWater(raw);
  try {
    await raw.backup(unproven);
    verifyCopy(unproven, least);
    renameSync(unproven, target);
  } catch (cause) {
    for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(`${unproven}${ending}`, { force: true });
    throw new Refusal("backup-failed", { file: target }, { cause });
  }
}

/** The copy that is taken before any migration: `<workspace>-before-v<version>-<time>.db`. Returns its path. */
export async function backupBeforeMigration(
  raw: Database.Database,
  {
    file,
    backups,
    version,
    at,
  }: { readonly file: string; readonly backups: string; readonly version: number; readonly at: number },
): Promise<string> {
  try {
    mkdirSync(backups, { recursive: true });
  } catch (cause) {
    throw new Refusal("backup-failed", { file: backups }, { cause });
  }
  const target = join(backups, backupName(file, `before-v${version + 1}`, at));
  await verifiedBackup(raw, target);
  return target;
}

/** `desk-<label>-20261121-140200.db` for `desk.db`. */
export function backupName(file: string, label: string, at: number): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
  return `${basename(file, ".db")}-${label}-${stamp}.db`;
}

type HighWater = { readonly events: number; readonly items: number };

function highWater(database: Database.Database): HighWater {
  const newest = (table: string, column: string): number => {
    const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table);
    if (!known) return 0;
    return database.prepare<[], { top: number | null }>(`SELECT max(${column}) AS top FROM ${table}`).get()?.top ?? 0;
  };
  return { events: newest("event", "seq"), items: newest("item", "id") };
}

function verifyCopy(file: string, least: HighWater): void {
  const copy = new Database(file);
  try {
    // A copy is one file: under WAL, looking at it would leave two more beside it.
    copy.pragma("journal_mode = DELETE");
    const integrity = copy.pragma("integrity_check(1)", { simple: true });
    const found = highWater(copy);
    if (integrity !== "ok" || found.events < least.events || found.items < least.items)
      throw new Error(`the copy is not whole: ${String(integrity)}, ${JSON.stringify({ least, found })}`);
  } finally {
    copy.close();
  }
}
