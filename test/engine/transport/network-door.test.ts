import { afterEach, beforeEach, expect, test } from "vitest";
import { methods } from "../../../src-main/contract/methods.ts";
import { Refusal } from "../../../src-main/contract/refusal.ts";
import type { RefusalBody } from "../../../src-main/contract/refusal.ts";
import { createDevicesAtWork } from "../../../src-main/transport/http/devices-at-work.ts";
import type { DevicesAtWork } from "../../../src-main/transport/http/devices-at-work.ts";
import { startHttpServer } from "../../../src-main/transport/http.ts";
import type { HttpServer } from "../../../src-main/transport/http.ts";
import { sendRaw } from "../../support/raw-request.ts";
import type { RawAnswer } from "../../support/raw-request.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

// Another address of this computer than the desk's own stands for the network.
const address = "127.0.0.2";
let desk: TestDesk;
let network: HttpServer;
let devices: DevicesAtWork;
/** What happens while somebody is looked up. */
let meanwhile: () => Promise<void> | void;

beforeEach(async () => {
  desk = await startTestDesk();
  devices = createDevicesAtWork(desk.parts);
  meanwhile = () => {};
  const { sessions, pairing } = desk;
  const pair = async (given: string): Promise<{ token: string } | RefusalBody> => {
    try {
      const { kind, name, wall } = pairing.redeem(given, "network");
      return { token: await sessions.pair(kind, { name, wall, from: "network" }) };
    } catch (cause) {
      if (cause instanceof Refusal) return { error: { code: cause.code, params: { ...cause.params } } };
      throw cause;
    }
  };
  network = await startHttpServer({
    ...{ ...desk.parts, dispatch: desk.dispatch, changes: desk.changes, page: desk.page, devices, pair, address },
    ...{ port: 0, admits: "displays", wasRevoked: sessions.wasRevoked },
    callOf: async (token) => {
      const found = await sessions.callOf(token, "network");
      await meanwhile();
      return found;
    },
  });
});
afterEach(async () => {
  await network.close();
  await desk.close();
});

type Sent = { readonly cookie?: string; readonly host?: string; readonly origin?: string; readonly site?: string };

