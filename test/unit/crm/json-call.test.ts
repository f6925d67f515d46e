import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createCrmCaller } from "../../../src-main/adapters/crm/json-call.ts";
import type { CrmCall } from "../../../src-main/adapters/crm/json-call.ts";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import type { CrmTold, CrmTrouble } from "../../../src-main/ports/crm-connector.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { answer, startFaultServer } from "../../support/fault-server.ts";
import type { FaultServer, FaultServerOptions, Misbehave } from "../../support/fault-server.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";

const key = "Kf9 s3cret&";
const { say } = loadWords("resources");
const pem = (name: string) => readFileSync(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url), "utf8");

const servers: FaultServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(misbehave: Misbehave, options: FaultServerOptions = {}): Promise<FaultServer> {
  const server = await startFaultServer(misbehave, options);
  servers.push(server);
  return server;
}

const Contact = z.object({ id: z.string() });
type Contact = z.infer<typeof Contact>;
type Asked = Partial<CrmCall<Contact>> & { readonly emptyIs?: "none"; readonly timeoutMs?: number };

const json = { "content-type": "application/json" };
const page = { "content-type": "text/html; charset=utf-8" };
const withKey = (secret: string) => ({ "x-api-key": secret });

function caller({ hasNetwork = true, kept = key as string | null, timeoutMs = 2_000 } = {}) {
  const secrets = createMemorySecrets();
  if (kept !== null) secrets.values.set("crm:T1", kept);
  const http = createFetchHttp({
    hasNetwork: () => hasNetwork,
    certificateAuthorities: [pem("expired"), pem("other-host")],
  });
  return createCrmCaller({ http, secrets, clock: createFakeClock(), timeoutMs });
}

async function ask(server: string, asked: Asked = {}): Promise<CrmTold<Contact | null>> {
  const { timeoutMs = 2_000, ...about } = asked;
  const { call } = caller({ timeoutMs });
  const told = await call({
    ...{ target: { targetId: "T1" }, server, path: "/api/v1/Contact", headers: withKey, as: Contact },
    ...about,
  });
  expectNoKey(told);
  return told;
}

/** Whatever went wrong: neither the value that goes to the database nor the sentence on the screen holds the key. */
function expectNoKey(told: CrmTold<unknown>): void {
  const said = told.ok ? "" : `${JSON.stringify(told.trouble)} ${say(told.trouble.says)}`;
  for (const form of [key, encodeURIComponent(key), Buffer.from(key).toString("base64"), key.slice(0, 6)])
    expect(said).not.toContain(form);
  expect(told.ok ? "Fine." : say(told.trouble.says)).toMatch(/^[^{}]+$/);
}

async function troubleOf(server: string, asked: Asked = {}): Promise<CrmTrouble> {
  const told = await ask(server, asked);
  if (told.ok) throw new Error("This should have failed");
  return told.trouble;
}

const post = { method: "POST", body: { lastName: "Ж" } } as const;
const replies =
  (status: number, headers: Record<string, string>, body = "") =>
  (socket: Parameters<Misbehave>[0]) =>
    void socket.end(answer(status, headers, body));

