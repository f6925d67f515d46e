import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendRaw } from "../../support/raw-request.ts";
import type { RawAnswer, RawRequest } from "../../support/raw-request.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

let desk: TestDesk;
let cookie: string;
let displayCookie: string;
let host: string;

beforeAll(async () => {
  desk = await startTestDesk();
  host = `127.0.0.1:${desk.server.port}`;
  cookie = `watchroom-${desk.server.port}=${await desk.sessions.pair("desk")}`;
  displayCookie = `watchroom-${desk.server.port}=${await desk.sessions.pair("display")}`;
});
afterAll(() => desk.close());

const rpc = (method: string, input: unknown = {}) => JSON.stringify({ method, input });
const id = "01KA8K3F0000000000000000ZZ";

/** What our own page sends; an attack changes one thing of it. */
function ownCall(change: Partial<RawRequest> = {}, headers: RawRequest["headers"] = {}): Promise<RawAnswer> {
  const body = change.body ?? rpc("session.get");
  return sendRaw({
    port: desk.server.port,
    method: "POST",
    path: "/rpc",
    ...change,
    body,
    headers: {
      host,
      origin: `http://${host}`,
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
      cookie,
      ...(change.method === "GET" ? {} : { "content-length": Buffer.byteLength(body) }),
      ...headers,
    },
  });
}

function rawSocket(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(desk.server.port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

test("our own page is answered", async () => {
  const answer = await ownCall();
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    200,
    { result: expect.objectContaining({ device: "desk" }) },
  ]);
});

