import { afterEach, beforeEach, expect, test } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { CrmLine } from "../../../src-main/domain/crm/interaction.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createCrmSender } from "../../../src-main/engine/crm/sender.ts";
import { insertContact } from "../../../src-main/engine/store/contact.ts";
import { keepProfile, profileOf } from "../../../src-main/engine/store/crm-profile.ts";
import { listTargets } from "../../../src-main/engine/store/crm-target.ts";
import { insertDelivery } from "../../../src-main/engine/store/delivery.ts";
import { isFailing } from "../../../src-main/engine/store/delivery-list.ts";
import { createCrmConnectors } from "../../../src-main/hosts/crm-connectors.ts";
import { crmSecretName } from "../../../src-main/ports/crm-connector.ts";
import { addCase, addTarget, lineOf } from "../../support/crm-desk.ts";
import type { CrmCase } from "../../support/crm-desk.ts";
import { addSourceRow } from "../../support/desk-fixture.ts";
import { startEspocrmServer } from "../../support/espocrm-server/start-espocrm-server.ts";
import type { EspocrmServer } from "../../support/espocrm-server/start-espocrm-server.ts";
import { textOf } from "../../support/espocrm-server/state.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

let parts: TestParts;
let server: EspocrmServer;
let sender: ReturnType<typeof createCrmSender>;
let cases: readonly CrmCase[];
let targetRowId: number;

beforeEach(async () => {
  parts = await startTestParts();
  server = await startEspocrmServer({ now: parts.clock.now });
  const sourceRowId = await addSourceRow(parts);
  const config = { kind: "espocrm", url: server.url, log: "case", userId: null } as const;
  targetRowId = await addTarget(parts, { ...config, keyField: null, handleField: null, fields: {} }, "EspoCRM");
  const [target] = await listTargets(parts.store.read);
  await parts.secrets.set(crmSecretName(target?.id ?? ""), server.apiKey);
  cases = [
    await addCase(parts, { sourceRowId, handle: "ada" }),
    await addCase(parts, { sourceRowId, handle: "o'hara" }),
  ];
  start();
});
afterEach(async () => {
  await sender.stop();
  await server.close();
  await parts.close();
});

function start(): void {
  const http = createFetchHttp({ hasNetwork: () => true });
  sender = createCrmSender(parts, createCrmConnectors({ ...parts, http }));
}

const queue = (of: CrmCase, line: CrmLine) =>
  runEngineAct(parts, { topics: [] }, (act) =>
    insertDelivery(act.trx, {
      ...{ id: act.newId(), targetRowId, caseRowId: of.rowId, contactKey: of.contactKey },
      ...{ line, at: act.at },
    }),
  );

async function drainAll(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await sender.drain();
    parts.clock.advance(16 * 60_000);
  }
}

async function states(): Promise<readonly string[]> {
  const rows = await parts.store.read.selectFrom("delivery").select("state").orderBy("id").execute();
  return rows.map(({ state }) => state);
}

const keysOfNotes = (): readonly (string | undefined)[] =>
  server.records("Note").map(({ post }) => /^Key: (.*)$/m.exec(textOf(post))?.[1]);

test("through lost answers, an outage and a new start each line stands in EspoCRM once, in the order of its contact", async () => {
  let asked = 0;
  server.switches.losesAnswer = () => (asked += 1) % 3 === 1;
  const keys = cases.map((of, nth) => ["1", "2", "3"].map((one) => ({ of, key: `wr:d:${nth}${one}` })));
  for (const { of, key } of keys.flat()) await queue(of, lineOf(of, key));
  await drainAll(1);
  server.switches.isDatabaseDown = true;
  await drainAll(1);
  server.switches.isDatabaseDown = false;
  await sender.stop();
  start();
  for (let round = 0; round < 40 && (await states()).some((state) => state !== "done"); round += 1) await drainAll(1);
  expect(await states()).toEqual(keys.flat().map(() => "done"));
  expect([server.records("Contact").length, server.records("Case").length]).toEqual([2, 2]);
  const notes = keysOfNotes();
  for (const line of keys)
    expect(notes.filter((key) => line.some((one) => one.key === key))).toEqual(line.map(({ key }) => key));
  expect(notes).toHaveLength(6);
});

