import { afterEach, describe, expect, test } from "vitest";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import { interactionLine } from "../../support/interaction-line.ts";
import { logOnce } from "../../support/log-once.ts";
import { referenceField } from "../../support/pipedrive-server.ts";
import type { PipedriveServer } from "../../support/pipedrive-server.ts";
import { about, connectPipedrive } from "./pipedrive-desk.ts";

const { say } = loadWords("resources");
const line = interactionLine();
const servers: PipedriveServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function connect(changed: Parameters<typeof connectPipedrive>[0] = {}) {
  const desk = await connectPipedrive(changed);
  servers.push(desk.server);
  return desk;
}

const no = (error: string) => ({ success: false, error });

describe("what Pipedrive's refusals mean", () => {
  test.for([
    ["the burst limit", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2" }, "", "limit-burst", 2_000],
    ["the burst limit without a word", {}, "", "limit-burst", 2_000],
    ["the day's budget", { "x-daily-ratelimit-token-remaining": "0" }, "", "limit-day", 3_600_000],
    ["the day's budget in words", {}, "Daily API token budget exceeded", "limit-day", 3_600_000],
  ] as const)("a 429 for %s waits", async ([, headers, error, code, retryAfterMs]) => {
    const { server, connector, config } = await connect();
    server.meet("POST", /persons$/, { status: 429, headers, body: no(error) });
    expect(await connector.createContact(config, line.contact, about)).toMatchObject({
      ok: false,
      trouble: { class: "retry", says: { code: `crm.pipedrive.${code}` }, retryAfterMs },
    });
    expect(server.persons).toEqual([]);
  });

  test.for([
    [401, no("unauthorized access"), "auth", "crm.key-refused"],
    [402, no("Payment required"), "auth", "crm.pipedrive.plan-ended"],
    [403, no("Scope and URL mismatch"), "auth", "crm.pipedrive.forbidden"],
    [403, no("You do not have permission to see this person"), "permanent", "crm.refused-because"],
    [403, "<html>blocked</html>", "retry", "crm.pipedrive.shut-out"],
    [400, no("Validation failed: type"), "permanent", "crm.refused-because"],
    [500, no("oops"), "retry", "crm.fault"],
    [200, "<html>hello</html>", "unknown", "crm.not-json"],
    [200, { success: false }, "unknown", "crm.unfit"],
    [413, no("too large"), "permanent", "crm.refused-because"],
  ] as const)("an activity answered with %i %j is %s", async ([status, body, kind, code]) => {
    const { server, connector, config } = await connect();
    const { contact } = await logOnce(connector, config, line);
    server.meet("POST", /activities$/, { status, body });
    const other = interactionLine({ key: "wr:inst1:01JD0000000000000000000007" });
    const told = await connector.createInteraction(config, other, { ...about, contact, complaint: null });
    expect(told).toMatchObject({ ok: false, trouble: { class: kind, says: { code } } });
    expect(told.ok ? "" : say(told.trouble.says)).not.toMatch(/^crm\.|\{\{/);
    expect(server.activities).toHaveLength(1);
  });

  test("person_id on an activity is refused there, so ours never has it", async () => {
    const { server, connector, config } = await connect();
    await logOnce(connector, config, line);
    const sent = server.requests.find(({ method, path }) => method === "POST" && path.endsWith("/activities"));
    const send = (body: unknown) =>
      fetch(`${server.url}/api/v2/activities`, {
        method: "POST",
        headers: { "x-api-token": server.token },
        body: JSON.stringify(body),
      });
    expect((await send(sent?.body)).status).toBe(201);
    expect((await send({ ...(sent?.body as object), person_id: 700 })).status).toBe(400);
  });
});

describe("the test of a connection", () => {
  const codes = async (desk: Awaited<ReturnType<typeof connect>>, changed: object = {}) => {
    const findings = await desk.connector.test({ ...desk.config, ...changed }, about);
    for (const { says } of findings) expect(say(says)).not.toMatch(/^crm\.|\{\{/);
    return findings.map(({ state, says }) => [
      state,
      says.code.replace("crm.pipedrive.", ""),
      ...Object.values(says.params),
    ]);
  };

  test("says that everything is there, in v2 or still in v1, and writes nothing", async () => {
    const desk = await connect({ userId: 31 });
    const whole = [
      ["ok", "token-ok"],
      ["ok", "field-ok", referenceField],
      ["ok", "type-ok", "task"],
      ["ok", "user-ok", 31],
    ];
    expect(await codes(desk)).toEqual(whole);
    desk.server.company.hasV2Fields = false;
    expect(await codes(desk)).toEqual(whole);
    expect(desk.server.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test("names the field, the type and the user that are not there", async () => {
    const desk = await connect({ referenceField: "abc", activityType: "chat", userId: 8 });
    expect(await codes(desk, { fields: { "contact.handle": "social" } })).toEqual([
      ["ok", "token-ok"],
      ["missing", "field-missing", "abc"],
      ["missing", "field-missing", "social"],
      ["missing", "type-missing", "chat"],
      ["missing", "user-missing", 8],
    ]);
  });

  test("warns where there is no field for the reference", async () => {
    const desk = await connect({ referenceField: null });
    expect(await codes(desk)).toEqual([
      ["ok", "token-ok"],
      ["warning", "field-none"],
      ["ok", "type-ok", "task"],
    ]);
  });

  test("ends at a wrong token, which it says nowhere", async () => {
    const desk = await connect();
    desk.secrets.values.set("crm:T1", "wrong4711token");
    const findings = await desk.connector.test(desk.config, about);
    expect(findings.map(({ state, says }) => [state, says.code])).toEqual([["missing", "crm.key-refused"]]);
    expect(JSON.stringify(findings)).not.toContain("wrong4711token");
  });
});
