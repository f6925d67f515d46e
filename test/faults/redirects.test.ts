import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { answer } from "../support/fault-server.ts";
import type { Misbehave } from "../support/fault-server.ts";
import { feedAnswer, hour, startFaultDesk, startSwitchServer, threePosts, twoPosts } from "./fault-desk.ts";
import { expectFault, expectGood, expectSentence, expectTrouble } from "./expect-fault.ts";

// Faults 17 to 25, 31 and 32: where a request is led, and by whom.

const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), "utf8");
const tls = (name: string) => ({ key: pem(`${name}-key`), cert: pem(name) });
const to =
  (location: string, status = 302): Misbehave =>
  (socket) =>
    socket.end(answer(status, { location }));

test("fault 17: a redirect in a circle ends after five", async () => {
  const seen: number[] = [];
  const { server } = await expectFault({
    misbehave: (socket, { path }) => {
      seen.push(1);
      socket.end(answer(302, { location: `${path}x` }));
    },
    says: /sent the request on more than 5 times/,
  });
  expect(seen.length % 6).toBe(0);
  await server.allClosed();
});

test.each([
  ["18: to what is no address", "http://["],
  ["18: without an address", ""],
  ["19: to a file", "file:///etc/passwd"],
  ["19: to FTP", "ftp://files.example/feed"],
  ["19: to a script", "javascript:alert(1)"],
])("fault %s: a redirect is refused", async (_name, location) => {
  await expectFault({ misbehave: to(location), says: /sent the request on to something that is not a web address/ });
});

test("fault 20: a redirect from a secure address to an insecure one is refused, with no hit there", async () => {
  const desk = await startFaultDesk({ certificateAuthorities: [pem("good")] });
  const plain = await startSwitchServer();
  const server = await startSwitchServer({ tls: tls("good") });
  const { id } = await desk.add(`https://localhost:${server.port}/feed`, { allowPrivate: true });
  await expectGood(desk, id, 2);
  server.behave = to(plain.url);
  await expectTrouble(desk, id, { says: /from a secure address to an insecure one/, items: 2 });
  expect(plain.requests).toEqual([]);
});

test("fault 21: a redirect from the open net to an inner address is refused, with no hit there, also with consent", async () => {
  for (const allowPrivate of [false, true]) {
    const desk = await startFaultDesk();
    desk.names.set("inside.example", ["::ffff:127.0.0.1"]);
    const inside = await startSwitchServer();
    const server = await startSwitchServer();
    const { id } = await desk.add(`http://outside.example:${server.port}/feed`, { allowPrivate });
    await expectGood(desk, id, 2);
    server.behave = to(`http://inside.example:${inside.port}/`);
    await expectTrouble(desk, id, { says: /inside a private network/, items: 2 });
    expect(inside.requests).toEqual([]);
  }
});

test("fault 22: a name with a public and an inner address is refused, with no hit", async () => {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  const { id } = await desk.add(`http://two-faces.example:${server.port}/feed`);
  await expectGood(desk, id, 2);
  const before = server.requests.length;
  desk.names.set("two-faces.example", ["127.0.0.1", "::ffff:127.0.0.1"]);
  await expectTrouble(desk, id, { says: /inside a private network/, items: 2 });
  expect(server.requests.length).toBe(before);
});

test("fault 23: a name that changes its mind after it was judged is connected to the judged address", async () => {
  const asked = new Map<string, number>();
  const http = createFetchHttp({
    hasNetwork: () => true,
    reachOf: (address) => (address === "127.0.0.1" ? "public" : "private"),
    resolve: (host) => {
      const count = (asked.get(host) ?? 0) + 1;
      asked.set(host, count);
      return Promise.resolve([
        { address: host === "rebind.example" && count % 2 === 0 ? "127.0.0.99" : "127.0.0.1", family: 4 },
      ]);
    },
  });
  const desk = await startFaultDesk({ http });
  const server = await startSwitchServer();
  const { id } = await desk.add(`http://rebind.example:${server.port}/feed`);
  await expectGood(desk, id, 2);
  expect([asked.get("rebind.example"), server.requests.length]).toEqual([1, 1]);
  // At the next look the name is an inner one from the start, and is refused.
  await expectTrouble(desk, id, { says: /inside a private network/, items: 2 });
  expect([asked.get("rebind.example"), server.requests.length]).toEqual([2, 1]);
});

