import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createNetworkDoors } from "../../../src-main/hosts/network-doors.ts";
import type { NetworkDoors } from "../../../src-main/hosts/network-doors.ts";
import type { OpenNetwork } from "../../../src-main/engine/store/open-network.ts";
import type { NetworkCard } from "../../../src-main/ports/browser-door.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

const card = (name: string, ...addresses: readonly string[]): NetworkCard => ({
  name,
  addresses: addresses.map((address) => ({ address, family: address.includes(":") ? "IPv6" : "IPv4" })),
});

/** Doors on this computer's own further addresses; what is switched on and what is there can be changed. */
function startDoors(cards: NetworkCard[], wanted: OpenNetwork[] = []) {
  const clock = createFakeClock();
  const refused = new Set<string>();
  const broken = { store: false, ports: false };
  let told = 0;
  const doors: NetworkDoors = createNetworkDoors({
    ...{ clock, log: { info: () => {}, warn: () => {}, error: () => {} } },
    cards: { list: () => cards },
    wanted: () => (broken.store ? Promise.reject(new Error("the store is closed")) : Promise.resolve(wanted)),
    keepPort: (name, port) => {
      if (broken.ports) return Promise.reject(new Error("disk full"));
      wanted.splice(
        wanted.findIndex((each) => each.name === name),
        1,
        { name, port },
      );
      return Promise.resolve();
    },
    start: (address, port) =>
      new Promise((resolve, reject) => {
        if (refused.has(address)) {
          reject(new Error("no port there"));
          return;
        }
        const server = createServer().once("error", reject);
        server.listen(port, address, () => {
          const at = (server.address() as { port: number }).port;
          const close = () => new Promise<void>((done) => void server.close(() => done()));
          resolve({ url: `http://${address}:${at}`, port: at, close });
        });
      }),
    firstPort: () => 0,
    told: () => (told += 1),
  });
  ending.push(doors.close);
  return { doors, clock, refused, broken, cards, wanted, told: () => told };
}

const statesOf = async (doors: NetworkDoors) => (await doors.places()).map(({ name, state }) => [name, state]);

test("no network is served until it is switched on, and then only that one", async () => {
  const { doors, wanted } = startDoors([card("cable", "127.0.0.2"), card("radio", "127.0.0.3")]);
  await doors.follow();
  expect([await statesOf(doors), doors.urls()]).toEqual([
    [
      ["cable", "off"],
      ["radio", "off"],
    ],
    [],
  ]);
  wanted.push({ name: "cable", port: null });
  await doors.follow();
  expect(await statesOf(doors)).toEqual([
    ["cable", "open"],
    ["radio", "off"],
  ]);
  expect(doors.urls()).toEqual([{ network: "cable", url: expect.stringMatching(/^http:\/\/127\.0\.0\.2:\d+$/) }]);
});

test("a network that is switched off is closed", async () => {
  const { doors, wanted } = startDoors([card("cable", "127.0.0.2")], [{ name: "cable", port: null }]);
  await doors.follow();
  const [open] = doors.urls();
  wanted.length = 0;
  await doors.follow();
  expect(doors.urls()).toEqual([]);
  await expect(fetch(open?.url ?? "")).rejects.toThrow();
});

test("a cable that is out is said, and its address comes back by itself at the same port", async () => {
  const { doors, clock, cards, told } = startDoors([card("cable", "127.0.0.2")], [{ name: "cable", port: null }]);
  await doors.follow();
  const before = doors.urls();
  const [plugged] = cards.splice(0);
  clock.advance(5000);
  await expect.poll(told).toBe(2);
  expect(await statesOf(doors)).toEqual([["cable", "away"]]);
  cards.push(...(plugged ? [plugged] : []));
  clock.advance(5000);
  await expect.poll(() => statesOf(doors)).toEqual([["cable", "open"]]);
  expect([doors.urls(), told()]).toEqual([before, 3]);
});

test("a new address of the network takes the place of the old one", async () => {
  const { doors, cards } = startDoors([card("cable", "127.0.0.2")], [{ name: "cable", port: null }]);
  await doors.follow();
  cards.splice(0, 1, card("cable", "127.0.0.4"));
  await doors.follow();
  expect(doors.urls().map(({ url }) => new URL(url).hostname)).toEqual(["127.0.0.4"]);
});

test("an address that the whole Internet may reach is never listened at", async () => {
  const { doors } = startDoors([card("cable", "8.8.8.8", "2001:4860:4860::8888")], [{ name: "cable", port: null }]);
  await doors.follow();
  expect(await doors.places()).toEqual([{ name: "cable", addresses: [], isPublic: true, state: "away", urls: [] }]);
});

test("where the system gives no port, the list says so, and it is tried again", async () => {
  const { doors, clock, refused } = startDoors([card("cable", "127.0.0.2")], [{ name: "cable", port: null }]);
  refused.add("127.0.0.2");
  await doors.follow();
  expect(await statesOf(doors)).toEqual([["cable", "failed"]]);
  refused.clear();
  clock.advance(5000);
  await expect.poll(() => statesOf(doors)).toEqual([["cable", "open"]]);
});

test("a port that cannot be written down leaves no listener that nobody can switch off", async () => {
  const { doors, wanted, broken } = startDoors([card("cable", "127.0.0.2")], [{ name: "cable", port: null }]);
  broken.ports = true;
  await doors.follow();
  const [open] = doors.urls();
  expect(open?.network).toBe("cable");
  wanted.length = 0;
  await doors.follow();
  await expect(fetch(open?.url ?? "")).rejects.toThrow();
});

test("a look that failed is not the last one", async () => {
  const { doors, clock, cards, broken } = startDoors([card("cable", "127.0.0.2")], [{ name: "cable", port: null }]);
  await doors.follow();
  broken.store = true;
  clock.advance(5000);
  await new Promise(setImmediate);
  cards.length = 0;
  broken.store = false;
  clock.advance(5000);
  await expect.poll(() => doors.urls()).toEqual([]);
});
