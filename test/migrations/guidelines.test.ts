import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { migrate } from "../../src-main/engine/store/migrate.ts";
import { migrations } from "../../src-main/engine/store/migrations/index.ts";

const before = migrations.findIndex(({ name }) => name === "0029-playbook");
let database: Database.Database;
afterEach(() => database.close());

/** The versions of the guidelines after the step, for settings that were saved before it. */
function guidelinesAfter(settings: object | null): readonly unknown[] {
  database = new Database(":memory:");
  migrate(database, before);
  if (settings)
    database.prepare("INSERT INTO setting (id, value, version) VALUES (1, ?, 1)").run(JSON.stringify(settings));
  migrate(database, before + 1);
  return database.prepare("SELECT version, text, saved_by FROM guidelines_version").all();
}

test("guidelines that stood in the settings become their first version", () => {
  expect(guidelinesAfter({ contacts: { country: "", guidelines: "Say who you are.\n" } })).toEqual([
    { version: 1, text: "Say who you are.\n", saved_by: null },
  ]);
});

test.each([[null], [{}], [{ contacts: { country: "DE", guidelines: " " } }]])(
  "a desk without any (%j) begins without a version",
  (settings) => {
    expect(guidelinesAfter(settings)).toEqual([]);
  },
);
