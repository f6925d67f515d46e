import type Database from "better-sqlite3";
import { Refusal } from "../../contract/refusal.ts";
import { migrations } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";

/** "WTRM": tells our files from any other SQLite database. */
export const applicationId = 0x5754524d;

export const newestVersion = migrations.length;

export function versionOf(database: Database.Database): number {
  return database.pragma("user_version", { simple: true }) as number;
}

/**
 * Says no to a file that this program must not touch. Refusals: not-a-workspace, newer-schema { found, known }.
 */
export function refuseForeignFile(database: Database.Database, file: string): void {
  const version = versionOf(database);
  const tables = database.prepare<[], { n: number }>("SELECT count(*) AS n FROM sqlite_schema").get()?.n ?? 0;
  const id = database.pragma("application_id", { simple: true });
  if (tables > 0 && id !== applicationId) throw new Refusal("not-a-workspace", { file });
  if (version > newestVersion) throw new Refusal("newer-schema", { found: version, known: newestVersion, file });
}

/**
 * Brings a database to `target` (the newest by default), each step in a transaction of its own that also moves
 * user_version, so that a step that fails leaves the file as it was before that step.
 * Refusal: migration-failed { version, name }.
 */
export function migrate(database: Database.Database, target: number = newestVersion): void {
  if (versionOf(database) === 0) database.pragma(`application_id = ${applicationId}`);
  for (const [index, migration] of migrations.entries()) {
    if (index >= target || index < versionOf(database)) continue;
    runStep(database, migration, index + 1);
  }
}

function runStep(database: Database.Database, migration: Migration, version: number): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    database.exec(migration.sql);
    database.pragma(`user_version = ${version}`);
    database.exec("COMMIT");
  } catch (cause) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw new Refusal("migration-failed", { version, name: migration.name }, { cause });
  }
}