test.each([
  "127.1",
  "0177.0.0.1",
  "0x7f000001",
  "2130706433",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[64:ff9b::7f00:1]",
  "localhost",
])("fault 24: an inner address in another spelling is refused without consent, with no hit: %s", async (host) => {
  // The real judgement of addresses; the healthy source lies on this computer with consent.
  const desk = await startFaultDesk({ http: createFetchHttp({ hasNetwork: () => true }) });
  const inside = await startSwitchServer();
  const { id } = await desk.add(`http://${host}:${inside.port}/feed`);
  await expectTrouble(desk, id, { says: /fetched only after you allow that/, items: 0 });
  expect(inside.requests).toEqual([]);
});

test("fault 25: a permanent redirect changes the address only after three equal answers over a day, and the old one is kept", async () => {
  const desk = await startFaultDesk();
  const target = await startSwitchServer();
  const server = await startSwitchServer();
  const old = `http://moved.example:${server.port}/feed`;
  const { id } = await desk.add(old);
  await expectGood(desk, id, 2);
  target.behave = (socket) => socket.end(feedAnswer(threePosts));
  server.behave = to(`http://new.example:${target.port}/feed`, 301);
  await desk.pass(4 * hour);
  expect(await desk.row(id)).toMatchObject({ url: old, state: "ok", items: 3, trouble: null });
  expect(target.requests.length).toBeGreaterThan(2);
  await desk.skip(21 * hour);
  await desk.passUntil(id, ({ url }) => url !== old);
  expect(await desk.row(id)).toMatchObject({ url: `http://new.example:${target.port}/feed`, state: "ok", items: 3 });
  const addresses = await desk.store.read.selectFrom("source_address").select("url").execute();
  expect(addresses).toEqual([{ url: old }]);
}, 90_000);

test("fault 25: a permanent redirect that changes, as that of a captive portal, changes no address", async () => {
  const desk = await startFaultDesk();
  const portal = await startSwitchServer();
  portal.behave = (socket) =>
    socket.end(answer(200, { "content-type": "text/html" }, "<!doctype html><html><body>Sign in</body></html>"));
  const server = await startSwitchServer();
  const old = `http://moved.example:${server.port}/feed`;
  const { id } = await desk.add(old);
  await expectGood(desk, id, 2);
  server.behave = to(`http://portal.example:${portal.port}/login`, 301);
  for (let look = 0; look < 4; look += 1) await desk.skip(12 * hour);
  expect((await desk.row(id)).failures).toBeGreaterThan(2);
  server.behave = (socket) => socket.end(feedAnswer(twoPosts));
  await desk.skip(25 * hour);
  expect(await desk.row(id)).toMatchObject({ url: old, state: "ok", items: 2 });
  expect(await desk.store.read.selectFrom("source_address").select("url").execute()).toEqual([]);
}, 90_000);

test.each([
  ["that nobody signed", "good", [], /not signed by anyone this computer trusts/],
  ["of the past", "expired", ["expired"], /certificate is not valid today/],
  ["for another host", "other-host", ["other-host"], /certificate is for another address/],
] as const)(
  "fault 31: a certificate %s is refused, with no request and no way past it",
  async (_name, served, trusted, says) => {
    const desk = await startFaultDesk({ certificateAuthorities: trusted.map(pem) });
    const server = await startSwitchServer({ tls: tls(served) });
    const { id } = await desk.add(`https://localhost:${server.port}/feed`, { allowPrivate: true });
    await expectTrouble(desk, id, { says, items: 0 });
    expect(server.requests).toEqual([]);
  },
);

test("fault 32: plain HTTP on an https address is named", async () => {
  const desk = await startFaultDesk();
  const plain = createServer((_request, response) => response.end(twoPosts));
  await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void plain.close());
  const { id } = await desk.add(`https://plain.example:${(plain.address() as AddressInfo).port}/feed`);
  await expectTrouble(desk, id, { says: /the server there does not answer securely/, items: 0 });
  await expectSentence(desk, id, /begins with https/);
});
