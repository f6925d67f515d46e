import { afterEach, describe, expect, test } from "vitest";
import { reachOf } from "../../src-main/adapters/fetch-http/addresses.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { ResolveHost } from "../../src-main/adapters/fetch-http/resolve-host.ts";
import { answer, startFaultServer } from "../support/fault-server.ts";
import type { FaultServer } from "../support/fault-server.ts";

const servers: FaultServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** The inner server that nobody outside may reach. */
async function startInside(): Promise<FaultServer> {
  const server = await startFaultServer((socket, { path }) =>
    socket.end(path === "/away" ? answer(302, { location: "/" }) : answer(200, {}, "inside")),
  );
  servers.push(server);
  return server;
}

const get = (url: string, allowPrivate: boolean, resolve?: ResolveHost) =>
  createFetchHttp(resolve ? { resolve } : {}).get({ url, allowPrivate, timeoutMs: 2_000 });

describe("an address inside", () => {
  const spellings = [
    "127.0.0.1",
    "127.1",
    "0177.0.0.1",
    "0x7f000001",
    "2130706433",
    "localhost",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "127.0.0.1.",
    "①②⑦.0.0.1",
  ];

  test.each(spellings)("is refused without consent, with no hit: %s", async (host) => {
    const inside = await startInside();
    expect(await get(`http://${host}:${inside.port}/`, false)).toMatchObject({
      status: "failed",
      code: "private-address",
    });
    expect(inside.requests).toEqual([]);
  });

  test.each(spellings)("is reached with consent: %s", async (host) => {
    const inside = await startInside();
    expect(await get(`http://${host}:${inside.port}/away`, true)).toMatchObject({ status: "ok" });
    expect(inside.requests.length).toBe(2);
  });

  test.each([
    ["only an inner address", ["127.0.0.1"]],
    ["a public and an inner address", ["93.184.216.34", "127.0.0.1"]],
    ["an inner IPv6 address", ["93.184.216.34", "fd00::1"]],
  ])("behind a name with %s is refused", async (_name, addresses) => {
    const inside = await startInside();
    const resolve: ResolveHost = async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    expect(await get(`http://feed.example:${inside.port}/`, false, resolve)).toMatchObject({ code: "private-address" });
    expect(inside.requests).toEqual([]);
  });
});

describe("the judgement of addresses", () => {
  test.each([
    ["public", ["93.184.216.34", "1.1.1.1", "2606:4700::1", "::ffff:1.1.1.1", "64:ff9b::101:101"]],
    [
      "private",
      [
        "127.0.0.1",
        "127.255.0.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
      ],
    ],
    [
      "nowhere",
      [
        "0.0.0.0",
        "::",
        "169.254.169.254",
        "fe80::1",
        "fe80::1%eth0",
        "224.0.0.1",
        "ff02::1",
        "255.255.255.255",
        "240.0.0.1",
        "192.0.2.1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2001::1",
        "::7f00:1",
        "64:ff9b:1::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "fec0::1",
        "not an address",
      ],
    ],
  ])("%s", (reach, addresses) => {
    expect(addresses.map((address) => [address, reachOf(address)])).toEqual(
      addresses.map((address) => [address, reach]),
    );
  });

  test("nowhere stays nowhere even with consent", async () => {
    expect(await get("http://169.254.169.254/latest/meta-data/", true)).toMatchObject({ code: "private-address" });
  });
});

describe("a redirect inside", () => {
  /** Takes the first address for a public one, so that a loopback server can stand for the open net. */
  const firstIsPublic = () => {
    let isFirst = true;
    return (address: string) => {
      const reach = isFirst ? "public" : reachOf(address);
      isFirst = false;
      return reach;
    };
  };

  test.each([false, true])("from the open net is refused, with no hit (consent %s)", async (allowPrivate) => {
    const inside = await startInside();
    const outside = await startFaultServer((socket) => socket.end(answer(302, { location: inside.url })));
    servers.push(outside);
    const http = createFetchHttp({ reachOf: firstIsPublic() });
    expect(await http.get({ url: outside.url, allowPrivate })).toMatchObject({
      code: "private-address",
      redirects: [{ to: inside.url }],
    });
    expect([outside.requests.length, inside.requests.length]).toEqual([1, 0]);
  });

  test("a name that changes its mind after the check is still connected to the checked address", async () => {
    const inside = await startInside();
    let asked = 0;
    const resolve: ResolveHost = async () => [{ address: asked++ === 0 ? "127.0.0.1" : "127.0.0.99", family: 4 }];
    expect(await get(`http://rebind.example:${inside.port}/`, true, resolve)).toMatchObject({ status: "ok" });
    expect(asked).toBe(1);
  });
});
