import { afterEach, describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { gzipSync, brotliCompressSync, deflateRawSync, deflateSync } from "node:zlib";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { FetchHttpParts } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { HttpRequest } from "../../src-main/ports/http.ts";
import { answer, startFaultServer } from "../support/fault-server.ts";
import type { FaultServer, FaultServerOptions, Misbehave } from "../support/fault-server.ts";

const servers: FaultServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(misbehave: Misbehave, options?: FaultServerOptions): Promise<FaultServer> {
  const server = await startFaultServer(misbehave, options);
  servers.push(server);
  return server;
}

const get = (url: string, request: Partial<HttpRequest> = {}, parts: FetchHttpParts = {}) =>
  createFetchHttp({ hasNetwork: () => true, ...parts }).get({ url, allowPrivate: true, timeoutMs: 5_000, ...request });

async function getFrom(misbehave: Misbehave, request: Partial<HttpRequest> = {}, parts: FetchHttpParts = {}) {
  const server = await serve(misbehave);
  return get(server.url, request, parts);
}

const text = (body: Uint8Array) => new TextDecoder().decode(body);
const failed = (code: string, more: object = {}) => expect.objectContaining({ status: "failed", code, ...more });
const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), "utf8");

describe("a good answer", () => {
  test("comes with its final address, lower-case headers and unpacked body", async () => {
    const answered = await getFrom((socket) =>
      socket.end(answer(200, { ETag: 'W/"1"', "X-Two": "a\r\nX-Two: b" }, "<rss/>")),
    );
    expect(answered).toMatchObject({
      status: "ok",
      httpStatus: 200,
      redirects: [],
      headers: { etag: 'W/"1"', "x-two": "a, b" },
    });
    expect(answered.status === "ok" && text(answered.body)).toBe("<rss/>");
  });

  test.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["identity", (body: string) => Buffer.from(body)],
  ])("is unpacked from %s", async (encoding, pack) => {
    const answered = await getFrom((socket) =>
      socket.end(answer(200, { "content-encoding": encoding }, pack("<rss>née</rss>"))),
    );
    expect(answered.status === "ok" && text(answered.body)).toBe("<rss>née</rss>");
  });

  test("may have no body, packed or not", async () => {
    const answered = await getFrom((socket) => socket.end(answer(200, { "content-encoding": "gzip" })));
    expect(answered).toMatchObject({ status: "ok", httpStatus: 200 });
    expect(answered.status === "ok" && answered.body.length).toBe(0);
  });

  test("is asked for with one stable name, no cookie, no referrer and no fragment", async () => {
    const server = await serve((socket) => socket.end(answer(200, { "set-cookie": "a=1" })));
    await get(`${server.url}feed?x=1#part`);
    await get(`${server.url}feed?x=1#part`);
    expect(server.requests[1]).toMatchObject({ method: "GET", path: "/feed?x=1" });
    expect(Object.keys(server.requests[1]?.headers ?? {}).toSorted()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
    expect(server.requests[1]?.headers["user-agent"]).toBe("Watchroom/0.1 (feed reader)");
  });
});

describe("conditional requests", () => {
  test("send validators byte for byte and take 304 as not modified", async () => {
    const server = await serve((socket) => socket.end(answer(304, { etag: '"2"' })));
    const answered = await get(server.url, { etag: 'W/"1, x"', lastModified: "Tue, 3 Nov 2026 1:2:3 GMT" });
    expect(server.requests[0]?.headers).toMatchObject({
      "if-none-match": 'W/"1, x"',
      "if-modified-since": "Tue, 3 Nov 2026 1:2:3 GMT",
    });
    expect(answered).toMatchObject({
      status: "not-modified",
      httpStatus: 304,
      headers: { etag: '"2"' },
      url: server.url,
    });
  });

  test("of any status is an answer with its words, where that is asked for", async () => {
    const refuse: Misbehave = (socket) => socket.end(answer(400, {}, '{"error":"RecordNotFound"}'));
    const answered = await getFrom(refuse, { anyStatus: true });
    expect(answered).toMatchObject({ status: "ok", httpStatus: 400 });
    expect(answered.status === "ok" && text(answered.body)).toBe('{"error":"RecordNotFound"}');
    expect(await getFrom(refuse)).toEqual(failed("http-4xx", { httpStatus: 400 }));
  });

  test("a 304 that nobody asked for is a failure", async () => {
    expect(await getFrom((socket) => socket.end(answer(304)))).toEqual(failed("http-other", { httpStatus: 304 }));
  });

  test("validators go only to the address that gave them", async () => {
    const target = await serve((socket) => socket.end(answer(304)));
    const first = await serve((socket) => socket.end(answer(302, { location: target.url })));
    const answered = await get(first.url, { etag: '"1"', validatorsFrom: target.url });
    expect(answered).toMatchObject({ status: "not-modified", url: target.url });
    expect(first.requests[0]?.headers["if-none-match"]).toBeUndefined();
  });
});

