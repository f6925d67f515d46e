import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { Refusal } from "../../contract/refusal.ts";

export type LockHolder = { readonly what: string; readonly pid: number; readonly since: number };

/** Keeps a second engine away from a workspace until `release`. Held by an open transaction, so a killed process lets go. */
export type WorkspaceLock = { readonly release: () => void };

/**
 * Takes the lock beside the workspace's real path: `<workspace>.lock`, so that a link to the same file is the same lock.
 * Refusal: in-use { holder, pid, since }.
 */
export function lockWorkspace(file: string, holder: LockHolder): WorkspaceLock {
  const database = new Database(`${realPath(file)}.lock`, { timeout: 0 });
  try {
    database.exec(
      "CREATE TABLE IF NOT EXISTS holder (what TEXT NOT NULL, pid INTEGER NOT NULL, since INTEGER NOT NULL) STRICT",
    );
    database.exec("BEGIN IMMEDIATE");
    database.prepare("DELETE FROM holder").run();
    database
      .prepare("INSERT INTO holder (what, pid, since) VALUES (?, ?, ?)")
      .run(holder.what, holder.pid, holder.since);
    database.exec("COMMIT");
    // The row above must be readable by whoever comes second; the lock itself is this second, open transaction.
    database.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    const refusal = inUse(database, cause);
    database.close();
    throw refusal;
  }
  return { release: () => database.close() };
}

/** Where the file really is, or where it will be made. */
function realPath(file: string): string {
  return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
}

function inUse(database: Database.Database, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError) || !cause.code.startsWith("SQLITE_BUSY")) return cause;
  const row = database.prepare<[], LockHolder>("SELECT what, pid, since FROM holder").get();
  const params = { holder: row?.what ?? "", pid: row?.pid ?? 0, since: row ? new Date(row.since).toISOString() : "" };
  return new Refusal("in-use", params, { cause });
}
