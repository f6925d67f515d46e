import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { migrate } from "../../src-main/engine/store/migrate.ts";
import { migrations } from "../../src-main/engine/store/migrations/index.ts";
import { rowsOfStep } from "./rows.ts";

const version = migrations.findIndex(({ name }) => name === "0037-crm-logging");

test("what was logged before has what was not said then, its replies can still be logged, its targets go on", () => {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = new Database(join(folder, "desk.db"));
  onTestFinished(() => void database.close());
  migrate(database, version);
  for (const rows of rowsOfStep.slice(0, version)) database.exec(rows);
  const line = {
    ...{ schema: "watchroom.interaction/1", key: "wr:1:2", contact: { key: "c", name: "Ann", handle: null } },
    ...{ mention: { bucket: "care", sentiment: "negative" }, outcome: "answered" },
  };
  database.prepare("UPDATE delivery SET payload = ? WHERE key = 'wr:1:2'").run(JSON.stringify(line));
  database.prepare("UPDATE reply SET state = 'sent', sent_at = 5").run();
  database.exec(`
    INSERT INTO reply (public_id, case_id, state, network, account, text, cycle, saved_at, sent_at)
    SELECT '01KA8K3F000000000000000090', case_id, 'sent', network, account, text, cycle, saved_at, 77 FROM reply LIMIT 1`);
  migrate(database, version + 1);
  const { payload } = database.prepare("SELECT payload FROM delivery").get() as { payload: string };
  const deskCase = database.prepare("SELECT public_id FROM desk_case WHERE id = 1").get() as { public_id: string };
  expect(JSON.parse(payload)).toEqual({
    ...{ ...line, type: "reply", note: null, contact: { ...line.contact, emails: [], phones: [] } },
    case: { id: deskCase.public_id, link: `watchroom://case/${deskCase.public_id}`, isComplaint: true },
  });
  const rows = database
    .prepare("SELECT key, type, occurred_at, logged_at, snapshot FROM interaction ORDER BY id")
    .all();
  expect(rows).toMatchObject([
    { key: "wr:1:2", type: "reply", occurred_at: 5, logged_at: 5, snapshot: payload },
    {
      key: expect.stringMatching(/^wr:.+:01KA8K3F000000000000000090$/),
      occurred_at: 77,
      logged_at: null,
      snapshot: null,
    },
  ]);
  expect(database.prepare("SELECT looked_at FROM crm_target").all()).toEqual([{ looked_at: 0 }]);
});
