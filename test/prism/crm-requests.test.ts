import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHubspotConnector } from "../../src-main/adapters/crm/hubspot/hubspot-connector.ts";
import { createPipedriveConnector } from "../../src-main/adapters/crm/pipedrive/pipedrive-connector.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { HubspotConfig, PipedriveConfig, RecordConnector } from "../../src-main/ports/crm-connector.ts";
import type { Http, HttpAnswer } from "../../src-main/ports/http.ts";
import { createFakeClock } from "../support/fake-clock.ts";
import { interactionLine } from "../support/interaction-line.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";
import { contractPath, startPrism } from "./prism-server.ts";
import type { PrismServer } from "./prism-server.ts";

let prism: PrismServer;
beforeAll(async () => {
  prism = await startPrism();
});
afterAll(() => prism.stop());

const about = { targetId: "T1" };
const line = interactionLine();

type Seen = { readonly call: string; readonly status: number; readonly violations: string };

/** The real line, with what Prism said of each request; `found` asks for the answer in which a contact is there. */
function watchedHttp({ found }: { readonly found: boolean }): { readonly http: Http; readonly seen: Seen[] } {
  const inner = createFetchHttp();
  const seen: Seen[] = [];
  const watch = async (method: string, url: string, asked: Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const answer = await asked;
    const { status, violations } =
      answer.status === "failed"
        ? { status: 0, violations: answer.code }
        : { status: answer.httpStatus, violations: answer.headers["sl-violations"] ?? "" };
    seen.push({ call: `${method} ${new URL(url).pathname}`, status, violations });
    return answer;
  };
  const withWish = <Request extends { readonly url: string; readonly headers?: Readonly<Record<string, string>> }>(
    request: Request,
  ): Request => {
    const isWish = found && request.url.endsWith("contacts/batch/read");
    return isWish ? { ...request, headers: { ...request.headers, prefer: "example=found" } } : request;
  };
  return {
    seen,
    http: {
      get: (request) => watch("GET", request.url, inner.get(withWish(request))),
      post: (request) => watch(request.method ?? "POST", request.url, inner.post(withWish(request))),
    },
  };
}

function connected({ found }: { readonly found: boolean }) {
  const { http, seen } = watchedHttp({ found });
  const secrets = createMemorySecrets();
  secrets.values.set("crm:T1", "token-of-a-private-app");
  const parts = { http, secrets, clock: createFakeClock() };
  return { seen, hubspot: createHubspotConnector(parts), pipedrive: createPipedriveConnector(parts) };
}

const hubspot = (): HubspotConfig => ({
  ...{ kind: "hubspot", url: prism.url, basePath: "/crm/v3", portalId: "24681357", handleProperty: "wr_handle" },
  ...{ ticketPipeline: { pipeline: "0", stage: "1" }, fields: { "contact.handle": "social" } },
});
const pipedrive = (): PipedriveConfig => ({
  ...{ kind: "pipedrive", url: prism.url, userId: 31, referenceField: "abc", activityType: "task", fields: {} },
});

/** Every call of a connector; each must come back with a value. */
async function callAll<Config>(connector: RecordConnector<Config>, config: Config): Promise<void> {
  const contact = { id: "1", url: null };
  const complaint = connector.complaints === null ? null : { id: "88", url: null };
  const interaction = { id: "512", url: null };
  const place = { ...about, contact, complaint };
  const who = { record: null, person: line.contact };
  const records = { contact, complaints: complaint ? [complaint] : [], interactions: [interaction] };
  const told = [
    await connector.findContact(config, line.contact, about),
    await connector.createContact(config, line.contact, about),
    await connector.findComplaint(config, line, about),
    ...(complaint ? [await connector.createComplaint(config, line, { ...about, contact })] : []),
    await connector.findInteraction(config, line, place),
    await connector.createInteraction(config, line, place),
    await connector.amendInteraction(config, line, { ...place, interaction }),
    await connector.readContact(config, who, about),
    await connector.readContact(config, { ...who, record: contact }, about),
    await connector.erase(config, records, about),
  ];
  expect(told.filter(({ ok }) => !ok)).toEqual([]);
  expect((await connector.test(config, about)).map(({ state }) => state)).not.toContain("missing");
}

const isWrong = ({ status, violations }: Seen): boolean => violations !== "" || status < 200 || status > 299;

test("every request of both connectors fits the contract, and every operation of it is asked for", async () => {
  const seen: Seen[] = [];
  for (const found of [false, true]) {
    const desk = connected({ found });
    await callAll(desk.hubspot, hubspot());
    await callAll(desk.pipedrive, pipedrive());
    seen.push(...desk.seen);
  }
  expect(seen.filter(isWrong)).toEqual([]);
  const contract = JSON.parse(readFileSync(contractPath, "utf8")) as { paths: Record<string, Record<string, unknown>> };
  const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => method !== "parameters")
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  const fits = (operation: string) => new RegExp(`^${operation.replace(/\{\w+\}/g, "[^/]+")}$`);
  expect(operations.filter((operation) => !seen.some(({ call }) => fits(operation).test(call)))).toEqual([]);
  process.stdout.write(`${seen.length} requests to ${operations.length} operations of the contract, none refused\n`);
});

test("what does not fit is refused", async () => {
  const send = (path: string, headers: Record<string, string>, body: unknown) =>
    fetch(`${prism.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const bearer = { authorization: "Bearer token" };
  const token = { "x-api-token": "token" };
  const activity = {
    ...{ subject: "Call", type: "task", done: true, due_date: "2026-11-17", note: "" },
    participants: [{ person_id: 7, primary: true }],
  };
  const associations = [
    { to: { id: "1" }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 202 }] },
  ];
  const note = (length: number) => ({ hs_timestamp: "2026-11-17T09:55:00Z", hs_note_body: "x".repeat(length) });
  const notes = "/crm/v3/objects/notes";
  const answers = [
    await send("/api/v2/activities", token, activity),
    await send("/api/v2/activities", token, { ...activity, person_id: 7 }),
    await send("/api/v2/activities", {}, activity),
    await send(notes, bearer, { properties: note(65_536), associations }),
    await send(notes, bearer, { properties: note(65_537), associations }),
    await send(notes, bearer, { properties: note(10) }),
    await send(notes, {}, { properties: note(10), associations }),
  ];
  expect(answers.map(({ ok }) => ok)).toEqual([true, false, false, true, false, false, false]);
});
