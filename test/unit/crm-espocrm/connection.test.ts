import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync, readdirSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import type { CrmFinding } from "../../../src-main/ports/crm-connector.ts";
import { allRights, noRights } from "../../support/espocrm-server/switches.ts";
import { about, calmLine, lineOf, startEspoDesk } from "./espo-desk.ts";
import type { EspoDesk } from "./espo-desk.ts";

const short = ({ state, says: { code, params } }: CrmFinding): string =>
  [state, code.replace("crm.espocrm.", ""), ...Object.values(params)].join(" ");

const trouble = async ({ connector, config }: EspoDesk, set: Partial<EspoDesk["config"]> = {}) =>
  (await connector.test({ ...config, ...set }, about)).filter(({ state }) => state !== "ok").map(short);

test("a whole set-up is found good, right by right, and nothing is written", async () => {
  const customFields = { Contact: ["cHandle"], Case: ["cKey"], Call: ["cKey"] };
  const { server, connector, config } = await startEspoDesk({
    customFields,
    set: { keyField: "cKey", handleField: "cHandle" },
  });
  const findings = await connector.test({ ...config, log: "call", userId: server.userId }, about);
  expect(findings.map(short)).toEqual([
    `ok answers ${new URL(server.url).host}`,
    "ok key-known desk-api",
    ...["read", "create", "edit"].map((action) => `ok may-${action} Contact`),
    ...["read", "create", "stream", "edit", "delete"].map((action) => `ok may-${action} Case`),
    ...["read", "create", "edit", "delete"].map((action) => `ok may-${action} Call`),
    ...["Contact cHandle", "Case cKey", "Call cKey"].map((field) => `ok field-there ${field}`),
    `ok user-known ${server.userId}`,
  ]);
  expect(server.requests.every(({ method }) => method === "GET")).toBe(true);
});

test("each missing right, field and user is called by its name", async () => {
  const desk = await startEspoDesk();
  desk.server.switches.rights["Contact"] = { ...allRights, create: "no", read: "own" };
  desk.server.switches.rights["Case"] = { ...allRights, stream: "no", delete: "no" };
  desk.server.switches.rights["Call"] = noRights;
  const fields = { "contact.handle": "cNick", "complaint.link": "cLink" };
  const set = { log: "call", keyField: "cKey", handleField: "cHandle", userId: "65f0000000000000a", fields } as const;
  expect(await trouble(desk, set)).toEqual([
    "warning reads-some Contact own",
    "missing without-create Contact",
    "missing without-stream Case",
    "warning without-delete Case",
    "missing without-read Call",
    "missing without-create Call",
    "warning without-edit Call",
    "warning without-delete Call",
    ...["Contact cHandle", "Case cKey", "Call cKey", "Contact cNick", "Case cLink"].map(
      (name) => `missing field-missing ${name}`,
    ),
    "missing user-unknown 65f0000000000000a",
  ]);
});

test("a set-up without fields of its own works, and is told what would be better", async () => {
  const desk = await startEspoDesk();
  expect(await trouble(desk)).toEqual(["warning no-key-field", "warning no-handle-field cSocialHandle"]);
  desk.server.switches.customFields["Contact"] = ["cSocialHandle"];
  expect(await trouble(desk)).toEqual(["warning no-key-field", "warning handle-field-unused cSocialHandle"]);
});

test("calls without a user, users that may not be seen, and a status that is gone are said", async () => {
  const desk = await startEspoDesk({ caseStatuses: ["New", "Done"] });
  const wishes = ["warning no-key-field", "warning no-handle-field cSocialHandle"];
  expect(await trouble(desk, { log: "call" })).toEqual([
    ...wishes,
    "missing status-missing Closed",
    "missing user-needed",
  ]);
  desk.server.switches.rights["User"] = noRights;
  const fields = { "complaint.status": null };
  expect(await trouble(desk, { userId: desk.server.userId, fields })).toEqual([
    ...wishes,
    `unknown user-unseen ${desk.server.userId}`,
  ]);
});

