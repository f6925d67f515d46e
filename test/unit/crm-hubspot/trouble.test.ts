import { afterEach, describe, expect, test } from "vitest";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import type { HubspotServer } from "../../support/hubspot-server.ts";
import { interactionLine } from "../../support/interaction-line.ts";
import { logOnce } from "../../support/log-once.ts";
import { about, connectHubspot } from "./hubspot-desk.ts";

const { say } = loadWords("resources");
const line = interactionLine();
const servers: HubspotServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function connect(options: Parameters<typeof connectHubspot>[0] = {}) {
  const desk = await connectHubspot(options);
  servers.push(desk.server);
  return desk;
}

const place = { ...about, contact: { id: "1", url: null }, complaint: null };
const refusal = (fields: object) => ({ status: "error", message: "No.", correlationId: "c", ...fields });

describe("what HubSpot's refusals mean", () => {
  test("a missing scope pauses the connector and is named", async () => {
    const { server, connector, config } = await connect();
    server.account.scopes = ["crm.objects.contacts.read"];
    const told = await connector.createContact(config, line.contact, about);
    expect(told).toEqual({
      ok: false,
      trouble: {
        class: "auth",
        says: { code: "crm.hubspot.scope-missing", params: { scopes: "crm.objects.contacts.write" } },
      },
    });
    expect(told.ok ? "" : say(told.trouble.says)).toContain("crm.objects.contacts.write");
  });

  test("a wrong token pauses the connector and is said nowhere", async () => {
    const { secrets, connector, config } = await connect();
    secrets.values.set("crm:T1", "pat-wrong-4711-secret");
    const told = await connector.findContact(config, line.contact, about);
    expect(told).toMatchObject({ trouble: { class: "auth", says: { code: "crm.key-refused" } } });
    expect(JSON.stringify(told)).not.toContain("pat-wrong");
  });

  test("a property that is not there, or not unique, pauses the connector and is named", async () => {
    const { server, connector, config } = await connect();
    server.account.properties.set("wr_handle", false);
    expect(await connector.findContact(config, line.contact, about)).toMatchObject({
      trouble: { class: "auth", says: { code: "crm.hubspot.property-not-unique", params: { property: "wr_handle" } } },
    });
    server.account.properties.clear();
    expect(await connector.createContact(config, line.contact, about)).toMatchObject({
      trouble: { class: "auth", says: { code: "crm.hubspot.property-missing", params: { property: "wr_handle" } } },
    });
    expect(server.there("contacts")).toEqual([]);
  });

  test.for([
    ["SECONDLY", {}, "limit-second", 1_000],
    ["TEN_SECONDLY_ROLLING", {}, "limit-ten-seconds", 10_000],
    ["TEN_SECONDLY_ROLLING", { "retry-after": "4" }, "limit-ten-seconds", 4_000],
    ["DAILY", {}, "limit-day", 3_600_000],
  ] as const)("a 429 of the policy %s (%j) waits", async ([policyName, headers, code, retryAfterMs]) => {
    const { server, connector, config } = await connect();
    server.meet("POST", /notes$/, { status: 429, headers, body: refusal({ errorType: "RATE_LIMIT", policyName }) });
    const told = await connector.createInteraction(config, line, place);
    expect(told).toMatchObject({
      ok: false,
      trouble: { class: "retry", says: { code: `crm.hubspot.${code}` }, retryAfterMs },
    });
  });

  test.for([
    [200, "<html>down for maintenance</html>", "unknown"],
    [302, undefined, "unknown"],
    [500, { status: "error" }, "retry"],
    [502, "<html>bad gateway</html>", "unknown"],
    [413, "", "permanent"],
  ] as const)("a note answered with %i is %s", async ([status, body, kind]) => {
    const { server, connector, config } = await connect();
    const { contact } = await logOnce(connector, config, line);
    const headers = { ...(status === 302 && { location: "/login" }) };
    server.meet("POST", /notes$/, { status, headers, ...(body !== undefined && { body }) });
    const other = interactionLine({ key: "wr:inst1:01JD0000000000000000000007" });
    const told = await connector.createInteraction(config, other, { ...about, contact, complaint: null });
    expect(told).toMatchObject({ ok: false, trouble: { class: kind } });
    expect(server.there("notes")).toHaveLength(1);
  });
});

