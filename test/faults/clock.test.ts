import { expect, test } from "vitest";
import { answer } from "../support/fault-server.ts";
import { feedAnswer, hour, minute, startFaultDesk, startSwitchServer, twoPosts } from "./fault-desk.ts";
import type { FaultDesk, SwitchServer } from "./fault-desk.ts";

// Fault 48: clocks that jump, computers that sleep, lines that flap.

const hosts = Array.from({ length: 8 }, (_, at) => `host${at}.example`);

type Watched = {
  readonly desk: FaultDesk;
  readonly server: SwitchServer;
  readonly ids: readonly string[];
  readonly asked: () => number;
};

/** Eight sources on hosts of their own, all read; `asked` counts requests since the last call. */
async function startWatched(): Promise<Watched> {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  server.behave = (socket, { headers }) =>
    socket.end(headers["if-none-match"] === '"1"' ? answer(304) : feedAnswer(twoPosts, { etag: '"1"' }));
  const ids: string[] = [];
  for (const host of hosts) ids.push((await desk.add(`http://${host}:${server.port}/feed`)).id);
  for (const id of ids) await desk.passUntil(id, ({ items }) => items === 2);
  let before = server.requests.length;
  const asked = () => {
    const count = server.requests.length - before;
    before = server.requests.length;
    return count;
  };
  asked();
  return { desk, server, ids, asked };
}

async function expectAllWell({ desk, ids, asked }: Watched): Promise<void> {
  asked();
  await desk.pass(hour);
  const rows = await Promise.all(ids.map((id) => desk.row(id)));
  expect(rows.map(({ state, failures, items }) => [state, failures, items])).toEqual(ids.map(() => ["ok", 0, 2]));
  // Every 15 minutes each, give or take the jitter: nobody is stuck, nobody storms.
  const count = asked();
  expect(count).toBeGreaterThanOrEqual(ids.length * 3);
  expect(count).toBeLessThanOrEqual(ids.length * 5);
}

test.each([
  ["a day back", -24 * hour],
  ["a day ahead", 24 * hour],
  ["an hour back", -hour],
])("fault 48: a clock that is set %s brings no storm and no silence", async (_name, by) => {
  const watched = await startWatched();
  watched.desk.clock.setNow(watched.desk.clock.now() + by);
  await watched.desk.pass(5 * minute);
  expect(watched.asked()).toBeLessThanOrEqual(hosts.length);
  await expectAllWell(watched);
});

test("fault 48: a clock that is set to and fro twenty times brings no storm", async () => {
  const watched = await startWatched();
  for (let turn = 0; turn < 20; turn += 1) {
    watched.desk.clock.setNow(watched.desk.clock.now() + (turn % 2 === 0 ? -24 : 24) * hour);
    await watched.desk.pass(minute);
  }
  // Twenty minutes: two looks at each are due by the plan, and one for a plan that meant nothing.
  expect(watched.asked()).toBeLessThanOrEqual(hosts.length * 4);
  await expectAllWell(watched);
});

test("fault 48: after a night asleep the sources get their turn one by one", async () => {
  const watched = await startWatched();
  watched.desk.clock.advance(9 * hour);
  await watched.desk.engine.idle();
  expect(watched.asked()).toBeLessThan(hosts.length / 2);
  await watched.desk.pass(2 * minute);
  expect(watched.asked()).toBeGreaterThan(hosts.length / 2);
  await expectAllWell(watched);
});

test("fault 48: a line that comes and goes fifty times blames no source, storms no server, and leaves none stuck", async () => {
  const watched = await startWatched();
  const { desk, ids } = watched;
  const before = await Promise.all(ids.map((id) => desk.row(id)));
  for (let turn = 0; turn < 50; turn += 1) {
    for (const host of [...hosts, "healthy.example"]) {
      if (turn % 2 === 0) desk.names.set(host, "unknown");
      else desk.names.delete(host);
    }
    await desk.pass(2 * minute);
  }
  // A hundred minutes: by plan seven looks at each source, half of them while the line was away.
  expect(watched.asked()).toBeLessThanOrEqual(hosts.length * 7);
  const events = await desk.store.read
    .selectFrom("event")
    .select("kind")
    .where("kind", "in", ["source.down", "source.back"])
    .execute();
  expect(events).toEqual([]);
  const after = await Promise.all(ids.map((id) => desk.row(id)));
  expect(after.every(({ lastOkAt }, at) => (lastOkAt ?? 0) > (before[at]?.lastOkAt ?? 0))).toBe(true);
  await expectAllWell(watched);
});
