import { afterEach, beforeEach, expect, test } from "vitest";
import { sendRaw } from "../../support/raw-request.ts";
import type { RawAnswer } from "../../support/raw-request.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.close());

function post(path: string, body: unknown, cookie = ""): Promise<RawAnswer> {
  const host = `127.0.0.1:${desk.server.port}`;
  const text = JSON.stringify(body);
  return sendRaw({
    port: desk.server.port,
    method: "POST",
    path,
    body: text,
    headers: {
      host,
      origin: `http://${host}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
      cookie,
    },
  });
}

const errorOf = (answer: RawAnswer): unknown => (JSON.parse(answer.body) as { error?: unknown }).error;

test("a code lets one browser in, and its cookie carries the session", async () => {
  const { code } = desk.pairing.issue("desk");
  const paired = await post("/pair", { code });
  expect(paired.status).toBe(200);
  const [cookie = ""] = paired.headers["set-cookie"] ?? [];
  expect(cookie).toMatch(/^watchroom-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=31536000$/);
  const answer = await post("/rpc", { method: "session.get", input: {} }, cookie.split(";")[0]);
  expect(JSON.parse(answer.body)).toMatchObject({ result: { device: "desk", person: { name: "Desk" } } });
});

test("the database holds only a hash of the token", async () => {
  const token = await desk.sessions.pair("desk");
  const rows = await desk.parts.store.read.selectFrom("session").selectAll().execute();
  expect(rows.map((row) => row.token_hash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("a code of kind display makes a display that knows nobody by name", async () => {
  const { code } = desk.pairing.issue("display");
  const [cookie = ""] = (await post("/pair", { code })).headers["set-cookie"] ?? [];
  const answer = await post("/rpc", { method: "session.get", input: {} }, cookie.split(";")[0]);
  expect(JSON.parse(answer.body)).toMatchObject({ result: { device: "display", person: null, people: [] } });
});

test("a code works once", async () => {
  const { code } = desk.pairing.issue("desk");
  await post("/pair", { code });
  expect(errorOf(await post("/pair", { code }))).toEqual({ code: "bad-code", params: {} });
});

test("a code is void after ten minutes, and not a moment before", async () => {
  const first = desk.pairing.issue("desk");
  desk.parts.clock.advance(10 * 60_000);
  expect(errorOf(await post("/pair", { code: first.code }))).toEqual({ code: "bad-code", params: {} });
  const second = desk.pairing.issue("desk");
  desk.parts.clock.advance(10 * 60_000 - 1);
  expect((await post("/pair", { code: second.code })).status).toBe(200);
});

test("a new code makes the one before it void", async () => {
  const old = desk.pairing.issue("desk");
  desk.pairing.issue("desk");
  expect(errorOf(await post("/pair", { code: old.code }))).toEqual({ code: "bad-code", params: {} });
});

test("five wrong codes lock for a minute, even for the right one, and replace the code", async () => {
  const { code } = desk.pairing.issue("desk");
  const wrong = code === "00000000" ? "00000001" : "00000000";
  for (let count = 0; count < 5; count += 1)
    expect(errorOf(await post("/pair", { code: wrong }))).toMatchObject({ code: "bad-code" });
  expect(errorOf(await post("/pair", { code }))).toEqual({ code: "too-many-tries", params: { seconds: 60 } });
  desk.parts.clock.advance(60_000);
  expect(errorOf(await post("/pair", { code }))).toMatchObject({ code: "bad-code" });
  desk.parts.clock.advance(120_000);
  expect(desk.replaced.map(({ kind }) => kind)).toEqual(["desk", "desk"]);
  expect((await post("/pair", { code: desk.replaced.at(-1)?.code })).status).toBe(200);
});

test("a code may be typed with spaces", async () => {
  const { code } = desk.pairing.issue("desk");
  expect((await post("/pair", { code: `${code.slice(0, 4)} ${code.slice(4)}` })).status).toBe(200);
});