describe("a CRM that answers well", () => {
  test("is asked with the key, and its JSON is the value", async () => {
    const server = await serve(replies(200, json, '{"id":"c1","more":true}'));
    const query = { "where[0][type]": "equals", select: ["id", "name"], maxSize: 1 };
    expect(await ask(`${server.url}crm/`, { query })).toEqual({ ok: true, value: { id: "c1" } });
    expect(server.requests).toEqual([
      {
        method: "GET",
        path: "/crm/api/v1/Contact?where%5B0%5D%5Btype%5D=equals&select=id&select=name&maxSize=1",
        headers: expect.objectContaining({ "x-api-key": key, accept: "application/json" }) as unknown,
      },
    ]);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE"] as const)("takes a %s with JSON", async (method) => {
    const server = await serve(replies(201, json, '{"id":"c1"}'));
    expect(await ask(server.url, { ...post, method })).toEqual({ ok: true, value: { id: "c1" } });
    expect(server.requests[0]).toMatchObject({
      method,
      headers: { "content-type": "application/json", "content-length": "17", "x-api-key": key },
    });
  });

  test("says with 204 that there is nothing more to say", async () => {
    const server = await serve(replies(204, {}));
    const { call } = caller();
    const told = await call({
      ...{ target: { targetId: "T1" }, server: server.url, path: "/1", headers: withKey },
      ...{ method: "DELETE", as: z.null() },
    });
    expect(told).toEqual({ ok: true, value: null });
  });

  test("says with 404 that there is none, where a search says so; a page of 404 says nothing", async () => {
    const empty = await serve(replies(404, json, '{"error":{"code":404}}'));
    expect(await ask(empty.url, { emptyIs: "none" })).toEqual({ ok: true, value: null });
    const bare = await serve(replies(404, page));
    expect(await ask(bare.url, { emptyIs: "none" })).toEqual({ ok: true, value: null });
    const html = await serve(replies(404, page, "<h1>Not found on this server</h1>"));
    expect(await ask(html.url, { emptyIs: "none" })).toMatchObject({ trouble: { class: "retry" } });
    expect(await ask(empty.url)).toMatchObject({ trouble: { class: "permanent" } });
  });

  test("gives the value with a refusal, where the connector takes it from there", async () => {
    const server = await serve(replies(409, json, '[{"id":"there"}]'));
    const take: Asked["take"] = (seen) => (seen.httpStatus === 409 ? z.array(Contact).parse(seen.json)[0] : undefined);
    expect(await ask(server.url, { ...post, take })).toEqual({ ok: true, value: { id: "there" } });
  });
});

