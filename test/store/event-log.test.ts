import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand, runEngineAct } from "../../src-main/engine/commands.ts";
import { chainHead, findChainFault, listEvents } from "../../src-main/engine/store/event-log.ts";
import { checkWorkspace } from "../../src-main/engine/workspace/check.ts";
import { mirrorHead } from "../../src-main/engine/workspace/head-mirror.ts";
import { startTestParts } from "../support/test-engine.ts";
import type { TestParts } from "../support/test-engine.ts";

let parts: TestParts;
beforeEach(async () => {
  parts = await startTestParts();
  for (let number = 1; number <= 10; number += 1) {
    parts.clock.advance(1000);
    await runEngineAct(parts, { topics: [] }, (act) =>
      act.record({ kind: "settings.saved", subjectId: "settings", payload: { number } }),
    );
  }
  mirrorHead(parts.store.file, await chainHead(parts.store.read));
});
afterEach(() => parts.close());

test("a log that nobody touched is whole", async () => {
  expect(await findChainFault(parts.store.read)).toBeNull();
  expect(await checkWorkspace(parts)).toEqual({ ok: true, findings: [] });
});

/** Whoever owns the file can take the triggers away; the chain is what shows it. */
function tamper(sql: string): void {
  parts.store.raw.exec("DROP TRIGGER event_never_changed; DROP TRIGGER event_never_deleted; PRAGMA foreign_keys = OFF");
  parts.store.raw.exec(sql);
}

test.each([
  ["a changed field", "UPDATE event SET subject_id = 'other' WHERE seq = 4", "check.event-row", 4],
  ["a changed time", "UPDATE event SET at = at - 60000 WHERE seq = 6", "check.event-row", 6],
  ["a changed payload", "UPDATE event_payload SET payload = '{\"number\":99}' WHERE seq = 7", "check.event-payload", 7],
  [
    "an entry taken out of the middle",
    "DELETE FROM event_payload WHERE seq = 5; DELETE FROM event WHERE seq = 5",
    "check.event-gap",
    5,
  ],
  [
    "an entry replaced by one with a hash of its own",
    "UPDATE event SET kind = 'person.removed', hash = 'f' || substr(hash, 2) WHERE seq = 3",
    "check.event-row",
    3,
  ],
  [
    "a log whose end was cut off",
    "DELETE FROM event_payload WHERE seq > 8; DELETE FROM event WHERE seq > 8",
    "check.event-tail",
    10,
  ],
])("found at its entry: %s", async (_name, sql, code, seq) => {
  tamper(sql);
  const report = await checkWorkspace(parts);
  expect(report.ok).toBe(false);
  expect(report.findings).toContainEqual({ code, params: { seq } });
});

test("a chain that was recomputed to its end is found by the head that was kept outside", async () => {
  tamper("DELETE FROM event_payload WHERE seq > 9; DELETE FROM event WHERE seq > 9");
  await runEngineAct(parts, { topics: [] }, (act) => act.record({ kind: "person.removed", subjectId: "p" }));
  expect(await findChainFault(parts.store.read)).toBeNull();
  expect((await checkWorkspace(parts)).findings).toEqual([{ code: "check.event-tail", params: { seq: 10 } }]);
});

test("an erased payload leaves the chain whole", async () => {
  await parts.store.write((trx) => trx.deleteFrom("event_payload").where("seq", "=", 4).execute());
  expect(await findChainFault(parts.store.read)).toBeNull();
  const [erased] = await listEvents(parts.store.read, { afterSeq: 3, limit: 1 });
  expect(erased).toMatchObject({ seq: 4, payload: null });
});

test("an entry can be neither changed nor deleted by accident", async () => {
  expect(() => parts.store.raw.exec("UPDATE event SET at = 0")).toThrow("append-only");
  expect(() => parts.store.raw.exec("DELETE FROM event")).toThrow("append-only");
});

test("a command that comes twice is done once and answered the same", async () => {
  const call = await parts.addPerson("Ann", "lead");
  const commandId = parts.commandId();
  let done = 0;
  const run = () =>
    runCommand(parts, { call, method: "settings.save", commandId, topics: ["settings"] }, async (act) => {
      await act.record({ kind: "settings.saved", subjectId: "settings" });
      return { done: (done += 1) };
    });
  const answers = await Promise.all([run(), run(), run()]);
  expect([answers, done, (await chainHead(parts.store.read)).seq]).toEqual([
    [{ done: 1 }, { done: 1 }, { done: 1 }],
    1,
    11,
  ]);
});

test("what fails half-way leaves neither an event nor a row, and the same command can be tried again", async () => {
  const call = await parts.addPerson("Ann", "lead");
  const commandId = parts.commandId();
  const command = { call, method: "settings.save", commandId, topics: [] } as const;
  const failing = runCommand(parts, command, async (act) => {
    await act.record({ kind: "settings.saved", subjectId: "settings" });
    throw new Error("in the middle");
  });
  await expect(failing).rejects.toThrow("in the middle");
  expect((await chainHead(parts.store.read)).seq).toBe(10);
  expect(await runCommand(parts, command, () => Promise.resolve({ tried: 2 }))).toEqual({ tried: 2 });
});
