// Feeds that mean harm, on loopback: prints its port and answers until stdin ends. GET /KIND is one of them, /good an honest one.
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

const rss = (inner: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>${inner}</channel></rss>`;
const honest = rss(
  Array.from(
    { length: 50 },
    (_, at) =>
      `<item><guid>${at}</guid><title>Post ${at}</title><description>${"words ".repeat(50)}</description></item>`,
  ).join(""),
);

const bodies: Readonly<Record<string, () => string>> = {
  good: () => honest.replace("<title>T</title>", `<title>T</title><!-- ${Math.random()} -->`),
  "200,000 elements deep": () =>
    rss(`<item><guid>1</guid><description>${"<a>".repeat(200_000)}${"</a>".repeat(200_000)}</description></item>`),
  "200,000 attributes": () =>
    rss(
      `<item><guid>1</guid><description ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(" ")}>x</description></item>`,
    ),
  "60,000 items": () =>
    rss(Array.from({ length: 60_000 }, (_, at) => `<item><guid>${at}</guid><title>Post ${at}</title></item>`).join("")),
  "title of 20 MB": () => rss(`<item><guid>1</guid><title>${"x".repeat(20_000_000)}</title></item>`),
  "title of 9 MB": () => rss(`<item><guid>1</guid><title>${"x".repeat(9_000_000)}</title></item>`),
  "attribute of 10 MB": () => rss(`<item><guid>1</guid><link href="${"x".repeat(9_900_000)}"/></item>`),
  "2 million ampersands": () => rss(`<item><guid>1</guid><description>${"&".repeat(2_000_000)}</description></item>`),
};

function flood(response: ServerResponse): void {
  const block = Buffer.alloc(100_000, "<item><title>x</title></item>");
  let sent = 0;
  const more = (): void => {
    while (sent < 300_000_000 && !response.destroyed) {
      sent += block.length;
      if (!response.write(block)) return void response.once("drain", more);
    }
    response.end();
  };
  more();
}

const bomb = gzipSync(Buffer.alloc(300_000_000, "<item><title>x</title></item>"));

const server = createServer((request, response) => {
  const kind = decodeURIComponent((request.url ?? "/").slice(1));
  response.setHeader("content-type", "application/rss+xml");
  if (kind === "body of 300 MB") return flood(response);
  if (kind === "gzip bomb") return void response.setHeader("content-encoding", "gzip").end(bomb);
  const body = bodies[kind];
  if (!body) return void response.writeHead(404).end();
  response.end(body());
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.on("end", () => process.exit()).resume();