test("a wrong key pauses the target after one request, long before EspoCRM locks the desk out", async () => {
  const [target] = await listTargets(parts.store.read);
  await parts.secrets.set(crmSecretName(target?.id ?? ""), "wrong-key");
  for (const of of cases) await queue(of, lineOf(of, `wr:d:${of.rowId}`));
  await drainAll(20);
  expect([await states(), server.requests.length, server.isLocked()]).toEqual([["queued", "queued"], 1, false]);
  expect((await listTargets(parts.store.read))[0]?.paused?.code).toBe("crm.key-refused");
});

test("a contact that was merged there meanwhile is looked for again, and its case stays one", async () => {
  const [of] = cases;
  if (!of) throw new Error("no case");
  await queue(of, lineOf(of, "wr:d:1"));
  await drainAll(1);
  const [first] = server.records("Contact");
  server.remove("Contact", first?.id ?? "");
  const other = server.add("Contact", { lastName: "Merged", description: `Key: ${of.contactKey}` });
  await queue(of, lineOf(of, "wr:d:2"));
  await drainAll(2);
  expect(await states()).toEqual(["done", "done"]);
  expect(server.records("Contact").map(({ id }) => id)).toEqual([other.id]);
  expect([server.records("Case").length, server.records("Note").length]).toEqual([1, 2]);
});

test("a correction changes what was written, and an erasure leaves nothing of it", async () => {
  const [of] = cases;
  if (!of) throw new Error("no case");
  const first = lineOf(of, "wr:d:1");
  await queue(of, first);
  const { occurredAt, contact } = first;
  const interaction = lineOf(of, "wr:d:1", { outcome: "handed_private" });
  const correction = { occurredAt, contact, interaction, because: "text_changed" } as const;
  await queue(of, { schema: "watchroom.correction/1", key: "wr:d:1b", ...correction });
  await drainAll(1);
  expect(server.records("Note")).toMatchObject([{ post: expect.stringContaining("handed private") as string }]);
  const erasure = { occurredAt, contact: { key: of.contactKey }, erases: ["wr:d:1", "wr:d:1b"] };
  await queue(of, { schema: "watchroom.erasure/1", key: "wr:d:e", ...erasure });
  await drainAll(1);
  expect(await states()).toEqual(["done", "done", "done"]);
  expect([server.records("Case"), server.records("Note")]).toEqual([[], []]);
  expect(server.records("Contact")).toMatchObject([{ lastName: "Erased", emailAddress: null, description: null }]);
});

test("a target that took nothing yet and is tried again is failing, until it takes the line", async () => {
  const [of] = cases;
  if (!of) throw new Error("no case");
  server.switches.isOut = true;
  await queue(of, lineOf(of, "wr:d:1"));
  const before = await isFailing(parts.store.read, targetRowId);
  await drainAll(1);
  const during = await isFailing(parts.store.read, targetRowId);
  server.switches.isOut = false;
  await drainAll(1);
  expect([before, during, await isFailing(parts.store.read, targetRowId)]).toEqual([false, true, false]);
});

test("what was read of a contact before something of them arrived counts as old, and the pages hear of it", async () => {
  const [of] = cases;
  if (!of) throw new Error("no case");
  const facts = { name: "Ada", kind: "customer", organisation: null, town: null } as const;
  const place = await parts.store.write(async (trx) => {
    const contactRowId = await insertContact(trx, { id: parts.ids.ulid(5), ...facts, at: 5 });
    await trx.updateTable("desk_case").set({ contact_id: contactRowId }).where("id", "=", of.rowId).execute();
    await keepProfile(trx, { targetRowId, contactRowId, contactVersion: 1 }, { profile: null, at: 5 });
    return { targetRowId, contactRowId };
  });
  await queue(of, lineOf(of, "wr:d:1"));
  await drainAll(1);
  expect(await profileOf(parts.store.read, place)).toMatchObject({ contactVersion: 0, readAt: 5 });
  expect(parts.changes.some((topics) => topics.includes("profiles"))).toBe(true);
});
