import { afterEach, beforeEach, expect, test } from "vitest";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createCrmSender } from "../../../src-main/engine/crm/sender.ts";
import { saveTarget } from "../../../src-main/engine/crm/targets.ts";
import { listTargets } from "../../../src-main/engine/store/crm-target.ts";
import { connectorsWith, espoConfig, lineOf, startCrmDesk } from "../../support/crm-desk.ts";
import type { CrmCase, CrmDesk } from "../../support/crm-desk.ts";

let desk: CrmDesk;
let ada: CrmCase;
beforeEach(async () => {
  desk = await startCrmDesk();
  ada = await desk.newCase("ada");
});
afterEach(() => desk.close());

const log = (key: string, of = ada) => desk.queue(of, lineOf(of, `wr:d:${key}`));
const when = "2026-11-21T09:00:00.000Z";
const erase = (key: string, erases: readonly string[], of = ada) =>
  desk.queue(of, {
    ...{ schema: "watchroom.erasure/1", key: `wr:d:${key}`, occurredAt: when },
    ...{ contact: { key: of.contactKey }, erases: erases.map((one) => `wr:d:${one}`) },
  });
const correct = (key: string, first: string) =>
  desk.queue(ada, {
    ...{ schema: "watchroom.correction/1", key: `wr:d:${key}`, occurredAt: when, because: "outcome_changed" },
    ...{ contact: lineOf(ada, "").contact, interaction: lineOf(ada, `wr:d:${first}`, { outcome: "spam" }) },
  });

async function moveTo(url: string): Promise<void> {
  const [target] = await listTargets(desk.parts.store.read);
  const input = {
    id: target?.id,
    version: target?.version,
    name: "Espo",
    config: { ...espoConfig, url },
    enabled: true,
  };
  await runEngineAct(desk.parts, { topics: [] }, (act) => saveTarget(act, input as Parameters<typeof saveTarget>[1]));
}

/** As a CRM that numbers its records: what was ours at the old one is a stranger's at the new one. */
function becomeAnother(): void {
  const [contact, complaint, entry] = [desk.crm.contacts[0], desk.crm.complaints[0], desk.crm.interactions[0]];
  if (!contact || !complaint || !entry) throw new Error("nothing was logged");
  desk.crm.contacts.splice(0, Infinity, { id: contact.id, references: ["theirs"], emails: [] });
  desk.crm.complaints.splice(0, Infinity, { id: complaint.id, caseId: "theirs", contactId: contact.id });
  desk.crm.interactions.splice(0, Infinity, { ...entry, key: "theirs" });
}
const strangers = () => desk.crm.interactions.filter(({ key }) => key === "theirs");

test("at another address nothing is filed with, corrected at or erased from whoever has our old numbers there", async () => {
  await log("1");
  await desk.drain();
  await log("2");
  becomeAnother();
  await moveTo("https://other.example");
  await desk.drain();
  await correct("1b", "1");
  await desk.drain();
  expect(await desk.states()).toEqual(["done", "done", "done"]);
  const owners = desk.crm.interactions.map(({ key, contactId }) => [key, contactId === "r1"]);
  expect(owners).toEqual([
    ["theirs", true],
    ["wr:d:2", false],
    ["wr:d:1", false],
  ]);
  expect(strangers()[0]?.line.outcome).not.toBe("spam");
  await erase("e", ["1", "2"]);
  await desk.drain();
  expect([desk.crm.contacts.map(({ id }) => id), desk.crm.interactions.map(({ key }) => key)]).toEqual([
    ["r1"],
    ["theirs"],
  ]);
});

test("the same CRM under another name is known again by our references, and an erasure finds what was there", async () => {
  await log("1");
  await desk.drain();
  await moveTo("https://renamed.example");
  await log("2");
  await desk.drain();
  expect([desk.crm.contacts.length, desk.crm.complaints.length, desk.crm.interactions.length]).toEqual([1, 1, 2]);
  await moveTo("https://again.example");
  await erase("e", ["1", "2"]);
  await desk.drain();
  expect([desk.crm.contacts, desk.crm.complaints, desk.crm.interactions]).toEqual([[], [], []]);
});

test("an erasure that finds nobody at a new address says so", async () => {
  desk.crm.contacts.push({ id: "t1", references: [], emails: ["ada@mail.example"] });
  await log("1");
  await desk.drain();
  await moveTo("https://other.example");
  await erase("e", ["1"]);
  await desk.drain();
  expect((await desk.page())[1]).toMatchObject({ state: "done", trouble: { code: "crm.erased-nowhere" } });
});

test("what an attempt at the old address was told while the address was changed is not kept for the new one", async () => {
  const { connector } = desk.crm;
  const [made, answered] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  const slow: typeof connector.createContact = async (...asked) => {
    const told = await connector.createContact(...asked);
    made.resolve(null);
    await answered.promise;
    return told;
  };
  const sender = createCrmSender(desk.parts, connectorsWith(desk.parts, { ...connector, createContact: slow }));
  await log("1");
  const drained = sender.drain();
  await made.promise;
  await moveTo("https://other.example");
  answered.resolve(null);
  await drained;
  expect(await desk.states()).toEqual(["done"]);
  await log("2");
  const before = desk.crm.calls.length;
  await sender.drain();
  expect(desk.crm.calls[before]).toBe("findContact");
});

test("a contact there that is two of ours goes with the last of them", async () => {
  const also = await desk.newCase("ada.w");
  const { contact } = lineOf(ada, "");
  await log("1");
  await desk.queue(also, lineOf(also, "wr:d:2", { contact: { ...contact, key: also.contactKey } }));
  await desk.drain();
  expect(desk.crm.contacts).toHaveLength(1);
  await erase("e1", ["1"]);
  await desk.drain();
  expect([desk.crm.contacts.length, desk.crm.interactions.map(({ key }) => key)]).toEqual([1, ["wr:d:2"]]);
  await erase("e2", ["2"], also);
  await desk.drain();
  expect([desk.crm.contacts, desk.crm.interactions]).toEqual([[], []]);
});

test("after a backup was brought back an erasure looks for what had been delivered since", async () => {
  await log("1");
  await desk.drain();
  desk.parts.store.raw.exec(`
    DELETE FROM crm_contact;
    DELETE FROM crm_complaint;
    UPDATE delivery SET state = 'dead', skipped = 1, error_class = 'erased', first_try_at = NULL, remote_id = NULL`);
  await erase("e", ["1"]);
  await desk.drain();
  expect([desk.crm.complaints, desk.crm.interactions]).toEqual([[], []]);
  // Nobody here knows who made it.
  expect((await desk.page())[1]).toMatchObject({ state: "done", trouble: { code: "crm.contact-theirs" } });
});
