import { onTestFinished } from "vitest";
import { createDolibarrConnector } from "../../src-main/adapters/crm/dolibarr/dolibarr-connector.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { exampleInteraction } from "../../src-main/domain/crm/example-interaction.ts";
import type { CrmPerson, Interaction } from "../../src-main/domain/crm/interaction.ts";
import { crmSecretName } from "../../src-main/ports/crm-connector.ts";
import type { CrmRecord, CrmTold, DolibarrConfig, RecordConnector } from "../../src-main/ports/crm-connector.ts";
import { startDolibarrServer } from "./dolibarr-server/start-dolibarr-server.ts";
import type { DolibarrServer, DolibarrServerOptions } from "./dolibarr-server/start-dolibarr-server.ts";
import { createFakeClock, testStart } from "./fake-clock.ts";
import { createMemorySecrets } from "./memory-secrets.ts";

export const about = { targetId: "01HZZZZZZZZZZZZZZZZZZZZZZZ" } as const;

export type DolibarrDesk = {
  readonly server: DolibarrServer;
  readonly connector: RecordConnector<DolibarrConfig>;
  readonly config: DolibarrConfig;
  readonly secrets: ReturnType<typeof createMemorySecrets>;
};

/** A connector with a good key, and a Dolibarr that lasts as long as the test. */
export async function startDolibarrDesk(
  options: DolibarrServerOptions & { readonly timeoutMs?: number } = {},
): Promise<DolibarrDesk> {
  const { timeoutMs, ...switches } = options;
  const clock = createFakeClock();
  const server = await startDolibarrServer({ now: clock.now, ...switches });
  onTestFinished(() => server.close());
  const secrets = createMemorySecrets();
  secrets.values.set(crmSecretName(about.targetId), server.key);
  const http = createFetchHttp({ hasNetwork: () => true });
  const connector = createDolibarrConnector({ http, secrets, clock, ...(timeoutMs !== undefined && { timeoutMs }) });
  const config: DolibarrConfig = {
    ...{ kind: "dolibarr", url: server.url, userId: server.userId },
    ...{ thirdPartyId: 7, ticketType: "ISSUE", fields: {} },
  };
  return { server, connector, config, secrets };
}

export const ada: CrmPerson = {
  key: "wr:mastodon:ada@social.example",
  name: "Ada Lovelace",
  handle: "ada@social.example",
  emails: ["ada@mail.example"],
  phones: ["+4791234567"],
};

/** A reply to a complaint; `id` tells it from others, `caseId` says of which case it is. */
export function interactionOf(
  id: string,
  change: Partial<Interaction> & { readonly caseId?: string } = {},
): Interaction {
  const { caseId = `case-${id}`, ...changed } = change;
  const example = exampleInteraction({ at: testStart, say: ({ code }) => code });
  return {
    ...example,
    key: `wr:01J0000000000000000000INST:${id}`,
    contact: ada,
    case: { id: caseId, link: `watchroom://case/${caseId}`, isComplaint: true },
    ...changed,
  };
}

/** The value of something that went well; a failed one fails the test with its trouble. */
export function valueOf<Value>(told: CrmTold<Value>): Value {
  if (!told.ok) throw new Error(`trouble: ${JSON.stringify(told.trouble)}`);
  return told.value;
}

export function troubleOf(told: CrmTold<unknown>): { readonly class: string; readonly code: string } {
  if (told.ok) throw new Error(`no trouble: ${JSON.stringify(told.value)}`);
  return { class: told.trouble.class, code: told.trouble.says.code };
}

export type Filed = {
  readonly contact: CrmRecord;
  readonly complaint: CrmRecord | null;
  readonly interaction: CrmRecord;
};

/** Every step of one delivery, each looked for before it is made, as the outbox does it; the first trouble ends it. */
export async function file(
  { connector, config }: Pick<DolibarrDesk, "connector" | "config">,
  line: Interaction,
): Promise<CrmTold<Filed>> {
  const contact = await firstOf(
    () => connector.findContact(config, line.contact, about),
    () => connector.createContact(config, line.contact, about),
  );
  if (!contact.ok) return contact;
  const hasComplaint = line.case.isComplaint && (connector.complaints?.(config) ?? false);
  const complaint: CrmTold<CrmRecord | null> = hasComplaint
    ? await firstOf(
        () => connector.findComplaint(config, line, about),
        () => connector.createComplaint(config, line, { ...about, contact: contact.value }),
      )
    : { ok: true, value: null };
  if (!complaint.ok) return complaint;
  const place = { ...about, contact: contact.value, complaint: complaint.value };
  const interaction = await firstOf(
    () => connector.findInteraction(config, line, place),
    () => connector.createInteraction(config, line, place),
  );
  if (!interaction.ok) return interaction;
  return {
    ok: true,
    value: { contact: contact.value, complaint: complaint.value, interaction: interaction.value },
  };
}

async function firstOf(
  find: () => Promise<CrmTold<CrmRecord | null>>,
  make: () => Promise<CrmTold<CrmRecord>>,
): Promise<CrmTold<CrmRecord>> {
  const found = await find();
  if (!found.ok) return found;
  return found.value === null ? make() : { ok: true, value: found.value };
}
