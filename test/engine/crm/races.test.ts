import { afterEach, beforeEach, expect, test } from "vitest";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createCrmSender } from "../../../src-main/engine/crm/sender.ts";
import { takeLine } from "../../../src-main/engine/crm/take-line.ts";
import { pauseTarget } from "../../../src-main/engine/store/crm-target.ts";
import { insertDelivery } from "../../../src-main/engine/store/delivery.ts";
import { addTarget, connectorsWith, lineOf, startCrmDesk } from "../../support/crm-desk.ts";
import type { CrmCase, CrmDesk } from "../../support/crm-desk.ts";

let desk: CrmDesk;
let ada: CrmCase;
let ben: CrmCase;
beforeEach(async () => {
  desk = await startCrmDesk();
  [ada, ben] = [await desk.newCase("ada"), await desk.newCase("ben")];
});
afterEach(() => desk.close());

const openedAt = 0;
const take = () =>
  runEngineAct(desk.parts, { topics: [] }, (act) => takeLine(act, { targetRowId: desk.targetRowId, openedAt }));
const log = (key: string, of = ada) => desk.queue(of, lineOf(of, `wr:d:${key}`));
const erasure = (key: string, erases: readonly string[], of = ada) =>
  desk.queue(of, {
    ...{ schema: "watchroom.erasure/1", key: `wr:d:${key}`, occurredAt: "2026-11-21T09:00:00.000Z" },
    ...{ contact: { key: of.contactKey }, erases: erases.map((one) => `wr:d:${one}`) },
  });

test("a line is taken as it stands in the act that marks it, and not at all once its target is paused", async () => {
  await log("1");
  const changed = lineOf(ada, "wr:d:1", { outcome: "handed_private" });
  desk.parts.store.raw.prepare("UPDATE delivery SET payload = ?").run(JSON.stringify(changed));
  await desk.parts.store.write((trx) => pauseTarget(trx, desk.targetRowId, { code: "crm.auth", params: {} }));
  expect([await take(), await desk.states()]).toEqual([null, ["queued"]]);
  desk.parts.store.raw.exec("UPDATE crm_target SET paused = NULL");
  expect(await take()).toMatchObject({ delivery: { line: { outcome: "handed_private" } } });
  expect(await desk.states()).toEqual(["sending"]);
});

test("what is erased, withdrawn or paused between the look and the act does not leave", async () => {
  await log("1");
  await log("2", ben);
  // Commands stand in the queue of writes before the sender's own.
  const withdrawn = desk.parts.store.write((trx) => trx.deleteFrom("delivery").execute());
  await Promise.all([desk.drain(), withdrawn]);
  expect([desk.crm.calls, await desk.states()]).toEqual([[], []]);
});

test("a line that may have arrived is not sent again after its person was erased: it is looked for and taken away", async () => {
  desk.crm.meet("createComplaint", "lost");
  desk.crm.meet("createInteraction", "lost");
  await log("1");
  await desk.drain();
  await desk.passTime();
  expect([desk.crm.complaints.length, desk.crm.interactions.length]).toEqual([1, 1]);
  await erasure("e", ["1"]);
  const before = desk.crm.calls.length;
  await desk.passTime();
  expect(desk.crm.calls.slice(before)).not.toContain("createInteraction");
  expect([await desk.states(), desk.crm.contacts, desk.crm.complaints, desk.crm.interactions]).toEqual([
    ["dead", "done"],
    ...[[], [], []],
  ]);
});

test("a complaint whose making got no answer goes with its person too", async () => {
  desk.crm.meet("createComplaint", "lost");
  await log("1");
  await desk.drain();
  await erasure("e", ["1"]);
  await desk.passTime();
  expect([await desk.states(), desk.crm.contacts, desk.crm.complaints]).toEqual([["dead", "done"], [], []]);
});

test("a target whose booking breaks does not get a second sender for another target that hangs", async () => {
  const other = await addTarget(desk.parts, undefined, "Other");
  const asked: string[] = [];
  const hangs = Promise.withResolvers<null>();
  const connectors = connectorsWith(desk.parts, {
    ...desk.crm.connector,
    findContact: async (_config, person) => {
      asked.push(person.key);
      if (person.key === ben.contactKey) await hangs.promise;
      return { ok: true, value: null };
    },
  });
  await log("1");
  await runEngineAct(desk.parts, { topics: [] }, (act) =>
    insertDelivery(act.trx, {
      ...{ id: act.newId(), targetRowId: other, caseRowId: ben.rowId, contactKey: ben.contactKey },
      ...{ line: lineOf(ben, "wr:d:2"), at: act.at },
    }),
  );
  // As a full disk would.
  const only = `NEW.target_id = ${desk.targetRowId} AND NEW.state = 'done'`;
  desk.parts.store.raw.exec(
    `CREATE TRIGGER full BEFORE UPDATE ON delivery WHEN ${only} BEGIN SELECT RAISE(ABORT, 'full'); END`,
  );
  const sender = createCrmSender(desk.parts, connectors);
  const first = sender.drain();
  let isOver = false;
  void first.catch(() => undefined).finally(() => (isOver = true));
  while (desk.crm.interactions.length === 0) await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  const second = sender.drain();
  hangs.resolve(null);
  await expect(first).rejects.toThrow("full");
  await expect(second).rejects.toThrow();
  expect(asked.filter((key) => key === ben.contactKey)).toHaveLength(1);
});

test("a clock that was a year ahead and is right again holds up nothing", async () => {
  desk.crm.meet("findContact", "down");
  desk.parts.clock.advance(365 * 86_400_000);
  await log("1");
  await log("2");
  await desk.drain();
  expect((await desk.page())[0]?.attempts).toBe(1);
  desk.parts.clock.advance(-365 * 86_400_000);
  await desk.drain();
  expect(await desk.states()).toEqual(["done", "done"]);
});
