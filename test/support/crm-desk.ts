import type { CrmLine, Interaction } from "../../src-main/domain/crm/interaction.ts";
import { runEngineAct } from "../../src-main/engine/commands.ts";
import { createDeliveries } from "../../src-main/engine/crm/delivery-methods.ts";
import { createCrmSender } from "../../src-main/engine/crm/sender.ts";
import type { CrmSender } from "../../src-main/engine/crm/sender.ts";
import { insertTarget, listTargets } from "../../src-main/engine/store/crm-target.ts";
import type { TargetConfig } from "../../src-main/engine/store/crm-target.ts";
import { insertDelivery } from "../../src-main/engine/store/delivery.ts";
import { createFileDropConnector } from "../../src-main/adapters/crm/file-drop.ts";
import { createWebhookConnector } from "../../src-main/adapters/crm/webhook.ts";
import type { Clock } from "../../src-main/ports/clock.ts";
import type { Secrets } from "../../src-main/ports/secrets.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { CrmConnectors, RecordConnector } from "../../src-main/ports/crm-connector.ts";
import { addSourceRow, addStory } from "./desk-fixture.ts";
import { createFakeCrm } from "./fake-crm.ts";
import type { FakeCrm } from "./fake-crm.ts";
import { interactionLine } from "./interaction-line.ts";
import { startTestParts } from "./test-engine.ts";
import type { TestParts } from "./test-engine.ts";

/** The set-up of a CRM with records. */
export const espoConfig: TargetConfig = {
  ...{ kind: "espocrm", url: "https://crm.example", log: "case", userId: null },
  ...{ keyField: null, handleField: null, fields: {} },
};

/** Webhook and file drop as they are, and one CRM of ours in the place of every CRM with records. */
export function connectorsWith(
  parts: { readonly secrets: Secrets; readonly clock: Clock },
  crm: RecordConnector<unknown>,
): CrmConnectors {
  const webhook = createWebhookConnector({ ...parts, http: createFetchHttp() });
  return { webhook, file: createFileDropConnector(), espocrm: crm, dolibarr: crm, hubspot: crm, pipedrive: crm };
}

/** Adds a target whose first line was looked at; gives its row. */
export async function addTarget(parts: TestParts, config: TargetConfig = espoConfig, name = "Espo"): Promise<number> {
  const id = parts.commandId();
  await parts.store.write((trx) => insertTarget(trx, { id, name, config, enabled: true, lookedAt: 0 }));
  const target = (await listTargets(parts.store.read)).find((one) => one.id === id);
  if (!target) throw new Error("the target was not stored");
  return target.rowId;
}

/** A case of a contact, to which deliveries belong. */
export async function addCase(
  parts: TestParts,
  { sourceRowId, handle }: { readonly sourceRowId: number; readonly handle: string },
): Promise<{ readonly rowId: number; readonly id: string; readonly contactKey: string }> {
  const { storyRowId } = await addStory(parts, { sourceRowId, handle });
  const row = await parts.store.read
    .selectFrom("desk_case")
    .select(["id", "public_id"])
    .where("story_id", "=", storyRowId)
    .executeTakeFirstOrThrow();
  return { rowId: row.id, id: row.public_id, contactKey: `wr:forum:${handle}` };
}

export type CrmCase = Awaited<ReturnType<typeof addCase>>;

/** A line about a case, of its contact. */
export function lineOf(of: CrmCase, key: string, changed: Partial<Interaction> = {}): Interaction {
  const handle = of.contactKey.slice("wr:forum:".length);
  return interactionLine({
    key,
    contact: { key: of.contactKey, name: handle, handle, emails: [`${handle}@mail.example`], phones: [] },
    case: { id: of.id, link: `watchroom://case/${of.id}`, isComplaint: true },
    ...changed,
  });
}

/** A desk with one CRM in memory, a case, and the outbox as people see it. */
export async function startCrmDesk({ crm = createFakeCrm() }: { readonly crm?: FakeCrm } = {}) {
  const parts = await startTestParts();
  const admin = await parts.addPerson("Sunniva Clegg", "admin");
  const sourceRowId = await addSourceRow(parts);
  const targetRowId = await addTarget(parts);
  const connectors = connectorsWith(parts, crm.connector);
  let sender: CrmSender = createCrmSender(parts, connectors);
  const outbox = createDeliveries({ ...parts, sender: { nudge: () => {}, tryNow: () => sender.tryNow() } });
  const queue = (of: CrmCase, line: CrmLine) =>
    runEngineAct(parts, { topics: [] }, (act) =>
      insertDelivery(act.trx, {
        ...{ id: act.newId(), targetRowId, caseRowId: of.rowId, contactKey: of.contactKey },
        ...{ line, at: act.at },
      }),
    );
  const page = async () =>
    (
      await outbox["crm.deliveries"]({ state: null, targetId: null, search: "", cursor: null, limit: 200 }, admin)
    ).rows.toReversed();
  return {
    ...{ parts, admin, crm, outbox, targetRowId, sourceRowId, queue, page },
    /** Oldest first. */
    states: async () => (await page()).map(({ state }) => state),
    drain: () => sender.drain(),
    /** The engine is started anew over the same workspace. */
    restart: () => {
      sender = createCrmSender(parts, connectors);
    },
    passTime: async (rounds = 1) => {
      for (let round = 0; round < rounds; round += 1) {
        parts.clock.advance(16 * 60_000);
        await sender.drain();
      }
    },
    newCase: (handle: string) => addCase(parts, { sourceRowId, handle }),
    networkIsBack: () => sender.networkIsBack(),
    close: () => parts.close(),
  };
}
export type CrmDesk = Awaited<ReturnType<typeof startCrmDesk>>;
