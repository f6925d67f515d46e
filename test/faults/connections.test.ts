import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** A server that writes down the local end of every connection. */
async function serve(listener: RequestListener, host = "127.0.0.1") {
  const connections: Socket[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, listener).on("connection", (socket: Socket) =>
    connections.push(socket),
  );
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, connections };
}

const loopback = { allowPrivate: true, timeoutMs: 5_000 };

describe("connections", () => {
  test("serve the next request to the same server, whether the answer had a body or not", async () => {
    const { port, connections } = await serve((request, response) => {
      if (request.headers["if-none-match"]) return void response.writeHead(304).end();
      response.setHeader("etag", '"1"').end("<rss/>");
    });
    const http = createFetchHttp();
    const url = `http://127.0.0.1:${port}/`;
    const answers = [
      await http.get({ url, ...loopback }),
      await http.get({ url, ...loopback, etag: '"1"' }),
      await http.get({ url, ...loopback }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(["ok", "not-modified", "ok"]);
    expect(connections).toHaveLength(1);
  });

  test("are not shared by two fetchers, nor by what is posted", async () => {
    const { port, connections } = await serve((_, response) => void response.end("{}"));
    const url = `http://127.0.0.1:${port}/`;
    const http = createFetchHttp();
    await http.get({ url, ...loopback });
    await http.post({ url, ...loopback, headers: {}, body: "{}" });
    await createFetchHttp().get({ url, ...loopback });
    expect(connections).toHaveLength(3);
  });

  test("that the server closes just as they are used again are replaced without a word", async () => {
    let asked = 0;
    const { port, connections } = await serve((request, response) => {
      asked += 1;
      if (asked === 2) return void request.socket.resetAndDestroy();
      response.end("<rss/>");
    });
    const http = createFetchHttp();
    const url = `http://127.0.0.1:${port}/`;
    await http.get({ url, ...loopback });
    expect((await http.get({ url, ...loopback })).status).toBe("ok");
    expect([asked, connections.length]).toEqual([3, 2]);
  });

  test("that break when they are new are a failure at the first time", async () => {
    let asked = 0;
    const { port } = await serve((request) => {
      asked += 1;
      request.socket.resetAndDestroy();
    });
    const answer = await createFetchHttp({ hasNetwork: () => true }).get({
      url: `http://127.0.0.1:${port}/`,
      ...loopback,
    });
    expect([answer.status, asked]).toEqual(["failed", 1]);
  });

  test("go where their host was judged to be, also when its name meanwhile leads elsewhere", async () => {
    const { port, connections } = await serve((_, response) => void response.end("<rss/>"), "0.0.0.0");
    const addresses = ["127.0.0.1", "127.0.0.2"];
    const http = createFetchHttp({ resolve: async () => [{ address: addresses.shift() ?? "", family: 4 }] });
    const url = `http://feeds.example:${port}/`;
    await http.get({ url, ...loopback });
    await http.get({ url, ...loopback });
    expect(connections.map(({ localAddress }) => localAddress)).toEqual(["127.0.0.1", "127.0.0.2"]);
  });
});