const html = "<html><title>Upgrade</title><body>We are back soon</body></html>";
const unusable: readonly (readonly [string, Misbehave, string])[] = [
  ["a page with 200", replies(200, page, html), "crm.not-json"],
  ["the text that Dolibarr gives with 202 when its database is down", replies(202, page, "Error"), "crm.not-json"],
  ["JSON that calls itself a page", replies(200, page, '{"id":"c1"}'), "crm.not-json"],
  ["half of its JSON", replies(200, json, '{"id":"c'), "crm.not-json"],
  ["JSON that does not fit", replies(200, json, '{"id":1}'), "crm.unfit"],
  ["nothing", replies(200, json), "crm.not-json"],
  ["a redirect to a page", replies(302, { location: "/install/index.php" }), "crm.redirected"],
  ["a redirect elsewhere", replies(308, { location: "https://other.example/" }), "crm.redirected"],
  ["502 from a gateway", replies(502, page, html), "crm.fault"],
  ["504 from a gateway", replies(504, page, html), "crm.fault"],
  ["silence", () => {}, "fetch.timed-out"],
  ["a line that breaks", (socket) => socket.resetAndDestroy(), "fetch.broke-off"],
  ["an end without an answer", (socket) => socket.end(), "fetch.empty"],
  ["half an answer", (socket) => socket.end('HTTP/1.1 201 Any\r\ncontent-length: 99\r\n\r\n{"i'), "fetch.broke-off"],
  ["no HTTP", (socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"), "fetch.not-http"],
];

describe("an answer that does not say what was done", () => {
  test.each(unusable)("%s: a question is asked again, a write is unknown", async (_, misbehave, code) => {
    const server = await serve(misbehave);
    const asked = { timeoutMs: 150 };
    expect(await troubleOf(server.url, asked)).toMatchObject({ class: "retry", says: { code } });
    expect(await troubleOf(server.url, { ...post, ...asked })).toMatchObject({ class: "unknown", says: { code } });
    expect(await troubleOf(server.url, { ...post, ...asked, isRead: true })).toMatchObject({ class: "retry" });
    expect(server.requests.length).toBe(3);
  });

  test("a redirect is followed nowhere, and its words name where it led", async () => {
    const server = await serve(replies(307, { location: "https://evil.example/" }));
    const { says } = await troubleOf(server.url);
    expect(says.params).toMatchObject({ other: "evil.example" });
    expect(server.requests.length).toBe(1);
  });
});

describe("a CRM that is to be left alone for a while", () => {
  const ten = "TEN_SECONDLY_ROLLING";
  const interval = { "x-hubspot-ratelimit-interval-milliseconds": "7000" };
  test.each<readonly [string, number, Record<string, string>, string, number | undefined]>([
    ["429 with seconds", 429, { "retry-after": "12" }, "", 12_000],
    ["429 with a date", 429, { "retry-after": "Tue, 17 Nov 2026 10:00:30 GMT" }, "", 30_000],
    [
      "429 with a date on a clock of its own",
      429,
      { "retry-after": "Tue, 17 Nov 2026 12:00:30 GMT", date: "Tue, 17 Nov 2026 12:00:10 GMT" },
      "",
      20_000,
    ],
    ["429 of Pipedrive", 429, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2" }, "", 2_000],
    ["429 of HubSpot", 429, json, `{"policyName":"${ten}"}`, 10_000],
    ["429 of HubSpot with its window", 429, { ...json, ...interval }, `{"policyName":"${ten}"}`, 7_000],
    ["429 of HubSpot for today", 429, { ...json, ...interval }, '{"policyName":"DAILY"}', 3_600_000],
    ["429 without a word", 429, {}, "", undefined],
    ["429 for a week", 429, { "retry-after": "604800" }, "", 86_400_000],
    ["503 with seconds", 503, { "retry-after": "120" }, "", 120_000],
    ["500 without a word", 500, page, "", undefined],
    ["408", 408, {}, "", undefined],
    ["425", 425, {}, "", undefined],
  ])("%s", async (_, status, headers, body, retryAfterMs) => {
    const server = await serve(replies(status, headers, body));
    for (const asked of [{}, post]) {
      const trouble = await troubleOf(server.url, asked);
      expect([trouble.class, trouble.retryAfterMs]).toEqual(["retry", retryAfterMs]);
    }
  });

  test("a write that nobody waited for any longer may still be under way: a minute passes before anybody looks", async () => {
    const silent = await serve(() => {});
    const gateway = await serve(replies(504, page));
    const waits = async (asked: Asked) => [
      (await troubleOf(silent.url, { ...asked, timeoutMs: 150 })).retryAfterMs,
      (await troubleOf(gateway.url, asked)).retryAfterMs,
    ];
    expect([await waits(post), await waits({})]).toEqual([
      [60_000, 60_000],
      [undefined, undefined],
    ]);
  });

  test("a server that never heard us is asked again; without a network it is no attempt", async () => {
    const server = await serve(() => {});
    await server.close();
    expect(await troubleOf(server.url, post)).toMatchObject({ class: "retry", says: { code: "fetch.refused" } });
    const { call } = caller({ hasNetwork: false });
    const told = await call({
      ...{ target: { targetId: "T1" }, server: "https://crm.invalid", path: "/", headers: withKey, as: Contact },
    });
    expect(told).toMatchObject({ trouble: { class: "offline", says: { code: "fetch.offline" } } });
  });
});

describe("a target that a person must look at", () => {
  test("401 always, 403 where the connector says so", async () => {
    const wrong = await serve(replies(401, json, `{"message":"Unknown key ${key}"}`));
    expect(await troubleOf(wrong.url, post)).toMatchObject({ class: "auth", says: { code: "crm.key-refused" } });
    const mayNot = await serve(replies(403, { "x-status-reason": "No access to Contact" }));
    expect(await troubleOf(mayNot.url)).toMatchObject({ class: "permanent" });
    expect(await troubleOf(mayNot.url, { forbiddenIs: "auth" })).toEqual({
      class: "auth",
      says: {
        code: "crm.forbidden-because",
        params: { host: new URL(mayNot.url).host, status: 403, words: "No access to Contact" },
      },
    });
  });

  test.each<readonly [string | null, string]>([
    [null, "crm.key-missing"],
    ["", "crm.key-missing"],
    ["two\nlines", "crm.key-unfit"],
    ["ключ", "crm.key-unfit"],
  ])("the key is %j", async (kept, code) => {
    const server = await serve(replies(200, json, '{"id":"c1"}'));
    const { call } = caller({ kept });
    const told = await call({
      ...{ target: { targetId: "T1" }, server: server.url, path: "/", headers: withKey, as: Contact },
    });
    expect(told).toMatchObject({ ok: false, trouble: { class: "auth", says: { code } } });
    expect(server.requests).toEqual([]);
  });

  test("the keyring is locked", async () => {
    const get = () => Promise.reject(new Error(`The keyring did not answer for ${key}`));
    const secrets = { ...createMemorySecrets(), get };
    const { call } = createCrmCaller({ http: createFetchHttp(), secrets, clock: createFakeClock() });
    const told = await call({
      ...{ target: { targetId: "T1" }, server: "https://crm.example", path: "/", headers: withKey, as: Contact },
    });
    expect(told).toMatchObject({ ok: false, trouble: { class: "auth", says: { code: "crm.keyring-locked" } } });
    expectNoKey(told);
  });

  test.each([
    ["expired", "crm.certificate-expired"],
    ["other-host", "crm.certificate-other-host"],
    ["good", "crm.certificate-untrusted"],
  ])("its certificate is no good (%s)", async (name, code) => {
    const server = await serve(replies(200, json, '{"id":"c1"}'), {
      tls: { key: pem(`${name}-key`), cert: pem(name) },
    });
    expect(await troubleOf(server.url, post)).toMatchObject({ class: "auth", says: { code } });
    expect(server.requests).toEqual([]);
  });

  test("its address would carry the key over an open line", async () => {
    for (const asked of [{}, post])
      expect(await troubleOf("http://10.0.0.7", asked)).toMatchObject({
        class: "auth",
        says: { code: "fetch.not-secure" },
      });
  });
});

describe("a line that will never be taken", () => {
  test.each<readonly [number, Record<string, string>, string, string]>([
    [400, { "x-status-reason": "Bad value for phoneNumber" }, "", "Bad value for phoneNumber"],
    [400, json, '{"error":{"code":400,"message":"Bad Request: \\"lastname\\" is missing"}}', 'lastname" is missing'],
    [403, json, '{"success":false,"error":"Scope and URL mismatch"}', "Scope and URL mismatch"],
    [409, json, '{"status":"error","message":"Contact already exists"}', "Contact already exists"],
    [413, page, "<html><head><style>b{}</style></head><h1>413 Request Entity Too Large</h1></html>", "Too Large"],
    [422, json, '{"errors":[{"message":"Invalid e-mail"}]}', "Invalid e-mail"],
  ])("%i with the server's own reason", async (status, headers, body, words) => {
    const server = await serve(replies(status, headers, body));
    const { class: kind, says } = await troubleOf(server.url, post);
    expect([kind, says.code]).toEqual(["permanent", "crm.refused-because"]);
    expect(says.params["words"]).toContain(words);
    expect(says.params["words"]).not.toMatch(/[<>]/);
  });

  test("without a reason the status is all there is to say", async () => {
    const server = await serve(replies(404, page));
    expect(await troubleOf(server.url, post)).toMatchObject({ class: "permanent", says: { code: "crm.refused" } });
  });

  test("the reason is one line of at most 300 characters without keys, ours or any", async () => {
    const forms = [key, encodeURIComponent(key), Buffer.from(key).toString("base64"), `Bearer ${key}`];
    const other = "pat-eu1-1f2e3d4c-5b6a-7980-1122-334455667788";
    const message = `${"Wrong.\n".repeat(40)} ${forms.join(" | ")} ${other}${"x".repeat(900)}`;
    for (const size of [0, 10, 280, 290]) {
      const server = await serve(replies(400, json, JSON.stringify({ message: message.slice(280 - size) })));
      const { says } = await troubleOf(server.url, post);
      const words = String(says.params["words"]);
      expect(words.length).toBeLessThanOrEqual(300);
      expect(words).not.toContain("\n");
      expect(words).not.toContain("pat-eu1");
    }
  });

  test("a connector's own judgement comes before the table", async () => {
    const server = await serve(
      replies(503, json, '{"error":{"message":"Error when validating parameter sqlfilters"}}'),
    );
    const judge: Asked["judge"] = ({ httpStatus, reason }) =>
      httpStatus === 503 && reason.includes("sqlfilters")
        ? { class: "permanent", says: { code: "crm.refused", params: { host: "h", status: 503 } } }
        : null;
    expect(await troubleOf(server.url, { judge })).toMatchObject({ class: "permanent" });
    const other = await serve(replies(503, json, "{}"));
    expect(await troubleOf(other.url, { judge })).toMatchObject({ class: "retry" });
  });
});
