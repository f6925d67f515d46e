import { expect, test } from "vitest";
import type { Misbehave } from "../support/fault-server.ts";
import { hour, minute, startFaultDesk, startSwitchServer } from "./fault-desk.ts";
import type { FaultDesk, SwitchServer } from "./fault-desk.ts";
import { expectGood, expectSentence } from "./expect-fault.ts";

// The limit of 20 seconds is waited for in real time, so both slow servers are asked side by side.

const drip =
  (start: string, drop: string): Misbehave =>
  (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(drop), 1000);
    socket.on("close", () => clearInterval(timer));
  };

/** Lets time pass without waiting for the polls that it begins. */
async function passUntilAsked(desk: FaultDesk, isAsked: () => boolean): Promise<void> {
  for (let passed = 0; passed < 3 * hour && !isAsked(); passed += minute) {
    desk.clock.advance(minute);
    for (let turn = 0; turn < 100 && !isAsked(); turn += 1) await new Promise(setImmediate);
  }
}

test("fault 7 and fault 8: headers or a body that come by the byte are left after 20 seconds, and the sockets closed", async () => {
  const desk = await startFaultDesk();
  const slow = [
    { host: "headers.example", misbehave: drip("HTTP/1.1 200 OK\r\n", "X-A: b\r\n") },
    { host: "body.example", misbehave: drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "<") },
  ];
  const sources: { readonly id: string; readonly server: SwitchServer; readonly misbehave: Misbehave }[] = [];
  for (const { host, misbehave } of slow) {
    const server = await startSwitchServer();
    const { id } = await desk.add(`http://${host}:${server.port}/feed`);
    await expectGood(desk, id, 2);
    sources.push({ id, server, misbehave });
  }
  for (const { server, misbehave } of sources) server.behave = misbehave;
  const healthy = await desk.row(desk.healthy.id);
  const before = performance.now();
  await passUntilAsked(desk, () => sources.every(({ server }) => server.requests.length > 1));
  // The other source is not kept waiting by the slow ones.
  await expect.poll(async () => (await desk.row(healthy.id)).items, { timeout: 15_000 }).toBeGreaterThan(healthy.items);
  expect(performance.now() - before).toBeLessThan(18_000);
  expect((await Promise.all(sources.map(({ id }) => desk.row(id)))).map(({ failures }) => failures)).toEqual([0, 0]);
  await desk.engine.idle();
  expect(performance.now() - before).toBeLessThan(30_000);
  for (const { id, server } of sources) {
    await server.allClosed();
    expect(await desk.row(id)).toMatchObject({ failures: 1, items: 2, mentions: 2 });
    expect((await desk.row(id)).nextCheckAt).toBeGreaterThan(desk.clock.now());
    await expectSentence(desk, id, /did not answer in full within 20 seconds/);
  }
}, 60_000);