describe("the test of a connection", () => {
  const codes = async (desk: Awaited<ReturnType<typeof connect>>, changed: object = {}) => {
    const findings = await desk.connector.test({ ...desk.config, ...changed }, about);
    for (const { says } of findings) expect(say(says)).not.toMatch(/^crm\.|\{\{/);
    return findings.map(({ state, says }) => [
      state,
      says.code.replace("crm.hubspot.", ""),
      ...Object.values(says.params),
    ]);
  };

  test("says that everything is there, and writes nothing", async () => {
    const desk = await connect();
    expect(await codes(desk)).toEqual([
      ["ok", "token-ok"],
      ["ok", "scopes-ok"],
      ["ok", "property-ok", "wr_handle"],
      ["ok", "pipeline-ok"],
    ]);
    expect(desk.server.records).toEqual([]);
  });

  test("names each scope that is missing, once", async () => {
    const desk = await connect();
    desk.server.account.scopes = ["crm.objects.contacts.read"];
    expect(await codes(desk)).toEqual([
      ["ok", "token-ok"],
      ["missing", "scope-missing", "tickets"],
      ["missing", "scope-missing", "crm.objects.contacts.write"],
      ["ok", "property-ok", "wr_handle"],
      ["ok", "pipeline-ok"],
    ]);
  });

  test("says that the writing scopes are not known where HubSpot does not tell", async () => {
    const desk = await connect();
    desk.server.account.tellsScopes = false;
    expect(await codes(desk)).toContainEqual(["unknown", "scopes-unknown"]);
  });

  test("names the property that is missing or not unique, and mapped ones", async () => {
    const desk = await connect();
    desk.server.account.properties.clear();
    const fields = { "contact.handle": "social" };
    expect(await codes(desk, { fields })).toEqual([
      ["ok", "token-ok"],
      ["ok", "scopes-ok"],
      ["missing", "property-missing", "wr_handle"],
      ["missing", "field-missing", "social", "contacts"],
      ["ok", "pipeline-ok"],
    ]);
    desk.server.account.properties.set("wr_handle", false);
    expect(await codes(desk)).toContainEqual(["missing", "property-not-unique", "wr_handle"]);
    expect(await codes(desk, { handleProperty: null })).toContainEqual(["warning", "property-none"]);
  });

  test("tells the account's number, and warns of a wrong one", async () => {
    const desk = await connect();
    expect(await codes(desk, { portalId: null })).toContainEqual(["warning", "portal-is", "24681357"]);
    expect(await codes(desk, { portalId: "1" })).toContainEqual(["warning", "portal-other", "24681357", "1"]);
  });

  test("names a pipeline or a stage that is not there, and says where there are no tickets", async () => {
    const desk = await connect();
    const other = await codes(desk, { ticketPipeline: { pipeline: "8", stage: "1" } });
    expect(other).toContainEqual(["missing", "pipeline-missing", "8"]);
    const stage = await codes(desk, { ticketPipeline: { pipeline: "0", stage: "9" } });
    expect(stage).toContainEqual(["missing", "stage-missing", "9", "0"]);
    expect(await codes(desk, { ticketPipeline: null })).toContainEqual(["warning", "tickets-off"]);
  });

  test("ends at a wrong token, and a line that is down says nothing of the set-up", async () => {
    const desk = await connect();
    desk.secrets.values.set("crm:T1", "pat-wrong");
    expect((await desk.connector.test(desk.config, about)).map(({ state, says }) => [state, says.code])).toEqual([
      ["missing", "crm.key-refused"],
    ]);
    await desk.server.close();
    expect((await desk.connector.test(desk.config, about)).map(({ state }) => state)).toEqual(["unknown"]);
  });
});