const attacks: readonly (readonly [string, number, () => Promise<RawAnswer>])[] = [
  ["no cookie", 401, () => ownCall({}, { cookie: "" })],
  ["a cookie of another name", 401, () => ownCall({}, { cookie: cookie.replace("watchroom", "session") })],
  ["a guessed token", 401, () => ownCall({}, { cookie: `watchroom-${desk.server.port}=${"A".repeat(43)}` })],
  [
    "a token with quotes for SQL in it",
    401,
    () => ownCall({}, { cookie: `watchroom-${desk.server.port}=' OR '1'='1` }),
  ],
  [
    "two cookies of our name, one planted",
    401,
    () => ownCall({}, { cookie: `watchroom-${desk.server.port}=${"A".repeat(43)}; ${cookie}` }),
  ],
  [
    "the token as bearer instead of cookie",
    401,
    () => ownCall({}, { cookie: "", authorization: `Bearer ${cookie.split("=")[1]}` }),
  ],
  ["the token in the address", 401, () => ownCall({ path: `/rpc?token=${cookie.split("=")[1]}` }, { cookie: "" })],
  [
    "another name for this computer (DNS rebinding)",
    421,
    () => ownCall({}, { host: `evil.example:${desk.server.port}` }),
  ],
  [
    "rebinding with the matching Origin",
    421,
    () => ownCall({}, { host: `evil.example:${desk.server.port}`, origin: `http://evil.example:${desk.server.port}` }),
  ],
  ["a name that begins like ours", 421, () => ownCall({}, { host: `127.0.0.1.evil.example:${desk.server.port}` })],
  ["our Host without its port", 421, () => ownCall({}, { host: "127.0.0.1" })],
  ["our Host with another port", 421, () => ownCall({}, { host: "127.0.0.1:80" })],
  ["an address that also reaches us", 421, () => ownCall({}, { host: `0.0.0.0:${desk.server.port}` })],
  [
    "the page itself under a foreign Host",
    421,
    () => sendRaw({ port: desk.server.port, path: "/", headers: { host: "evil.example" } }),
  ],
  [
    "a form of another site",
    403,
    () => ownCall({}, { origin: "https://evil.example", "sec-fetch-site": "cross-site" }),
  ],
  [
    "another port of this computer",
    403,
    () => ownCall({}, { origin: "http://127.0.0.1:9", "sec-fetch-site": "same-site" }),
  ],
  ["the same name over https", 403, () => ownCall({}, { origin: `https://${host}` })],
  ["localhost's page against 127.0.0.1", 403, () => ownCall({}, { origin: `http://localhost:${desk.server.port}` })],
  ["Origin null, from a sandboxed frame", 403, () => ownCall({}, { origin: "null" })],
  ["no Origin on a write", 403, () => ownCall({}, { origin: undefined })],
  ["an honest Origin but a cross-site fetch", 403, () => ownCall({}, { "sec-fetch-site": "cross-site" })],
  ["a same-site fetch", 403, () => ownCall({}, { "sec-fetch-site": "same-site" })],
  [
    "reading events from another origin",
    403,
    () => ownCall({ method: "GET", path: "/events", body: "" }, { origin: "https://evil.example" }),
  ],
  [
    "embedding our script from another site",
    403,
    () =>
      ownCall(
        { method: "GET", path: "/assets/index-1a2b.js", body: "" },
        { origin: undefined, "sec-fetch-site": "cross-site" },
      ),
  ],
  ["a simple form post (text/plain)", 415, () => ownCall({}, { "content-type": "text/plain" })],
  ["a form post (urlencoded)", 415, () => ownCall({}, { "content-type": "application/x-www-form-urlencoded" })],
  ["no content type", 415, () => ownCall({}, { "content-type": undefined })],
  ["JSON hidden in another type", 415, () => ownCall({}, { "content-type": "text/plain; application/json" })],
  ["a compressed body", 415, () => ownCall({}, { "content-encoding": "gzip" })],
  [
    "a preflight",
    405,
    () => ownCall({ method: "OPTIONS" }, { "access-control-request-method": "POST", origin: "https://evil.example" }),
  ],
  ["PUT", 405, () => ownCall({ method: "PUT" })],
  ["DELETE", 405, () => ownCall({ method: "DELETE" })],
  ["a call by GET", 405, () => ownCall({ method: "GET", body: "" }, { "content-type": undefined })],
  ["pairing by GET", 405, () => ownCall({ method: "GET", path: "/pair?code=12345678", body: "" })],
  ["a body of 2 MB that says so", 413, () => ownCall({ body: rpc("session.get", { pad: "x".repeat(2_000_000) }) })],
  [
    "a body of 2 MB in chunks",
    413,
    () =>
      ownCall(
        { body: rpc("session.get", { pad: "x".repeat(2_000_000) }) },
        { "content-length": undefined, "transfer-encoding": "chunked" },
      ),
  ],
  ["a pairing body of 2 kB", 413, () => ownCall({ path: "/pair", body: JSON.stringify({ code: "1".repeat(2000) }) })],
  ["a pairing code that is no text", 400, () => ownCall({ path: "/pair", body: '{"code":12345678}' })],
  ["a pairing code that is a list", 400, () => ownCall({ path: "/pair", body: '{"code":["12345678"]}' })],
  ["broken JSON", 400, () => ownCall({ body: '{"method":' })],
  ["bytes that are no UTF-8", 400, () => ownCall({ body: Buffer.from(rpc("session.gét"), "latin1") })],
  ["a method of the prototype", 404, () => ownCall({ body: rpc("__proto__") })],
  ["a method every object has", 404, () => ownCall({ body: rpc("constructor") })],
  ["a method that is no text", 404, () => ownCall({ body: '{"method":{"toString":"session.get"},"input":{}}' })],
  ["a list instead of a call", 404, () => ownCall({ body: "[1,2,3]" })],
  ["input of another shape", 400, () => ownCall({ body: rpc("session.signIn", { personId: { $ne: null }, pin: "" }) })],
  [
    "input that is far too long",
    400,
    () => ownCall({ body: rpc("session.signIn", { personId: id, pin: "1".repeat(5000) }) }),
  ],
  ["a display that writes", 403, () => ownCall({ body: rpc("session.signOut") }, { cookie: displayCookie })],
  [
    "a display that signs somebody in",
    403,
    () => ownCall({ body: rpc("session.signIn", { personId: id, pin: "123456" }) }, { cookie: displayCookie }),
  ],
  ["a display that reads people", 403, () => ownCall({ body: rpc("people.list") }, { cookie: displayCookie })],
  ["climbing out of the page's folder", 404, () => ownCall({ method: "GET", path: "/../secret.json", body: "" })],
  ["climbing out, encoded", 404, () => ownCall({ method: "GET", path: "/%2e%2e/secret.json", body: "" })],
  [
    "climbing out, slash encoded",
    404,
    () => ownCall({ method: "GET", path: "/assets/..%2f..%2fsecret.json", body: "" }),
  ],
  ["climbing out, encoded twice", 404, () => ownCall({ method: "GET", path: "/%252e%252e/secret.json", body: "" })],
  ["climbing out by backslash", 400, () => ownCall({ method: "GET", path: "/..%5csecret.json", body: "" })],
  ["a NUL in the path", 400, () => ownCall({ method: "GET", path: "/index.html%00.png", body: "" })],
  ["a path that does not decode", 400, () => ownCall({ method: "GET", path: "/%ff%fe", body: "" })],
  ["a path that is another server", 400, () => ownCall({ method: "GET", path: "//evil.example/index.html", body: "" })],
  ["a whole address as path", 400, () => ownCall({ method: "GET", path: "http://evil.example/", body: "" })],
];

test.each(attacks)("turned away: %s (%i)", async (_name, status, attack) => {
  const answer = await attack();
  expect(answer.status).toBe(status);
  expect(answer.body).not.toContain("not for browsers");
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
});

test("two Host headers, the second one foreign, are turned away", async () => {
  expect(await rawSocket(`GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 4\d\d /,
  );
});

test("a second request smuggled behind two lengths is not served", async () => {
  const answer = await rawSocket(
    `POST /rpc HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).not.toContain("Watchroom");
});

test("a web socket is not opened", async () => {
  const answer = await rawSocket(
    `GET /events HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
});

test("a tunnel is not opened", async () => {
  expect(await rawSocket(`CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).not.toMatch(/^HTTP\/1.1 2/);
});

test("headers of 40 kB are turned away", async () => {
  expect(await rawSocket(`GET / HTTP/1.1\r\nHost: ${host}\r\nX-Pad: ${"x".repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431 /,
  );
});

test("only this computer is listened to", () => {
  expect(new URL(desk.server.url).hostname).toBe("127.0.0.1");
});

test("the page comes with the strictest policy", async () => {
  const answer = await sendRaw({ port: desk.server.port, path: "/triage", headers: { host } });
  expect(answer.status).toBe(200);
  expect(answer.headers["content-security-policy"]).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
  expect(answer.headers).toMatchObject({
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
});