test("a wrong key is said after one question", async () => {
  const { connector, config, server, setKey } = await startEspoDesk();
  setKey("not-the-key");
  expect((await connector.test(config, about)).map(short)).toEqual([
    `missing crm.key-refused ${new URL(server.url).host} 401`,
  ]);
  expect(server.requests).toHaveLength(1);
});

test("a server that is down, away, or no EspoCRM is told apart", async () => {
  const desk = await startEspoDesk();
  const host = new URL(desk.server.url).host;
  desk.server.switches.isDatabaseDown = true;
  expect(await trouble(desk)).toEqual([`unknown crm.fault ${host} 500`]);
  expect(await trouble(desk, { url: `${desk.server.url}/crm` })).toEqual([`missing other-server ${host}`]);
  await desk.server.close();
  expect(await trouble(desk)).toEqual([`unknown fetch.refused ${host} ECONNREFUSED`]);
});

test("a page of another program is no EspoCRM", async () => {
  const page = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>Hi</p>"));
  await new Promise<void>((done) => page.listen(0, "127.0.0.1", done));
  onTestFinished(() => new Promise<void>((done) => page.close(() => done())));
  const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  expect(await trouble(await startEspoDesk(), { url })).toEqual([`missing other-server ${new URL(url).host}`]);
});

test.each(["/", "/#Contact/list", "/api/v1", "/api/v1/", "/?x=1"])(
  "the address may stand in a folder and end with %s",
  async (end) => {
    const desk = await startEspoDesk({ folder: "/crm" });
    expect(await trouble(desk, { url: `${desk.server.url}${end}` })).toHaveLength(2);
  },
);

test("the preview is what is written, under the names of EspoCRM", async () => {
  const { connector, config } = await startEspoDesk({ set: { handleField: "cHandle", keyField: "cKey" } });
  const line = lineOf("1");
  const shown = (preview: ReturnType<typeof connector.preview>) =>
    preview.map(({ record, fields }) => [record, fields.map(({ field }) => field)]);
  expect(shown(connector.preview(config, line))).toEqual([
    ["crm.record.contact", ["firstName", "lastName", "emailAddress", "phoneNumber", "cHandle", "description"]],
    ["crm.record.complaint", ["name", "status", "contactId", "cKey", "description"]],
    ["crm.record.interaction", ["type", "parentType", "parentId", "post"]],
  ]);
  const fields = { "contact.phone": null, "contact.handle": "cNick", "complaint.bucket": "cBucket" };
  expect(shown(connector.preview({ ...config, keyField: null, fields }, calmLine("1")))).toEqual([
    ["crm.record.contact", ["firstName", "lastName", "emailAddress", "cNick", "cHandle", "description"]],
    ["crm.espocrm.record-case", ["name", "status", "contactId", "cBucket", "description"]],
    ["crm.record.interaction", ["type", "parentType", "parentId", "post"]],
  ]);
  const call = connector.preview({ ...config, log: "call", userId: "u1" }, calmLine("1"));
  expect(call.map(({ record }) => record)).toEqual(["crm.record.contact", "crm.record.interaction"]);
  expect(call[1]?.fields).toContainEqual({ field: "assignedUserId", value: "u1" });
});

const words = JSON.parse(readFileSync("resources/words/en.json", "utf8")) as {
  readonly crm: { readonly espocrm: Readonly<Record<string, string>> };
};

test("everything that is said of EspoCRM has its words, and no words are left over", () => {
  const folder = "src-main/adapters/crm/espocrm/";
  const source = readdirSync(folder)
    .map((name) => readFileSync(`${folder}${name}`, "utf8"))
    .join("\n");
  const known = Object.keys(words.crm.espocrm);
  const said = (code: string) =>
    source.includes(`"${code}"`) ||
    source.includes(`espocrm.${code}"`) ||
    /^(help\d|(may|without)-(create|read|edit|delete|stream)|field-(required|invalid))$/.test(code);
  expect(known.filter((code) => !said(code))).toEqual([]);
  const codes = [
    ...source.matchAll(
      /(?:trouble|finding|unsure)\([^"`]*"(?:ok|missing|warning|unknown|auth|permanent)", "([\w-]+)"/g,
    ),
  ];
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.map(([, code]) => code).filter((code) => !known.includes(code ?? ""))).toEqual([]);
});
