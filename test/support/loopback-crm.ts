import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CrmConnectors, CrmTold, RecordConnector } from "../../src-main/ports/crm-connector.ts";
import type { CrmStep, FakeCrm } from "./fake-crm.ts";

const steps = [
  ...(["findContact", "createContact", "findComplaint", "createComplaint"] as const),
  ...(["findInteraction", "createInteraction", "amendInteraction", "erase"] as const),
] satisfies readonly CrmStep[];

type Asked = { readonly step: CrmStep; readonly given: never; readonly about: never };

/** Puts a CRM in memory on loopback, so that an engine in another process can log to it and be killed. */
export async function startLoopbackCrm(crm: FakeCrm) {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const { step, given, about } = JSON.parse(body) as Asked;
      const answered = crm.connector[step]({}, given, about).then((told) => response.end(JSON.stringify(told)));
      answered.catch((cause: unknown) => response.destroy(cause instanceof Error ? cause : undefined));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Reaches it from the other process, as every CRM with records. `isBlind`: looks for nothing before it makes it. */
export function createLoopbackConnectors(url: string, given: { readonly isBlind: boolean }): CrmConnectors {
  const crm = createLoopbackConnector(url, given);
  const notHere = () => Promise.reject(new Error("this CRM takes no lines"));
  const line = { deliver: notHere, test: notHere };
  return { webhook: line, file: line, espocrm: crm, dolibarr: crm, hubspot: crm, pipedrive: crm };
}

function createLoopbackConnector(url: string, { isBlind }: { readonly isBlind: boolean }): RecordConnector<unknown> {
  const ask = async (step: CrmStep, given: unknown, about: unknown): Promise<CrmTold<never>> => {
    if (isBlind && step.startsWith("find")) return { ok: true, value: null as never };
    const answer = await fetch(url, { method: "POST", body: JSON.stringify({ step, given, about }) });
    return (await answer.json()) as CrmTold<never>;
  };
  const asked = Object.fromEntries(
    steps.map((step) => [step, (_config: unknown, given: unknown, about: unknown) => ask(step, given, about)]),
  ) as Pick<RecordConnector<unknown>, CrmStep>;
  return {
    ...asked,
    complaints: () => true,
    test: () => Promise.resolve([]),
    preview: () => [],
    usualFields: {},
    readContact: () => Promise.resolve({ ok: true, value: null }),
  };
}