describe("an address that leads nowhere", () => {
  const unknown = () =>
    Promise.reject(Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND", syscall: "getaddrinfo" }));

  test("an unknown name is named", async () => {
    expect(await get("http://no-such.example/", {}, { resolve: unknown })).toEqual(failed("address-unknown"));
  });

  test("an unknown name without any network is offline, not a fault of the feed", async () => {
    expect(await get("http://no-such.example/", {}, { resolve: unknown, hasNetwork: () => false })).toEqual(
      failed("offline"),
    );
  });

  test("a closed port is refused", async () => {
    const server = await startFaultServer(() => {});
    await server.close();
    expect(await get(server.url)).toEqual(
      failed("refused", { params: expect.objectContaining({ host: `127.0.0.1:${server.port}` }) }),
    );
  });

  test.each([
    "",
    "feed",
    "ftp://a.example/",
    "file:///etc/passwd",
    "javascript:1",
    "http://",
    "http://ann:secret@a.example/",
  ])("%j is not an address", async (url) => {
    expect(await get(url)).toEqual(failed("address-bad"));
  });
});

describe("a broken answer", () => {
  test("reset before anything came: broke off", async () => {
    expect(await getFrom((socket) => socket.resetAndDestroy())).toEqual(failed("broke-off"));
  });

  test("reset in the middle: broke off", async () => {
    const half = answer(200, { "content-length": "1000" }, "<rss>");
    expect(await getFrom((socket) => socket.write(half, () => socket.resetAndDestroy()))).toEqual(
      failed("broke-off", { httpStatus: 200 }),
    );
  });

  test("closed without a byte: empty", async () => {
    expect(await getFrom((socket) => socket.end())).toEqual(failed("empty"));
  });

  test("closed within the headers: broke off", async () => {
    expect(await getFrom((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Ty"))).toEqual(failed("broke-off"));
  });

  test.each(["SSH-2.0-OpenSSH_9.2\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n", "HTTP/9 what\r\n\r\n"])(
    "no HTTP at all: %j",
    async (line) => {
      expect(await getFrom((socket) => socket.end(line))).toEqual(failed("not-http"));
    },
  );

  test("headers over 16 kB are named", async () => {
    const flood = `HTTP/1.1 200 OK\r\n${`X-Flood: ${"a".repeat(1000)}\r\n`.repeat(20)}\r\n`;
    expect(await getFrom((socket) => socket.end(flood))).toEqual(failed("headers-too-large"));
  });

  test("a Content-Length that is too long is seen when the connection ends, not at the time limit", async () => {
    const answered = await getFrom((socket) => socket.end(answer(200, { "content-length": "1000" }, "<rss/>")));
    expect(answered).toEqual(failed("broke-off"));
    expect(answered.tookMs).toBeLessThan(2_000);
  });

  test.each(["5\r\n<rss>\r\n", "5\r\n<rs", "ffff\r\n<rss><channel><item><ti"])(
    "chunks without an end: %j",
    async (chunks) => {
      const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
      expect(await getFrom((socket) => socket.end(head + chunks))).toEqual(failed("broke-off"));
    },
  );
});

describe("a slow server", () => {
  test.each<[string, Misbehave]>([
    ["never answers", () => {}],
    ["drips headers", (socket) => drip(socket, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n")],
    ["drips its body", (socket) => drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "<")],
    [
      "drips a packed body",
      (socket) =>
        drip(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\b\b\0\0\0\0\0\u0003", "name"),
    ],
  ])("that %s is left at the time limit, and the socket is closed", async (_name, misbehave) => {
    const server = await serve(misbehave);
    const answered = await get(server.url, { timeoutMs: 300 });
    expect(answered).toEqual(failed("timed-out"));
    expect(answered.tookMs).toBeLessThan(1_500);
    await server.allClosed();
  });

  test("the limit holds over all redirects together", async () => {
    const server = await serve((socket) => setTimeout(() => socket.end(answer(302, { location: "/next" })), 150));
    const answered = await get(server.url, { timeoutMs: 400 });
    expect(answered).toEqual(failed("timed-out"));
    expect(server.requests.length).toBeGreaterThan(1);
  });

  test("a name look-up that hangs is left too", async () => {
    expect(await get("http://slow.example/", { timeoutMs: 50 }, { resolve: () => new Promise(() => {}) })).toEqual(
      failed("timed-out"),
    );
  });

  test("a caller may give up", async () => {
    const server = await serve((_socket) => giveUp.abort());
    const giveUp = new AbortController();
    expect(await get(server.url, { signal: giveUp.signal })).toEqual(failed("cancelled"));
    await server.allClosed();
  });
});

describe("a body that is too much", () => {
  test.each([{}, { "content-length": String(300_000_000) }])("300 MB are cut at 10 MB (%o)", async (length) => {
    let sent = 0;
    const block = Buffer.alloc(100_000, 120);
    const before = process.memoryUsage().rss;
    const server = await serve((socket) => {
      const head = Object.entries(length).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 200 OK\r\n${head.join("")}\r\n`);
      const more = () => {
        while (sent < 300_000_000 && !socket.destroyed) {
          sent += block.length;
          if (!socket.write(block)) return void socket.once("drain", more);
        }
      };
      more();
    });
    expect(await get(server.url)).toEqual(failed("too-large", { params: { megabytes: 10 } }));
    await server.allClosed();
    expect(sent).toBeLessThanOrEqual(16_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  test("a gzip bomb is cut at 10 MB unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000));
    const before = process.memoryUsage().rss;
    expect(await getFrom((socket) => socket.end(answer(200, { "content-encoding": "gzip" }, bomb)))).toEqual(
      failed("too-large"),
    );
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  test("the limit itself still passes", async () => {
    const answered = await getFrom((socket) => socket.end(answer(200, {}, "x".repeat(1000))), { maxBytes: 1000 });
    expect(answered).toMatchObject({ status: "ok" });
    expect(await getFrom((socket) => socket.end(answer(200, {}, "x".repeat(1001))), { maxBytes: 1000 })).toEqual(
      failed("too-large"),
    );
  });
});

describe("a damaged body", () => {
  const packed = gzipSync("<rss>".repeat(1000));
  test.each<[string, Uint8Array]>([
    ["is no gzip", Buffer.from("<rss></rss>")],
    ["is cut short", packed.subarray(0, packed.length - 9)],
    ["has a wrong byte", Buffer.concat([packed.subarray(0, 20), Buffer.from([0xff, 0xff]), packed.subarray(22)])],
  ])("that %s is named", async (_name, body) => {
    expect(await getFrom((socket) => socket.end(answer(200, { "content-encoding": "gzip" }, body)))).toEqual(
      failed("damaged"),
    );
  });

  test("broken brotli is named", async () => {
    expect(await getFrom((socket) => socket.end(answer(200, { "content-encoding": "br" }, "<rss></rss>")))).toEqual(
      failed("damaged"),
    );
  });

  test("a connection that breaks inside gzip broke off and is not damaged", async () => {
    const half = answer(200, { "content-encoding": "gzip", "content-length": "5000" }, packed.subarray(0, 15));
    expect(await getFrom((socket) => socket.end(half))).toEqual(failed("broke-off"));
  });

  test.each(["zstd", "gzip, gzip", "aws-chunked"])("an encoding we cannot read is named: %s", async (encoding) => {
    expect(await getFrom((socket) => socket.end(answer(200, { "content-encoding": encoding }, "x")))).toEqual(
      failed("encoding-unknown", { params: { encoding } }),
    );
  });
});

describe("redirects", () => {
  test("are followed, remembered, and permanent ones told apart", async () => {
    const steps: Record<string, Buffer> = {
      "/": answer(301, { location: "/b" }),
      "/b": answer(302, { location: "c?x=%20#top" }),
      "/c?x=%20": answer(308, { location: "/d" }),
      "/d": answer(200, {}, "end"),
    };
    const server = await serve((socket, { path }) => socket.end(steps[path] ?? answer(500)));
    const at = (path: string) => new URL(path, server.url).href;
    expect(await get(server.url)).toMatchObject({
      status: "ok",
      url: at("/d"),
      redirects: [
        { from: at("/"), to: at("/b"), permanent: true },
        { from: at("/b"), to: at("/c?x=%20"), permanent: false },
        { from: at("/c?x=%20"), to: at("/d"), permanent: true },
      ],
    });
  });

  test("end after five", async () => {
    const server = await serve((socket) => socket.end(answer(302, { location: "/again" })));
    expect(await get(server.url)).toEqual(failed("redirect-loop"));
    expect(server.requests.length).toBe(6);
  });

  test.each([
    "http://[",
    "",
    "file:///etc/passwd",
    "ftp://a.example/x",
    "javascript:alert(1)",
    "data:text/xml,<rss/>",
    "http://ann:secret@a.example/",
  ])("to %j are refused and named", async (location) => {
    expect(await getFrom((socket) => socket.end(answer(302, { location })))).toEqual(
      failed("redirect-bad", { httpStatus: 302 }),
    );
  });

  test("without an address are named", async () => {
    expect(await getFrom((socket) => socket.end(answer(301)))).toEqual(failed("redirect-bad"));
  });

  test("from https to http are refused, with no hit on the plain server", async () => {
    const plain = await serve((socket) => socket.end(answer(200)));
    const secure = await serve((socket) => socket.end(answer(302, { location: plain.url })), {
      tls: { key: pem("good-key"), cert: pem("good") },
    });
    expect(await get(secure.url, {}, { certificateAuthorities: [pem("good")] })).toEqual(failed("redirect-downgrade"));
    expect(plain.requests).toEqual([]);
  });

  test("to another host do not take a password along", async () => {
    const other = await serve((socket) => socket.end(answer(200)));
    const first = await serve((socket) => socket.end(answer(302, { location: other.url })));
    await get(first.url, { headers: { Authorization: "Basic x" } });
    expect(first.requests[0]?.headers["authorization"]).toBe("Basic x");
    expect(other.requests[0]?.headers["authorization"]).toBeUndefined();
  });
});

describe("statuses", () => {
  test.each([
    [401, "http-401"],
    [403, "http-403"],
    [404, "http-404"],
    [410, "http-410"],
    [429, "http-429"],
    [418, "http-4xx"],
    [500, "http-5xx"],
    [503, "http-5xx"],
    [300, "http-other"],
  ])("%i is %s", async (status, code) => {
    expect(await getFrom((socket) => socket.end(answer(status)))).toEqual(
      failed(code, { httpStatus: status, params: { status } }),
    );
  });

  test.each([
    [{ "retry-after": "120" }, 120_000],
    [{ "retry-after": "Sat, 21 Nov 2026 14:10:00 GMT" }, 600_000],
    [{ "retry-after": "1" }, 60_000],
    [{ "retry-after": "Sat, 21 Nov 2020 14:10:00 GMT" }, 60_000],
    [{ "retry-after": "-5" }, 60_000],
    [{ "retry-after": "99999999999999999999" }, 86_400_000],
    [{ "x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "300" }, 300_000],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("429 with %o asks to wait %s ms", async (headers, waitMs) => {
    const now = () => Date.parse("2026-11-21T14:00:00Z");
    const answered = await getFrom((socket) => socket.end(answer(429, headers as Record<string, string>)), {}, { now });
    expect(answered.status === "failed" && answered.retryAfterMs).toBe(waitMs);
  });
});

describe("TLS", () => {
  const trusted = { certificateAuthorities: [pem("good"), pem("expired"), pem("other-host")] };
  const secure = (name: string) =>
    serve((socket) => socket.end(answer(200, {}, "ok")), { tls: { key: pem(`${name}-key`), cert: pem(name) } });

  test("a good certificate passes", async () => {
    expect(await get((await secure("good")).url, {}, trusted)).toMatchObject({ status: "ok" });
  });

  test.each<[string, FetchHttpParts, string]>([
    ["good", {}, "tls-untrusted"],
    ["expired", trusted, "tls-expired"],
    ["other-host", trusted, "tls-wrong-host"],
  ])("%s with %o is refused", async (name, parts, code) => {
    const server = await secure(name);
    expect(await get(server.url, {}, parts)).toEqual(failed(code));
    expect(server.requests).toEqual([]);
  });

  test("plain HTTP on an https address is named", async () => {
    const plain = await serve((socket) => socket.end(answer(200)), {
      onConnect: (socket) => socket.write(answer(400)),
    });
    expect(await get(plain.url.replace("http:", "https:"))).toEqual(failed("tls-missing"));
  });
});

function drip(socket: Parameters<Misbehave>[0], start: string, drop: string): void {
  socket.write(start, "latin1");
  const timer = setInterval(() => socket.write(drop, "latin1"), 20);
  socket.on("close", () => clearInterval(timer));
}
