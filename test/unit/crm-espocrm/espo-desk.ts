import { onTestFinished } from "vitest";
import { createEspoConnector } from "../../../src-main/adapters/crm/espocrm/espo-connector.ts";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { Interaction } from "../../../src-main/domain/crm/interaction.ts";
import { crmSecretName } from "../../../src-main/ports/crm-connector.ts";
import type {
  CrmPlace,
  CrmRecord,
  CrmTold,
  EspoConfig,
  RecordConnector,
} from "../../../src-main/ports/crm-connector.ts";
import { interactionOf } from "../../support/crm-lines.ts";
import { startEspocrmServer } from "../../support/espocrm-server/start-espocrm-server.ts";
import type { EspocrmServer, EspocrmServerOptions } from "../../support/espocrm-server/start-espocrm-server.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";

export const about = { targetId: "01HZZZZZZZZZZZZZZZZZZZZZZZ" } as const;

export type EspoDesk = {
  readonly server: EspocrmServer;
  readonly connector: RecordConnector<EspoConfig>;
  readonly config: EspoConfig;
  readonly setKey: (key: string) => void;
};

/** A connector with a good key, and an EspoCRM that lasts as long as the test. */
export async function startEspoDesk(
  options: EspocrmServerOptions & {
    readonly set?: Partial<EspoConfig>;
    readonly timeoutMs?: number;
  } = {},
): Promise<EspoDesk> {
  const { set = {}, timeoutMs, ...switches } = options;
  const clock = createFakeClock();
  const server = await startEspocrmServer({ now: clock.now, ...switches });
  onTestFinished(() => server.close());
  const secrets = createMemorySecrets();
  const setKey = (key: string) => void secrets.values.set(crmSecretName(about.targetId), key);
  setKey(server.apiKey);
  const http = createFetchHttp({ hasNetwork: () => true });
  const connector = createEspoConnector({ http, secrets, clock, ...(timeoutMs !== undefined && { timeoutMs }) });
  const config: EspoConfig = {
    ...{ kind: "espocrm", url: server.url, log: "case", userId: null, keyField: null, handleField: null, fields: {} },
    ...set,
  };
  return { server, connector, config, setKey };
}

/** A reply to a complaint of a contact; `id` tells it from others. */
export const lineOf = (id: string, given: Partial<Interaction> = {}): Interaction =>
  interactionOf({ key: `wr:desk:01JCRM${id.padStart(20, "0")}`, ...given });

/** The same, to somebody who does not complain. */
export const calmLine = (id: string, given: Partial<Interaction> = {}): Interaction => {
  const line = lineOf(id, given);
  return { ...line, case: { ...line.case, isComplaint: false } };
};

export function valueOf<Value>(told: CrmTold<Value>): Value {
  if (!told.ok) throw new Error(`trouble: ${JSON.stringify(told.trouble)}`);
  return told.value;
}

export function troubleOf(told: CrmTold<unknown>): { readonly class: string; readonly code: string } {
  if (told.ok) throw new Error(`no trouble: ${JSON.stringify(told.value)}`);
  return { class: told.trouble.class, code: told.trouble.says.code };
}

export type Filed = CrmPlace & { readonly interaction: CrmRecord };

/** Every step of one delivery, each looked for before it is made, as the outbox does it; the first trouble ends it. */
export async function file({ connector, config }: EspoDesk, line: Interaction): Promise<CrmTold<Filed>> {
  const contact = await firstOf(
    () => connector.findContact(config, line.contact, about),
    () => connector.createContact(config, line.contact, about),
  );
  if (!contact.ok) return contact;
  const complaint: CrmTold<CrmRecord | null> = line.case.isComplaint
    ? await firstOf(
        () => connector.findComplaint(config, line, about),
        () => connector.createComplaint(config, line, { ...about, contact: contact.value }),
      )
    : { ok: true, value: null };
  if (!complaint.ok) return complaint;
  const place = { contact: contact.value, complaint: complaint.value };
  const interaction = await firstOf(
    () => connector.findInteraction(config, line, { ...about, ...place }),
    () => connector.createInteraction(config, line, { ...about, ...place }),
  );
  return interaction.ok ? { ok: true, value: { ...place, interaction: interaction.value } } : interaction;
}

async function firstOf(
  find: () => Promise<CrmTold<CrmRecord | null>>,
  make: () => Promise<CrmTold<CrmRecord>>,
): Promise<CrmTold<CrmRecord>> {
  const found = await find();
  if (!found.ok) return found;
  return found.value === null ? make() : { ok: true, value: found.value };
}

/** How many records of each kind stand there. */
export const countsOf = ({ server }: EspoDesk): Readonly<Record<string, number>> =>
  Object.fromEntries(["Contact", "Case", "Note", "Call"].map((kind) => [kind, server.records(kind).length]));
