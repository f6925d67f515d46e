import { existsSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import type { Kysely, Transaction } from "kysely";
import { Refusal } from "../../contract/refusal.ts";
import { backupBeforeMigration } from "./backup.ts";
import { indexChangedContacts } from "./contact-index.ts";
import { kyselyOver, makeWriter, openReader, openUntouched } from "./connection.ts";
import { markOf, wasChecked } from "./last-check.ts";
import { lockWorkspace } from "./lock.ts";
import type { LockHolder } from "./lock.ts";
import { migrate, newestVersion, refuseForeignFile, versionOf } from "./migrate.ts";
import type { Schema } from "./schema.ts";

/** Inside a writing transaction. First argument of every store function that writes. */
export type Trx = Transaction<Schema>;
/** Either handle: for store functions that only read. */
export type Db = Kysely<Schema>;

/** The workspace as it stood at one moment, whatever is written meanwhile. While it is held, SQLite's log grows. */
export type Snapshot = { readonly db: Db; readonly release: () => Promise<void> };

export type Store = {
  /** Reads what is committed, on a connection of its own. */
  readonly read: Db;
  /** Holds on to what is committed now, on a further connection, until it is released. */
  readonly snapshot: () => Promise<Snapshot>;
  /** Runs `work` in one BEGIN IMMEDIATE transaction; what it throws rolls all of it back. */
  readonly write: <Result>(work: (trx: Trx) => Promise<Result>) => Promise<Result>;
  /** The writing connection itself: for backup, checks and what only SQLite offers (search, pragmas). */
  readonly raw: Database.Database;
  readonly file: string;
  readonly close: () => Promise<void>;
};

export type StoreParts = {
  readonly file: string;
  readonly backups: string;
  readonly holder: LockHolder;
  /**
   * Looks for damage only when the last look is this old (ms), the last engine did not close the file in good order, or
   * anybody touched it since. Left out: at every opening.
   */
  readonly checkEveryMs?: number;
};

/**
 * Opens a workspace as its only engine: lock, application id, version, backup before migrating, migrations, quick check.
 * Refusals: in-use, not-a-workspace, newer-schema, migration-failed, backup-failed, damaged, disk-full, read-only-folder.
 */
export async function openStore({ file, backups, holder, checkEveryMs = 0 }: StoreParts): Promise<Store> {
  refuseEmptiedFile(file);
  const lock = asRefusal(file, () => lockWorkspace(file, holder));
  try {
    const at = holder.since;
    const isChecked = asRefusal(file, () => wasChecked(lock.closed, { file, at, withinMs: checkEveryMs }));
    const checkedAt = isChecked && lock.closed ? lock.closed.checkedAt : at;
    const raw = asRefusal(file, () => openUntouched(file));
    await bringUpToDate(raw, { file, backups, at, isChecked });
    const writer = kyselyOver(raw);
    const rawReader = asRefusal(file, () => openReader(file));
    const reader = kyselyOver(rawReader);
    return {
      read: reader,
      snapshot: () => takeSnapshot(file),
      write: (work) =>
        writer.transaction().execute(async (trx) => {
          const result = await work(trx);
          await indexChangedContacts(trx);
          return result;
        }),
      raw,
      file,
      close: async () => {
        await reader.destroy();
        // Kysely leaves a connection open that it never used, and the last one to close empties the -wal file.
        rawReader.close();
        raw.pragma("optimize");
        await writer.destroy();
        raw.close();
        lock.release(checkEveryMs > 0 && existsSync(file) ? { mark: markOf(file), checkedAt } : undefined);
      },
    };
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

async function takeSnapshot(file: string): Promise<Snapshot> {
  const raw = openReader(file);
  try {
    raw.exec("BEGIN");
    // The first read is what fixes the moment.
    raw.prepare("SELECT 1 FROM event LIMIT 1").get();
  } catch (cause) {
    raw.close();
    throw storageRefusal(cause, file);
  }
  const db = kyselyOver(raw);
  return {
    db,
    release: async () => {
      await db.destroy();
      raw.close();
    },
  };
}

async function bringUpToDate(
  raw: Database.Database,
  at: { readonly file: string; readonly backups: string; readonly at: number; readonly isChecked: boolean },
): Promise<void> {
  try {
    refuseForeignFile(raw, at.file);
    makeWriter(raw);
    const found = versionOf(raw);
    if (found > 0 && !(at.isChecked && found === newestVersion)) refuseDamaged(raw, at.file);
    if (found > 0 && found < newestVersion) await backupBeforeMigration(raw, { ...at, version: found });
    migrate(raw);
  } catch (cause) {
    raw.close();
    throw storageRefusal(cause, at.file);
  }
}

/** SQLite takes a file of 0 bytes for a new database: here it is a workspace that lost its content. */
function refuseEmptiedFile(file: string): void {
  if (existsSync(file) && statSync(file).size === 0) throw new Refusal("damaged", { file });
}

function refuseDamaged(raw: Database.Database, file: string): void {
  const answer = raw.pragma("quick_check(1)", { simple: true });
  if (answer !== "ok") throw new Refusal("damaged", { file });
}

function asRefusal<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw storageRefusal(cause, file);
  }
}

/** Turns what SQLite says of disk and file into a refusal in our words; anything else stays what it is. */
export function storageRefusal(cause: unknown, file: string): unknown {
  if (cause instanceof Refusal) return cause;
  if (!(cause instanceof Database.SqliteError)) return missingFolder(cause, file);
  if (cause.code.startsWith("SQLITE_FULL")) return new Refusal("disk-full", { file }, { cause });
  if (cause.code.startsWith("SQLITE_READONLY") || cause.code.startsWith("SQLITE_CANTOPEN"))
    return new Refusal("read-only-folder", { file }, { cause });
  if (cause.code.startsWith("SQLITE_NOTADB")) return new Refusal("not-a-workspace", { file }, { cause });
  if (cause.code.startsWith("SQLITE_CORRUPT")) return new Refusal("damaged", { file }, { cause });
  return cause;
}

function missingFolder(cause: unknown, file: string): unknown {
  const isMissing = cause instanceof TypeError && cause.message.includes("directory does not exist");
  const isMissingPath = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
  return isMissing || isMissingPath ? new Refusal("read-only-folder", { file }, { cause }) : cause;
}
