// Many feeds on loopback, for benches: `node feed-farm.ts FEEDS ITEMS` prints its port and answers until stdin ends.
// GET /N.xml is a feed with ETag and Last-Modified; GET /add/K puts K new items on top of each; GET /seen tells the counts.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const [feeds = 0, items = 0] = process.argv.slice(2).map(Number);
const start = Date.now() - 60 * 60_000;
/** Four posts a day: a feed of fifty reaches back two weeks. */
const spacingMs = 6 * 60 * 60_000;
const vocabulary = (
  "ferry harbour booking ticket late morning evening crossing island weather kitchen supper queue driver phone answer " +
  "letter market garden school bridge river winter summer price refund window captain cabin coffee bread fish boat " +
  "timetable notice storm repair engine passenger luggage quay lantern village festival concert football library " +
  "waiting asked told heard found lost walked missed thanked opened closed moved sold bought cooked painted mended " +
  "slowly quickly again never always together nearby early finally honestly the a our their this that with without " +
  "under beside after before because although while until"
).split(" ");

/** The same words for the same number in every run; different ones for each number. */
function words(seed: number, count: number): string {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  const next = () => (state = (state * 1_664_525 + 1_013_904_223) >>> 0);
  return Array.from({ length: count }, () => vocabulary[next() % vocabulary.length]).join(" ");
}

function feedOf(feed: number, added: number): string {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const all = Array.from({ length: items }, (_, at) => {
    const item = items + added - 1 - at;
    const seed = feed * 10_000 + item;
    return `<item><title>${words(seed, 7)}</title><link>${origin}/posts/${feed}/${item}</link><guid isPermaLink="false">post-${feed}-${item}</guid><pubDate>${new Date(start - (items - item) * spacingMs).toUTCString()}</pubDate><description>${words(seed + 5_000, 28)}.</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Feed ${feed}</title><link>${origin}/</link><description>d</description>\n${all.join("\n")}\n</channel></rss>`;
}

let added = 0;
const bodies = new Map<string, string>();
const seen = { whole: 0, notModified: 0, bytes: 0 };
const server = createServer((request, response) => {
  const [, first = "", second = ""] = (request.url ?? "").split("/");
  if (first === "seen") return void response.end(JSON.stringify(seen));
  if (first === "add") {
    added = Number(second);
    Object.assign(seen, { whole: 0, notModified: 0, bytes: 0 });
    return void response.end();
  }
  const feed = Number.parseInt(first, 10);
  if (!(feed >= 0 && feed < feeds)) return void response.writeHead(404).end();
  const etag = `"${feed}-${added}"`;
  response.setHeader("etag", etag);
  response.setHeader("last-modified", new Date(start + added * 60_000).toUTCString());
  if (request.headers["if-none-match"] === etag) {
    seen.notModified += 1;
    return void response.writeHead(304).end();
  }
  const body = bodies.get(etag) ?? feedOf(feed, added);
  bodies.set(etag, body);
  seen.whole += 1;
  seen.bytes += body.length;
  response.writeHead(200, { "content-type": "application/rss+xml; charset=utf-8" }).end(body);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.on("end", () => process.exit()).resume();
