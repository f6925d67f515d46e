import { expect, test } from "vitest";
import type { SourceRow } from "../../src-main/contract/methods/sources.ts";
import { answer } from "../support/fault-server.ts";
import type { Misbehave } from "../support/fault-server.ts";
import { feedAnswer, hour, minute, startFaultDesk, startSwitchServer, threePosts, twoPosts } from "./fault-desk.ts";
import type { FaultDesk, SwitchServer } from "./fault-desk.ts";
import { expectFault, expectGood, expectHealthyGoesOn, expectSentence, expectTrouble } from "./expect-fault.ts";

// Faults 26 to 30, 33 and 34: answers that are no feed, and what they ask of us.

async function startRead(): Promise<{ desk: FaultDesk; server: SwitchServer; id: string }> {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  const { id } = await desk.add(`http://broken.example:${server.port}/feed`);
  await expectGood(desk, id, 2);
  return { desk, server, id };
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Misbehave =>
  (socket) =>
    socket.end(answer(code, headers));

test("fault 26: not modified is a look that found nothing new", async () => {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  server.behave = (socket, { headers }) =>
    socket.end(
      headers["if-none-match"] === '"1"' ? answer(304, { etag: '"1"' }) : feedAnswer(twoPosts, { etag: '"1"' }),
    );
  const { id } = await desk.add(`http://broken.example:${server.port}/feed`);
  const first = await expectGood(desk, id, 2);
  const after = await desk.passUntil(id, ({ lastOkAt }) => lastOkAt !== first.lastOkAt, hour);
  expect(after).toMatchObject({ state: "ok", failures: 0, trouble: null, items: 2, mentions: 2 });
  expect(after.lastTryAt).toBeGreaterThan(first.lastTryAt ?? 0);
  expect(after.nextCheckAt).toBeGreaterThan(desk.clock.now());
  expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"1"']);
});

const waitOf = ({ lastTryAt, nextCheckAt }: SourceRow) => (nextCheckAt ?? 0) - (lastTryAt ?? 0);

async function nextWait(desk: FaultDesk, id: string, failures: number): Promise<number> {
  await desk.skip(((await desk.row(id)).nextCheckAt ?? 0) - desk.clock.now());
  return waitOf(await desk.passUntil(id, (row) => row.failures === failures));
}

test.each([
  ["27: 401", 401, /password/],
  ["27: 403", 403, /not let this app in|password/],
  ["28: 404", 404, /nothing at this address/],
  ["30: 500", 500, /fault of its own \(500\)/],
  ["30: 503 with no word about when", 503, /fault of its own \(503\)/],
])(
  "fault %s: it is asked less and less often, and never given up",
  async (_name, code, says) => {
    const { desk, server, id } = await startRead();
    server.behave = status(code);
    const waits = [waitOf(await expectTrouble(desk, id, { says, items: 2 }))];
    for (let failures = 2; failures <= 5; failures += 1) waits.push(await nextWait(desk, id, failures));
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(waits.at(-1)).toBeGreaterThan(3 * hour);
    expect(await desk.row(id)).toMatchObject({ failures: 5, items: 2 });
    server.behave = (socket) => socket.end(feedAnswer(threePosts));
    await desk.skip(25 * hour);
    expect(await desk.row(id)).toMatchObject({ state: "ok", trouble: null, items: 3 });
  },
  60_000,
);

test("fault 28: 410 stops the source for good, says so, and keeps what was stored", async () => {
  const { desk, server, id } = await startRead();
  server.behave = status(410);
  const healthy = await desk.row(desk.healthy.id);
  await desk.passUntil(id, ({ state }) => state === "gone");
  expect(await desk.row(id)).toMatchObject({ state: "gone", nextCheckAt: null, items: 2, mentions: 2 });
  await expectSentence(desk, id, /gone for good/);
  await expectHealthyGoesOn(desk, healthy);
  const asked = server.requests.length;
  for (let day = 0; day < 3; day += 1) await desk.skip(24 * hour);
  expect(server.requests.length).toBe(asked);
}, 60_000);

const inUtc = (at: number) => new Date(at).toUTCString();

test.each<[string, number, (now: number) => string, least: number, most: number]>([
  ["429 in seconds", 429, () => "7200", 2 * hour, 2.3 * hour],
  ["503 in seconds", 503, () => "7200", 2 * hour, 2.3 * hour],
  ["429 by a date", 429, (now) => inUtc(now + 5 * hour), 5 * hour - minute, 5.6 * hour],
  ["429 in a hundred years", 429, () => "3153600000", 24 * hour, 26.5 * hour],
  ["429 by a date of the past", 429, () => "Sat, 21 Nov 2020 14:10:00 GMT", minute, hour],
  ["429 in less than nothing", 429, () => "-5", minute, hour],
  ["429 in words", 429, () => "soon, please", minute, hour],
])(
  "fault 29: %s is obeyed, within a minute and a day",
  async (_name, code, retryAfter, least, most) => {
    const { desk, server, id } = await startRead();
    // The fetcher reads dates by the clock of the computer.
    server.behave = (socket) => socket.end(answer(code, { "retry-after": retryAfter(Date.now()) }));
    const row = await expectTrouble(desk, id, {
      says: code === 429 ? /polled less often/ : /fault of its own/,
      items: 2,
    });
    expect(waitOf(row)).toBeGreaterThanOrEqual(least);
    expect(waitOf(row)).toBeLessThanOrEqual(most);
    const asked = server.requests.length;
    await desk.skip(Math.max(0, (row.nextCheckAt ?? 0) - desk.clock.now() - 5 * minute));
    expect(server.requests.length).toBe(asked);
    server.behave = (socket) => socket.end(feedAnswer(threePosts));
    await expectGood(desk, id, 3);
  },
  60_000,
);

const page =
  "<!doctype html><html><head><title>Sign in</title></head><body><form>Your room number</form></body></html>";

test("fault 33: a web page in place of the feed is called that, and its validators are not taken", async () => {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  server.behave = (socket) => socket.end(feedAnswer(twoPosts, { etag: '"feed"' }));
  const { id } = await desk.add(`http://broken.example:${server.port}/feed`);
  await expectGood(desk, id, 2);
  server.behave = (socket) => socket.end(answer(200, { "content-type": "text/html", etag: '"portal"' }, page));
  await expectTrouble(desk, id, { says: /This is a web page, not a feed/, items: 2 });
  server.behave = (socket) => socket.end(feedAnswer(threePosts));
  await expectGood(desk, id, 3);
  expect(server.requests.at(-1)?.headers["if-none-match"]).toBe('"feed"');
});

test.each([
  ["no body", ""],
  ["blanks", " \r\n\t \n"],
])("fault 34: an answer of %s is named", async (_name, body) => {
  await expectFault({ misbehave: (socket) => socket.end(feedAnswer(body)), says: /answer was empty/ });
});