function send(method: "GET" | "POST", path: string, body: unknown, sent: Sent = {}): Promise<RawAnswer> {
  const { port } = network;
  const host = sent.host ?? `${address}:${port}`;
  const text = body === null ? "" : JSON.stringify(body);
  return sendRaw({
    ...{ port, address, method, path },
    ...(body === null ? {} : { body: text }),
    headers: {
      ...{ host, origin: sent.origin ?? (method === "GET" ? undefined : `http://${host}`) },
      ...{ "sec-fetch-site": sent.site, cookie: sent.cookie },
      ...(body === null ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
    },
  });
}

const cookieOf = (token: string): string => `watchroom-${network.port}=${token}`;
const errorOf = (answer: RawAnswer): unknown => (JSON.parse(answer.body) as { error?: unknown }).error;
const call = (method: string, cookie: string) => send("POST", "/rpc", { method, input: {} }, { cookie });

async function pairDisplay(): Promise<string> {
  const { code } = desk.pairing.issue("display");
  const paired = await send("POST", "/pair", { code });
  expect(paired.status).toBe(200);
  return paired.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

test("a display code lets a display in over the network, and its session asks from there", async () => {
  const cookie = await pairDisplay();
  const answer = await call("session.get", cookie);
  expect(JSON.parse(answer.body)).toMatchObject({ result: { device: "display", person: null, people: [] } });
  const [row] = await desk.parts.store.read.selectFrom("session").selectAll().execute();
  expect(row).toMatchObject({ device: "display", seen_from: "network" });
});

test("a desk code is refused over the network in words, and is void from then on", async () => {
  const { code } = desk.pairing.issue("desk");
  const answer = await send("POST", "/pair", { code });
  expect([answer.status, answer.headers["set-cookie"], errorOf(answer)]).toEqual([
    403,
    undefined,
    { code: "display-code-needed", params: {} },
  ]);
  expect(() => desk.pairing.redeem(code)).toThrow(expect.objectContaining({ code: "bad-code" }));
  expect(desk.replaced.map(({ kind }) => kind)).toEqual(["desk"]);
});

test("a desk session is nobody over the network, by call and by stream", async () => {
  const cookie = cookieOf(await desk.sessions.pair("desk"));
  const answers = [
    await call("triage.page", cookie),
    await call("session.get", cookie),
    await send("GET", "/events", null, { cookie }),
  ];
  expect(answers.map((answer) => [answer.status, errorOf(answer)])).toEqual(
    Array.from({ length: 3 }, () => [401, { code: "not-paired", params: { admits: "displays" } }]),
  );
});

test("of all methods a display over the network gets its session, its status and its wall", async () => {
  const cookie = await pairDisplay();
  const got: string[] = [];
  for (const method of Object.keys(methods)) {
    const error = errorOf(await call(method, cookie)) as { code: string } | undefined;
    if (error?.code !== "not-allowed") got.push(method);
  }
  expect(got.toSorted()).toEqual(["session.get", "status.get", "wallboard.snapshot"]);
});

test("what a display gets names no person, no account, no headline of the next breach", async () => {
  await desk.parts.addPerson("Hettie Moss", "lead");
  const cookie = await pairDisplay();
  const answers = await Promise.all(
    ["session.get", "status.get", "wallboard.snapshot"].map((name) => call(name, cookie)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.map(({ body }) => body).join()).not.toMatch(/Hettie|Moss/);
  expect(JSON.parse(answers[1]?.body ?? "")).toMatchObject({
    result: { nextBreach: null, shift: null, outbox: { paused: [] }, publishing: { paused: [] } },
  });
});

test.each([
  ["the name of another site", { host: "evil.example" }, 421],
  ["the desk's own address", { host: "127.0.0.1" }, 421],
  ["another port of the address", { host: `${address}:1` }, 421],
  ["a name for it", { host: "localhost" }, 421],
  ["another origin", { origin: "http://evil.example" }, 403],
  ["a page of another site", { site: "cross-site" }, 403],
  ["a page of another port", { site: "same-site" }, 403],
])("%s is turned away", async (_name, sent, status) => {
  const withPort =
    "host" in sent && !sent.host.includes(":") ? { ...sent, host: `${sent.host}:${network.port}` } : sent;
  expect((await send("POST", "/rpc", { method: "session.get", input: {} }, withPort)).status).toBe(status);
});

test("five wrong codes lock the network for a minute and take no code from the desk's own browsers", async () => {
  const own = desk.pairing.issue("desk");
  const display = desk.pairing.issue("display", { name: "Foyer", wall: null });
  for (let tries = 0; tries < 5; tries += 1)
    expect(errorOf(await send("POST", "/pair", { code: "0000" }))).toMatchObject({ code: "bad-code" });
  const locked = await send("POST", "/pair", { code: display.code });
  expect([locked.status, errorOf(locked)]).toEqual([429, { code: "too-many-tries", params: { seconds: 60 } }]);
  expect(desk.replaced.map(({ kind, name }) => [kind, name])).toEqual([["display", "Foyer"]]);
  expect(desk.pairing.redeem(own.code).kind).toBe("desk");
  desk.parts.clock.advance(60_000);
  expect((await send("POST", "/pair", { code: desk.replaced[0]?.code })).status).toBe(200);
});

test("the page and nothing beside it is served, and no other origin may read it", async () => {
  const page = await send("GET", "/triage", null);
  expect([page.status, page.body, page.headers["access-control-allow-origin"]]).toEqual([
    200,
    expect.stringContaining("Watchroom"),
    undefined,
  ]);
  expect((await send("GET", "/../secret.json", null)).status).toBe(404);
});

test("a display that is kept out loses its stream at once, and its next call says that it was let in once", async () => {
  const cookie = await pairDisplay();
  const stream = await fetch(`${network.url}/events`, { headers: { cookie } });
  const reader = stream.body?.getReader();
  await reader?.read();
  const [row] = await desk.parts.store.read.selectFrom("session").select("public_id").execute();
  const id = row?.public_id ?? "";
  expect(devices.presence(id).isOpen).toBe(true);
  await desk.parts.store.write((trx) => trx.updateTable("session").set({ revoked_at: 1 }).execute());
  devices.cutOff(id);
  let chunk = await reader?.read();
  while (chunk && !chunk.done) chunk = await reader?.read();
  expect([chunk?.done, devices.presence(id).isOpen]).toEqual([true, false]);
  expect(errorOf(await call("wallboard.snapshot", cookie))).toEqual({
    code: "not-paired",
    params: { admits: "displays", revoked: 1 },
  });
});

test("a display that is kept out while its stream or its call is looked up gets neither", async () => {
  const cookie = await pairDisplay();
  const [row] = await desk.parts.store.read.selectFrom("session").select("public_id").execute();
  meanwhile = async () => {
    await desk.parts.store.write((trx) => trx.updateTable("session").set({ revoked_at: 1 }).execute());
    devices.cutOff(row?.public_id ?? "");
    await desk.parts.store.write((trx) => trx.updateTable("session").set({ revoked_at: null }).execute());
  };
  const stream = await fetch(`${network.url}/events`, { headers: { cookie } });
  const answer = await call("wallboard.snapshot", cookie);
  expect([stream.status, answer.status, errorOf(answer)]).toEqual([
    401,
    401,
    { code: "not-paired", params: { admits: "displays", revoked: 1 } },
  ]);
});

test("a display hears of what it can ask for, and of nothing else that happens at the desk", async () => {
  const cookie = await pairDisplay();
  desk.changes.tell(["contacts", "approvals"]);
  const stream = await fetch(`${network.url}/events`, { headers: { cookie, "last-event-id": "0" } });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  desk.changes.tell(["people", "wallboard", "alarms", "case", "status"]);
  let heard = "";
  while (!heard.includes("wallboard")) heard += (await reader?.read())?.value ?? "";
  await reader?.cancel();
  expect(heard).not.toMatch(/contacts|approvals|people|case/);
  expect(heard).toContain('"topics":["wallboard","alarms","status"]');
  expect(heard).toContain('"seq":1,"topics":[]');
});
