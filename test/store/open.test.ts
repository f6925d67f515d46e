import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Refusal } from "../../src-main/contract/refusal.ts";
import { lockWorkspace } from "../../src-main/engine/store/lock.ts";
import { openStore, storageRefusal } from "../../src-main/engine/store/open.ts";
import { writeMeta } from "../../src-main/engine/store/meta.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchroom-open-"));
  file = join(folder, "desk.db");
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const open = (at: string = file) =>
  openStore({
    file: at,
    backups: join(folder, "backups"),
    holder: { what: "serve", pid: 4711, since: Date.UTC(2026, 10, 17) },
  });

test("every commit is on the disk before it is called saved: WAL with synchronous FULL, foreign keys on", async () => {
  const store = await open();
  const pragma = (name: string) => store.raw.pragma(name, { simple: true });
  expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys"), pragma("secure_delete")]).toEqual([
    "wal",
    2,
    1,
    1,
  ]);
  await store.close();
});

test("a second engine is refused and told who holds the workspace", async () => {
  const store = await open();
  await expect(open()).rejects.toMatchObject({
    code: "in-use",
    params: { holder: "serve", pid: 4711, since: "2026-11-17T00:00:00.000Z" },
  });
  await store.close();
  await (await open()).close();
});

test("a second engine that comes by a link to the folder is refused as well", async () => {
  const store = await open();
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  await expect(open(join(link, "desk.db"))).rejects.toMatchObject({ code: "in-use" });
  rmSync(link);
  await store.close();
});

test("a second engine that comes by a link to the file is refused as well", async () => {
  const store = await open();
  symlinkSync(file, join(folder, "other.db"));
  await expect(open(join(folder, "other.db"))).rejects.toMatchObject({ code: "in-use" });
  await store.close();
});

test("a lock whose holder was killed does not keep anybody out", async () => {
  const child = startOpener();
  expect(await firstLine(child)).toEqual({ opened: true });
  await expect(open()).rejects.toMatchObject({ code: "in-use", params: { pid: child.pid } });
  child.kill("SIGKILL");
  await once(child, "exit");
  await (await open()).close();
});

test("of twenty engines started at once exactly one gets the workspace", { timeout: 120_000 }, async () => {
  await (await open()).close();
  const children = Array.from({ length: 20 }, startOpener);
  const answers = await Promise.all(children.map(firstLine));
  for (const child of children) child.stdin?.end();
  await Promise.all(children.filter((child) => child.exitCode === null).map((child) => once(child, "exit")));
  expect(answers.filter((answer) => answer.opened)).toHaveLength(1);
  expect(new Set(answers.filter((answer) => !answer.opened).map((answer) => answer.code))).toEqual(new Set(["in-use"]));
});

function startOpener(): ChildProcess {
  const script = join(import.meta.dirname, "..", "support", "open-and-report.ts");
  return spawn(process.execPath, [script, file, join(folder, "backups")], { stdio: ["pipe", "pipe", "inherit"] });
}

async function firstLine(child: ChildProcess): Promise<{ readonly opened: boolean; readonly code?: string }> {
  if (!child.stdout) throw new Error("the child has no output");
  const ended = once(child, "close").then(() => Promise.reject(new Error("the child ended without a word")));
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended])) as [string];
  return JSON.parse(line) as { opened: boolean; code?: string };
}

test("a database of another program is refused and not touched", async () => {
  const foreign = new Database(file);
  foreign.exec("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('mine')");
  foreign.close();
  const before = readFileSync(file);
  await expect(open()).rejects.toMatchObject({ code: "not-a-workspace", params: { file } });
  expect(readFileSync(file)).toEqual(before);
});

test("a file that is no database at all is refused and not touched", async () => {
  writeFileSync(
    file,
    "this is a letter, not a database, and it is long enough to have a header of its own. ".repeat(20),
  );
  const before = readFileSync(file);
  await expect(open()).rejects.toMatchObject({ code: "not-a-workspace" });
  expect(readFileSync(file)).toEqual(before);
});

test("a workspace that was emptied is not mistaken for a new one", async () => {
  await (await open()).close();
  truncateSync(file, 0);
  await expect(open()).rejects.toMatchObject({ code: "damaged", params: { file } });
  expect(readFileSync(file)).toHaveLength(0);
});

