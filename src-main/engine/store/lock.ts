import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { Refusal } from "../../contract/refusal.ts";
import type { ClosedFile } from "./last-check.ts";

export type LockHolder = { readonly what: string; readonly pid: number; readonly since: number };

/** Keeps a second engine away from a workspace until `release`. Held by an open transaction, so a killed process lets go. */
export type WorkspaceLock = {
  /** How its last engine left it; null unless that engine told so. */
  readonly closed: ClosedFile | null;
  /** Lets go, and leaves word for the next engine how the file was closed. */
  readonly release: (closed?: ClosedFile) => void;
};

/** Longer than any other engine takes to write or read the holder's row. */
const waitForRowMs = 5000;

/**
 * Takes the lock beside the workspace's real path: `<workspace>.lock`, so that a link to the same file is the same lock.
 * Refusal: in-use { holder, pid, since }.
 */
export function lockWorkspace(file: string, holder: LockHolder): WorkspaceLock {
  const database = new Database(`${realPath(file)}.lock`, { timeout: 0 });
  try {
    database.exec("BEGIN IMMEDIATE");
    // From here on others are only in the way while they read the row, or write theirs.
    waitForRow(database);
    database.exec(
      "CREATE TABLE IF NOT EXISTS holder (what TEXT NOT NULL, pid INTEGER NOT NULL, since INTEGER NOT NULL) STRICT",
    );
    database.prepare("DELETE FROM holder").run();
    database
      .prepare("INSERT INTO holder (what, pid, since) VALUES (?, ?, ?)")
      .run(holder.what, holder.pid, holder.since);
    const closed = takeClosed(database);
    database.exec("COMMIT");
    // The row above must be readable by whoever comes second; the lock itself is this second, open transaction.
    database.exec("BEGIN IMMEDIATE");
    // Another engine may have come in between the two: the last to write its row is the one that has the lock.
    const last = readHolder(database);
    if (last?.pid !== holder.pid) throw inUse(last);
    return { closed, release: (leaving) => release(database, leaving) };
  } catch (cause) {
    const refusal = isBusy(cause) ? refuseFor(database, cause) : cause;
    database.close();
    throw refusal;
  }
}

/** Word of a good end counts once: whoever ends in another way leaves none. */
function takeClosed(database: Database.Database): ClosedFile | null {
  database.exec("CREATE TABLE IF NOT EXISTS closed (mark TEXT NOT NULL, checked_at INTEGER NOT NULL) STRICT");
  const closed = database.prepare<[], ClosedFile>("SELECT mark, checked_at AS checkedAt FROM closed").get();
  if (closed) database.prepare("DELETE FROM closed").run();
  return closed ?? null;
}

function release(database: Database.Database, closed?: ClosedFile): void {
  try {
    if (!closed) return;
    database.prepare("INSERT INTO closed (mark, checked_at) VALUES (?, ?)").run(closed.mark, closed.checkedAt);
    database.exec("COMMIT");
  } catch (cause) {
    // On a full disk no word is left, and the next engine checks the file: nothing else depends on it.
    if (!(cause instanceof Database.SqliteError)) throw cause;
  } finally {
    database.close();
  }
}

/** Where the file really is, or where it will be made. */
function realPath(file: string): string {
  return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
}

function waitForRow(database: Database.Database): void {
  database.pragma(`busy_timeout = ${waitForRowMs}`);
}

/** Nobody stands in a lock file that another engine is just making. */
function readHolder(database: Database.Database): LockHolder | undefined {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'holder'").get()) return undefined;
  return database.prepare<[], LockHolder>("SELECT what, pid, since FROM holder").get();
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Database.SqliteError && cause.code.startsWith("SQLITE_BUSY");
}

function refuseFor(database: Database.Database, cause: unknown): Refusal {
  waitForRow(database);
  return inUse(readHolder(database), cause);
}

function inUse(row: LockHolder | undefined, cause?: unknown): Refusal {
  const params = { holder: row?.what ?? "", pid: row?.pid ?? 0, since: row ? new Date(row.since).toISOString() : "" };
  return new Refusal("in-use", params, { cause });
}
