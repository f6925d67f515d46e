import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import type { FeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import type { PollDesk } from "./intake-desk.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const sources = 10;

async function startDesk() {
  const server = await startFeedServer();
  server.answerWith((path, headers) =>
    headers["if-none-match"] ? { status: 304 } : { headers: { etag: '"1"' }, body: rss({ id: path, text: "One" }) },
  );
  const line = { isCut: false, deadHosts: [] as readonly string[] };
  const desk = await startPollDesk(openNetHttp(line));
  const ids: string[] = [];
  for (let at = 0; at < sources; at += 1) ids.push((await desk.add(server.url("/feed", `host${at}.example`))).id);
  desk.intake.start();
  await desk.pass(2 * minute);
  return { server, line, desk, ids };
}

/** How often the most asked of all hosts was asked. */
const mostAsked = ({ requests }: FeedServer, from: number) =>
  Math.max(
    0,
    ...[...Map.groupBy(requests.slice(from), ({ headers }) => headers.host).values()].map((all) => all.length),
  );

const states = async (desk: PollDesk, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => [(await desk.row(id)).state, (await desk.row(id)).failures]));
const well = Array.from({ length: sources }, () => ["ok", 0]);

test("a network that comes and goes fifty times makes no storm, blames hardly a source and leaves none stuck", async () => {
  const { server, line, desk, ids } = await startDesk();
  const from = server.requests.length;
  for (let flap = 0; flap < 50; flap += 1) {
    line.isCut = true;
    await desk.pass(70_000);
    line.isCut = false;
    await desk.pass(50_000);
  }
  // 100 minutes: each source is due once or twice, and is knocked at now and then while the line is cut.
  expect(mostAsked(server, from)).toBeLessThanOrEqual(6);
  // The first host that is out of reach twice, while others answered in between, cannot be told from a dead one.
  expect(await desk.events("source.down")).toBeLessThanOrEqual(1);
  const after = server.requests.length;
  await desk.pass(70 * minute, minute);
  expect(mostAsked(server, after)).toBeLessThanOrEqual(3);
  expect(new Set(server.requests.slice(after).map(({ headers }) => headers.host)).size).toBe(sources);
  expect(desk.intake.network.state()).toBe("online");
  expect(await states(desk, ids)).toEqual(well);
});

test("a clock that jumps a day back and forth fifty times makes no storm and silences no source", async () => {
  const { server, desk, ids } = await startDesk();
  const from = server.requests.length;
  for (let jump = 0; jump < 50; jump += 1) {
    desk.clock.setNow(desk.clock.now() + (jump % 2 === 0 ? day : -day));
    await desk.pass(minute);
  }
  expect(mostAsked(server, from)).toBeLessThanOrEqual(6);
  const after = server.requests.length;
  await desk.pass(3 * hour, minute);
  expect(new Set(server.requests.slice(after).map(({ headers }) => headers.host)).size).toBe(sources);
  expect(mostAsked(server, after)).toBeLessThanOrEqual(4);
  expect(await states(desk, ids)).toEqual(well);
});

test.each([-day, day])(
  "after a jump of the clock by %i ms for good, each source is asked soon and then hourly",
  async (jump) => {
    const { server, desk } = await startDesk();
    const from = server.requests.length;
    desk.clock.setNow(desk.clock.now() + jump);
    await desk.pass(20 * minute, minute);
    expect(new Set(server.requests.slice(from).map(({ headers }) => headers.host)).size).toBe(sources);
    expect(mostAsked(server, from)).toBe(1);
    await desk.pass(3 * hour, minute);
    expect(mostAsked(server, from)).toBeLessThanOrEqual(5);
  },
);

test("after each sleep what is due begins within half a minute, and not all at once", async () => {
  const { server, desk } = await startDesk();
  for (let night = 0; night < 5; night += 1) {
    const from = server.requests.length;
    // The monotonic clock stood still meanwhile.
    desk.clock.setNow(desk.clock.now() + 8 * hour);
    await desk.pass(10_000);
    const atOnce = server.requests.length - from;
    expect(atOnce).toBeGreaterThanOrEqual(1);
    expect(atOnce).toBeLessThanOrEqual(2);
    await desk.pass(80_000);
    expect(server.requests.length - from).toBe(sources);
    expect(mostAsked(server, from)).toBe(1);
    await desk.pass(5 * minute);
  }
});

test("two hosts whose names are gone for good do not make the desk offline again and again", async () => {
  const { server, line, desk } = await startDesk();
  line.deadHosts = ["host3.example", "host4.example"];
  const from = server.requests.length;
  let offlineMinutes = 0;
  for (let minutes = 0; minutes < 180; minutes += 1) {
    await desk.pass(minute, minute);
    if (desk.intake.network.state() === "offline") offlineMinutes += 1;
  }
  // Nobody can tell two dead hosts from a dead line at once; the next one that answers can.
  expect(offlineMinutes).toBeLessThanOrEqual(2);
  const rows = await desk.intake.handlers["sources.list"]({}, desk.call);
  const dead = rows.filter(({ url }) => /host[34]/.test(url));
  expect(dead.every(({ failures, state }) => failures >= 3 && state === "retrying")).toBe(true);
  expect(new Set(server.requests.slice(from).map(({ headers }) => headers.host)).size).toBe(sources - 2);
});

test("while offline only sources that answered before are asked whether there is a network again", async () => {
  const { server, line, desk } = await startDesk();
  server.answerWith((_path, { host = "" }) => (/host[0-7]\./.test(host) ? { status: 500 } : { status: 304 }));
  await desk.pass(70 * minute, minute);
  line.isCut = true;
  await desk.pass(70 * minute, minute);
  expect(desk.intake.network.state()).toBe("offline");
  const before = await Promise.all(
    (await desk.intake.handlers["sources.list"]({}, desk.call)).map(({ id }) => desk.source(id)),
  );
  await desk.pass(30 * minute, minute);
  const after = await Promise.all(before.map(({ id }) => desk.source(id)));
  const asked = after.filter(({ lastTryAt }, at) => lastTryAt !== before[at]?.lastTryAt);
  expect(asked.map(({ failures }) => failures)).toEqual([0, 0]);
  line.isCut = false;
  await desk.pass(90_000);
  expect(desk.intake.network.state()).toBe("online");
});