test("a damaged workspace is refused in words and never deleted", async () => {
  const store = await open();
  store.raw.exec("CREATE TABLE filler (text TEXT)");
  store.raw.exec(
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO filler SELECT hex(randomblob(200)) FROM n",
  );
  await store.close();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 40 * 4096, 60 * 4096);
  writeFileSync(file, bytes);
  await expect(open()).rejects.toMatchObject({ code: "damaged" });
  expect(readFileSync(file)).toEqual(bytes);
});

test("who asks for a check a day gets it at once when anybody touched the file", async () => {
  const dayMs = 24 * 60 * 60_000;
  const began = Date.UTC(2026, 10, 17);
  const openAt = (since: number) =>
    openStore({
      ...{ file, backups: join(folder, "backups"), checkEveryMs: dayMs },
      holder: { what: "cli", pid: 4711, since },
    });
  const store = await openAt(began);
  // Damage that only the check sees: a row that its own table forbids.
  store.raw.unsafeMode(true);
  store.raw.exec("CREATE TABLE filler (text TEXT); INSERT INTO filler VALUES (NULL); PRAGMA writable_schema = ON");
  store.raw.exec("UPDATE sqlite_schema SET sql = 'CREATE TABLE filler (text TEXT NOT NULL)' WHERE name = 'filler'");
  await store.close();
  const { atime, mtime } = statSync(file);
  const lock = readFileSync(`${file}.lock`);
  await (await openAt(began + dayMs - 1)).close();
  await expect(openAt(began + dayMs)).rejects.toMatchObject({ code: "damaged" });

  writeFileSync(`${file}.lock`, lock);
  utimesSync(file, atime, new Date(mtime.getTime() + 1000));
  await expect(openAt(began + 1)).rejects.toMatchObject({ code: "damaged" });
});

test("a check that is due in a day is made at once after an engine that was killed", async () => {
  const { closed, release } = lockWorkspace(file, { what: "cli", pid: 1, since: 0 });
  expect(closed).toBeNull();
  release({ mark: "as it was", checkedAt: 5 });
  const next = lockWorkspace(file, { what: "cli", pid: 2, since: 0 });
  expect(next.closed).toEqual({ mark: "as it was", checkedAt: 5 });
  next.release();
  const afterKill = lockWorkspace(file, { what: "cli", pid: 3, since: 0 });
  expect(afterKill.closed).toBeNull();
  afterKill.release();
});

test("a full disk is refused in words, and what was stored before is all there", async () => {
  const store = await open();
  await store.write((trx) => writeMeta(trx, "kept", "yes"));
  const pages = store.raw.pragma("page_count", { simple: true }) as number;
  store.raw.pragma(`max_page_count = ${pages}`);
  const fill = store.write(async (trx) => {
    await writeMeta(trx, "kept", "no");
    await writeMeta(trx, "large", "x".repeat(2_000_000));
  });
  const cause: unknown = await fill.catch((error: unknown) => storageRefusal(error, file));
  expect(cause).toMatchObject({ code: "disk-full", params: { file } });
  const rows = await store.read.selectFrom("meta").selectAll().execute();
  expect(rows).toEqual([{ key: "kept", value: "yes" }]);
  store.raw.pragma("max_page_count = 1000000");
  await store.write((trx) => writeMeta(trx, "large", "x"));
  expect(store.raw.pragma("integrity_check", { simple: true })).toBe("ok");
  await store.close();
});

test("a folder that is not there is refused in words", async () => {
  await expect(open(join(folder, "nowhere", "desk.db"))).rejects.toMatchObject({ code: "read-only-folder" });
});

test("what SQLite says of a folder that cannot be written to is said in words", () => {
  for (const code of ["SQLITE_READONLY", "SQLITE_READONLY_DIRECTORY", "SQLITE_READONLY_DBMOVED", "SQLITE_CANTOPEN"])
    expect(storageRefusal(new Database.SqliteError("no", code), file)).toMatchObject({
      code: "read-only-folder",
      params: { file },
    });
});

// Root may write anywhere, so there the folder has to be a file.
test("a folder that cannot be written to is refused in words", async () => {
  const locked = join(folder, "locked");
  mkdirSync(locked);
  if (process.getuid?.() === 0) {
    rmSync(locked, { recursive: true });
    writeFileSync(locked, "");
  } else chmodSync(locked, 0o500);
  const refusal: unknown = await open(join(locked, "desk.db")).catch((cause: unknown) => cause);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: "read-only-folder" });
  expect(existsSync(join(locked, "desk.db"))).toBe(false);
});
