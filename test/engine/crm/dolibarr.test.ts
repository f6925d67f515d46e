import { afterEach, beforeEach, expect, test } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { CrmLine } from "../../../src-main/domain/crm/interaction.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createCrmSender } from "../../../src-main/engine/crm/sender.ts";
import { listTargets } from "../../../src-main/engine/store/crm-target.ts";
import { insertDelivery } from "../../../src-main/engine/store/delivery.ts";
import { createCrmConnectors } from "../../../src-main/hosts/crm-connectors.ts";
import { crmSecretName } from "../../../src-main/ports/crm-connector.ts";
import { addCase, addTarget, lineOf } from "../../support/crm-desk.ts";
import type { CrmCase } from "../../support/crm-desk.ts";
import { addSourceRow } from "../../support/desk-fixture.ts";
import { startDolibarrServer } from "../../support/dolibarr-server/start-dolibarr-server.ts";
import type { DolibarrServer } from "../../support/dolibarr-server/start-dolibarr-server.ts";
import type { Fault } from "../../support/dolibarr-server/switches.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

let parts: TestParts;
let server: DolibarrServer;
let sender: ReturnType<typeof createCrmSender>;
let cases: readonly CrmCase[];
let targetRowId: number;

beforeEach(async () => {
  parts = await startTestParts();
  server = await startDolibarrServer({ now: parts.clock.now });
  const sourceRowId = await addSourceRow(parts);
  targetRowId = await addTarget(
    parts,
    {
      ...{ kind: "dolibarr", url: server.url, userId: server.userId },
      ...{ thirdPartyId: 7, ticketType: "ISSUE", fields: {} },
    },
    "Dolibarr",
  );
  const [target] = await listTargets(parts.store.read);
  await parts.secrets.set(crmSecretName(target?.id ?? ""), server.key);
  cases = [
    await addCase(parts, { sourceRowId, handle: "ada" }),
    await addCase(parts, { sourceRowId, handle: "o'hara" }),
  ];
  start();
});
afterEach(async () => {
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

const states = () =>
  parts.store.read
    .selectFrom("delivery")
    .select("state")
    .execute()
    .then((rows) => rows.map(({ state }) => state));
const written = (table: "contacts" | "tickets" | "agendaevents") =>
  server.rows(table).map((row) => row["ref_ext"] ?? row.id);

test("through lost answers, an outage and a new start each line stands in Dolibarr once, in the order of its contact", async () => {
  const faults: readonly (Fault | null)[] = [
    { do: "cut-after" },
    null,
    { do: "answer-after", status: 202, body: "<html>Error</html>" },
    ...[null, null],
  ];
  let asked = 0;
  server.weather(() => faults[(asked += 1) % faults.length] ?? null);
  const keys = cases.map((of, nth) => ["1", "2", "3"].map((one) => ({ of, key: `wr:d:${nth}${one}` })));
  for (const { of, key } of keys.flat()) await queue(of, lineOf(of, key));
  await drainAll(1);
  server.switches.outage = "database";
  await drainAll(1);
  server.switches.outage = null;
  start();
  for (let round = 0; round < 30 && (await states()).some((state) => state !== "done"); round += 1) await drainAll(1);
  expect(await states()).toEqual(keys.flat().map(() => "done"));
  expect([written("contacts").length, written("tickets").length]).toEqual([2, 2]);
  const events = written("agendaevents");
  for (const line of keys)
    expect(events.filter((key) => line.some((one) => one.key === key))).toEqual(line.map(({ key }) => key));
  expect(events).toHaveLength(6);
});

test("a wrong key pauses the target after one request, and nothing is lost", async () => {
  const [target] = await listTargets(parts.store.read);
  await parts.secrets.set(crmSecretName(target?.id ?? ""), "wrong-key");
  const [of] = cases;
  if (of) await queue(of, lineOf(of, "wr:d:1"));
  await drainAll(3);
  expect([await states(), server.requests.length]).toEqual([["queued"], 1]);
  expect((await listTargets(parts.store.read))[0]?.paused?.code).toBe("crm.key-refused");
});

test("a contact that was erased there meanwhile is made anew, and its ticket is the same", async () => {
  const [of] = cases;
  if (!of) throw new Error("no case");
  await queue(of, lineOf(of, "wr:d:1"));
  await drainAll(1);
  const [first] = server.rows("contacts");
  server.remove("contacts", first?.id ?? 0);
  await queue(of, lineOf(of, "wr:d:2"));
  await drainAll(1);
  expect(await states()).toEqual(["done", "done"]);
  const [second] = server.rows("contacts");
  expect(second?.id).not.toBe(first?.id);
  expect(server.rows("agendaevents").map((row) => row["contact_id"])).toEqual([first?.id, second?.id]);
  expect(server.rows("tickets")).toHaveLength(1);
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
  expect(server.rows("agendaevents").map((row) => String(row["note_private"]).includes("handed private"))).toEqual([
    true,
  ]);
  const erasure = { occurredAt, contact: { key: of.contactKey }, erases: ["wr:d:1", "wr:d:1b"] };
  await queue(of, { schema: "watchroom.erasure/1", key: "wr:d:e", ...erasure });
  await drainAll(1);
  expect(await states()).toEqual(["done", "done", "done"]);
  for (const table of ["contacts", "tickets", "agendaevents"] as const) expect(server.rows(table)).toEqual([]);
});
