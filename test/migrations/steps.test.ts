import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, newestVersion, versionOf } from "../../src-main/engine/store/migrate.ts";
import { migrations } from "../../src-main/engine/store/migrations/index.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { rowsOfStep } from "./rows.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchroom-migrations-"));
  file = join(folder, "desk.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const steps = migrations.map(({ name }, index) => ({ name, version: index + 1 }));

/** A database at a version, with rows in every table that steps up to it made. */
function openAt(version: number): Database.Database {
  const database = new Database(file);
  database.pragma("foreign_keys = ON");
  // Nothing here is about losing power, and every statement would wait for the disk.
  database.pragma("synchronous = OFF");
  migrate(database, version);
  for (const rows of rowsOfStep.slice(0, version)) database.exec(rows);
  return database;
}

type Rows = Readonly<Record<string, readonly unknown[]>>;

function tablesOf(database: Database.Database): readonly { name: string; columns: string }[] {
  const names = database
    .prepare<[], { name: string }>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
  return names.map(({ name }) => ({
    name,
    columns: database
      .prepare<[string], { name: string }>("SELECT name FROM pragma_table_info(?) ORDER BY cid")
      .all(name)
      .map((column) => `"${column.name}"`)
      .join(", "),
  }));
}

function readRows(database: Database.Database, tables: ReturnType<typeof tablesOf>): Rows {
  return Object.fromEntries(
    tables.map(({ name, columns }) => [
      name,
      database.prepare(`SELECT ${columns} FROM "${name}" ORDER BY ${columns}`).all(),
    ]),
  );
}

const schemaOf = (database: Database.Database): unknown =>
  database.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();

test("there are rows for every table that the steps make", () => {
  const database = openAt(newestVersion);
  const empty = tablesOf(database).filter(
    ({ name }) => database.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get() === undefined,
  );
  database.close();
  expect(empty.map(({ name }) => name)).toEqual([]);
  expect(rowsOfStep).toHaveLength(newestVersion);
});

test.each(steps)("$name keeps every row that was there before it", ({ version }) => {
  const database = openAt(version - 1);
  const tables = tablesOf(database);
  const before = readRows(database, tables);
  migrate(database, version);
  expect(readRows(database, tables)).toEqual(before);
  expect([
    versionOf(database),
    database.pragma("foreign_key_check"),
    database.pragma("integrity_check", { simple: true }),
  ]).toEqual([version, [], "ok"]);
  database.close();
});

/** Makes the last statement of a step fail: what it makes is there already. */
function blockStep(database: Database.Database, sql: string): void {
  const pattern = /CREATE (?:UNIQUE )?(?:TABLE|INDEX) (\w+)|ALTER TABLE (\w+) ADD COLUMN (\w+)/g;
  const [, made, table, column] = [...sql.matchAll(pattern)].at(-1) ?? [];
  database.exec(made ? `CREATE TABLE ${made} (in_the_way TEXT)` : `ALTER TABLE ${table} ADD COLUMN ${column} TEXT`);
}

test.each(steps)("when $name fails at its end, the database is as it was", ({ version }) => {
  const database = openAt(version - 1);
  blockStep(database, migrations[version - 1]?.sql ?? "");
  const before = {
    schema: schemaOf(database),
    rows: readRows(database, tablesOf(database)),
    version: versionOf(database),
  };
  expect(() => migrate(database, version)).toThrow(
    expect.objectContaining({ code: "migration-failed", params: { version, name: migrations[version - 1]?.name } }),
  );
  expect({
    schema: schemaOf(database),
    rows: readRows(database, tablesOf(database)),
    version: versionOf(database),
  }).toEqual(before);
  database.close();
});

const opening = () => ({
  file,
  backups: join(folder, "backups"),
  holder: { what: "test", pid: process.pid, since: Date.UTC(2026, 10, 17) },
});

test("opening an older workspace takes a proven copy first, and then has all its rows in the newest form", async () => {
  const old = openAt(4);
  const tables = tablesOf(old);
  const before = readRows(old, tables);
  old.close();
  const store = await openStore(opening());
  expect([versionOf(store.raw), readRows(store.raw, tables)]).toEqual([newestVersion, before]);
  await store.close();
  expect(readdirSync(join(folder, "backups"))).toEqual(["desk-before-v5-20261117-000000.db"]);
  const copy = new Database(join(folder, "backups", "desk-before-v5-20261117-000000.db"), { readonly: true });
  expect([versionOf(copy), readRows(copy, tables)]).toEqual([4, before]);
  copy.close();
});

test("a workspace whose step fails is refused in words, stays as it was, and opens again once nothing is in the way", async () => {
  const old = openAt(4);
  blockStep(old, migrations[4]?.sql ?? "");
  const before = schemaOf(old);
  old.close();
  await expect(openStore(opening())).rejects.toMatchObject({ code: "migration-failed" });
  const after = new Database(file);
  expect([versionOf(after), schemaOf(after)]).toEqual([4, before]);
  after.exec("DROP TABLE slot_watch_watch");
  after.close();
  const store = await openStore(opening());
  expect(versionOf(store.raw)).toBe(newestVersion);
  await store.close();
});

test("a workspace of a newer version is refused and not touched", async () => {
  const newer = openAt(newestVersion);
  newer.pragma(`user_version = ${newestVersion + 1}`);
  newer.close();
  await expect(openStore(opening())).rejects.toMatchObject({
    code: "newer-schema",
    params: { found: newestVersion + 1, known: newestVersion },
  });
  const after = new Database(file);
  expect(versionOf(after)).toBe(newestVersion + 1);
  after.close();
  await expect(openStore(opening())).rejects.toMatchObject({ code: "newer-schema" });
});
