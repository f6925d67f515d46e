import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { answer } from "../support/fault-server.ts";
import type { Misbehave } from "../support/fault-server.ts";
import { feedAnswer, startFaultDesk, startSwitchServer, threePosts } from "./fault-desk.ts";
import { expectFault, expectGood, expectTrouble } from "./expect-fault.ts";

// Faults 1 to 16 of reliability: the line and the bytes. The two slow ones are in slow.test.ts.

test("fault 1: a name that nobody knows", async () => {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  const { id } = await desk.add(`http://broken.example:${server.port}/feed`);
  await expectGood(desk, id, 2);
  desk.names.set("broken.example", "unknown");
  await expectTrouble(desk, id, { says: /address was not found/, items: 2 });
  desk.names.delete("broken.example");
  server.behave = (socket) => socket.end(feedAnswer(threePosts));
  await expectGood(desk, id, 3);
});

test("fault 2: a connection that is refused", async () => {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  const { id } = await desk.add(`http://broken.example:${server.port}/feed`);
  await expectGood(desk, id, 2);
  await server.close();
  await expectTrouble(desk, id, { says: /refused the connection/, items: 2 });
  const again = await startSwitchServer({ port: server.port });
  again.behave = (socket) => socket.end(feedAnswer(threePosts));
  await expectGood(desk, id, 3);
});

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n";
const half = threePosts.slice(0, threePosts.indexOf("</item>") + 20);
const packed = gzipSync(threePosts.repeat(20));
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

test.each<[string, Misbehave, RegExp]>([
  [
    "3: a reset in the middle of the answer",
    (socket) => socket.write(`${head}Content-Length: 5000\r\n\r\n${half}`, () => socket.resetAndDestroy()),
    /broke off/,
  ],
  ["4: an empty reply", (socket) => socket.end(), /closed the connection without an answer/],
  ["5: a status line of garbage", (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n\r\n"), /does not speak HTTP/],
  [
    "6: a flood of headers",
    (socket) => socket.end(`${head}${`X-Flood: ${"a".repeat(1000)}\r\n`.repeat(20)}\r\n`),
    /headers that are too long/,
  ],
  ["10: chunks without an end", (socket) => socket.end(`${chunked}${chunk(threePosts)}`), /broke off/],
  ["11: chunks cut inside the XML", (socket) => socket.end(`${chunked}ffff\r\n${half}`), /broke off/],
  [
    "14: gzip that is none",
    (socket) => socket.end(feedAnswer(threePosts, { "content-encoding": "gzip" })),
    /compressed answer is damaged/,
  ],
  [
    "14: gzip with wrong bytes",
    (socket) =>
      socket.end(
        feedAnswer(Buffer.concat([packed.subarray(0, 40), Buffer.alloc(8, 0xff), packed.subarray(48)]), {
          "content-encoding": "gzip",
        }),
      ),
    /compressed answer is damaged/,
  ],
  [
    "15: gzip that ends too early",
    (socket) => socket.end(feedAnswer(packed.subarray(0, packed.length - 9), { "content-encoding": "gzip" })),
    /compressed answer is damaged/,
  ],
  [
    "16: an unknown encoding",
    (socket) => socket.end(feedAnswer("x", { "content-encoding": "zstd" })),
    /compressed in a way this app cannot read: zstd/,
  ],
])("fault %s", async (_name, misbehave, says) => {
  const { row } = await expectFault({ misbehave, says });
  expect(row.items).toBe(2);
});

test("fault 9: a Content-Length that is too long is seen when the connection ends, not at the time limit", async () => {
  const before = performance.now();
  await expectFault({
    misbehave: (socket) => socket.end(feedAnswer(half, { "content-length": "90000" })),
    says: /broke off/,
  });
  expect(performance.now() - before).toBeLessThan(15_000);
});

/** Writes blocks until the reader has had enough, and says how much left. */
function pour(total: number, headers: string): { readonly misbehave: Misbehave; readonly sent: () => number } {
  let sent = 0;
  const block = Buffer.alloc(100_000, "<item><title>x</title></item>");
  const misbehave: Misbehave = (socket) => {
    socket.write(`${head}${headers}\r\n`);
    const more = (): void => {
      while (sent < total && !socket.destroyed) {
        sent += block.length;
        if (!socket.write(block)) return void socket.once("drain", more);
      }
    };
    more();
  };
  return { misbehave, sent: () => sent };
}

test("fault 12: a body of 300 MB is cut at 10 MB", async () => {
  const flood = pour(300_000_000, "");
  await expectFault({ misbehave: flood.misbehave, says: /larger than 10 MB/ });
  expect(flood.sent()).toBeLessThanOrEqual(16_000_000);
});

test("fault 13: a gzip bomb of 300 MB is cut at 10 MB unpacked", async () => {
  const bomb = gzipSync(Buffer.alloc(300_000_000));
  const { server } = await expectFault({
    misbehave: (socket) => socket.end(answer(200, { "content-encoding": "gzip" }, bomb)),
    says: /larger than 10 MB/,
  });
  await server.allClosed();
  expect(server.openSockets()).toBe(0);
});
