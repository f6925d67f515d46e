import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openNetHttp, rss } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import { goodManners, judgeManners } from "./manners.ts";
import type { Visit } from "./manners.ts";

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 17, 10);

type Feed = {
  readonly host: string;
  readonly path: string;
  readonly has: "both" | "etag" | "date" | "nothing";
  readonly changesEach: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ttl?: number;
  readonly itemsAWeek?: number;
  readonly wantsMinutes: number;
  readonly fails?: (at: number) => { readonly status: number; readonly restMinutes?: number } | null;
  readonly redirectsTo?: string;
};

const usual = { has: "both", changesEach: 3 * hour, wantsMinutes: 15 } as const;
const feeds: readonly Feed[] = [
  ...Array.from({ length: 6 }, (_, at) => ({ ...usual, host: "many.example", path: `/${at}` })),
  { ...usual, host: "etag.example", path: "/feed", has: "etag" },
  { ...usual, host: "date.example", path: "/feed", has: "date", changesEach: 7 * hour },
  { ...usual, host: "whole.example", path: "/feed?x=1&y", has: "nothing", wantsMinutes: 60 },
  { ...usual, host: "fast.example", path: "/feed", itemsAWeek: 360, changesEach: 20 * minute },
  {
    ...usual,
    host: "fresh.example",
    path: "/feed",
    itemsAWeek: 360,
    headers: { "cache-control": "public, max-age=7200" },
    wantsMinutes: 120,
  },
  { ...usual, host: "ttl.example", path: "/feed", itemsAWeek: 360, ttl: 100, wantsMinutes: 100 },
  {
    ...usual,
    host: "video.example",
    path: "/f",
    has: "nothing",
    headers: { "cache-control": "max-age=900" },
    wantsMinutes: 60,
  },
  ...["www.reddit.com", "old.reddit.com", "reddit.com"].map((host) => ({
    ...usual,
    host,
    path: "/search.rss?q=ferry",
  })),
  // Asks for rest every few hours, by a status and by a used-up limit.
  {
    ...usual,
    host: "busy.example",
    path: "/a",
    fails: (at) => ((at - start) % (6 * hour) > 5 * hour ? { status: 429, restMinutes: 100 } : null),
  },
  { ...usual, host: "busy.example", path: "/b" },
  { ...usual, host: "broken.example", path: "/feed", fails: () => ({ status: 500 }) },
  { ...usual, host: "missing.example", path: "/feed", fails: (at) => (at - start < 8 * hour ? { status: 404 } : null) },
  { ...usual, host: "left.example", path: "/feed", redirectsTo: "arrived.example/feed" },
];

/** Nobody added it: it is where another one leads to. */
const target: Feed = { ...usual, host: "arrived.example", path: "/feed" };

function bodyOf(feed: Feed, version: number, now: number): string {
  const count = feed.itemsAWeek ?? 10;
  const entries = Array.from({ length: Math.min(count, 400) }, (_, at) => ({
    id: `${feed.host}${feed.path}${version - at}`,
    text: `Entry ${version - at}`,
    date: new Date(now - (at * 7 * 24 * hour) / count),
  }));
  return rss(...entries).replace("<channel>", `<channel>${feed.ttl ? `<ttl>${feed.ttl}</ttl>` : ""}`);
}

/** The servers of all feeds: each remembers what it gave, and says so by the book. */
async function startServers(now: () => number) {
  const log: Visit[] = [];
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const path = request.url ?? "/";
    const feed = [...feeds, target].find((one) => one.host === host && one.path === path);
    const answer = answerOf(feed, request.headers, now());
    log.push({ at: now(), host, path, headers: request.headers, ...answer.seen });
    response.sendDate = false;
    response.writeHead(answer.seen.status, { "set-cookie": `seen=${log.length}; Path=/`, ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });

  function answerOf(feed: Feed | undefined, sent: Visit["headers"], at: number) {
    const nothing = { etag: null, lastModified: null, wantsMinutes: 0, restUntil: null };
    if (!feed) return { seen: { ...nothing, status: 404 }, headers: {}, body: "" };
    const failure = feed.fails?.(at);
    if (failure) {
      const rest = failure.restMinutes;
      const headers: Record<string, string> = rest ? { "retry-after": String(rest * 60) } : {};
      return {
        seen: { ...nothing, status: failure.status, restUntil: rest ? at + rest * minute : null },
        headers,
        body: "",
      };
    }
    if (feed.redirectsTo) {
      const location = `http://${feed.redirectsTo.replace("/", `:${port}/`)}`;
      return { seen: { ...nothing, status: 302 }, headers: { location }, body: "" };
    }
    const version = Math.floor((at - start) / feed.changesEach);
    const changedAt = start + version * feed.changesEach;
    const etag = feed.has === "both" || feed.has === "etag" ? `W/"${feed.path}-${version}"` : null;
    const lastModified = feed.has === "both" || feed.has === "date" ? new Date(changedAt).toUTCString() : null;
    const isKnown =
      etag === null
        ? lastModified !== null && sent["if-modified-since"] === lastModified
        : sent["if-none-match"] === etag;
    const headers: Record<string, string> = {
      ...feed.headers,
      ...(etag === null ? {} : { etag }),
      ...(lastModified === null ? {} : { "last-modified": lastModified }),
    };
    const seen = { etag, lastModified, wantsMinutes: feed.wantsMinutes, restUntil: null };
    return isKnown
      ? { seen: { ...seen, status: 304 }, headers, body: "" }
      : { seen: { ...seen, status: 200 }, headers, body: bodyOf(feed, version, changedAt) };
  }
  return { log, urlOf: ({ host, path }: Feed) => `http://${host}:${port}${path}` };
}

const spacing = (host: string) => (host === "reddit.com" ? 61_000 : 2000);

test(
  "a day of polling, with restarts, a sleep and an hour without a network, is a day of good manners",
  { timeout: 2 * minute },
  async () => {
    const line: { isCut: boolean; now: () => number } = { isCut: false, now: () => start };
    const desk = await startPollDesk(openNetHttp(line));
    line.now = desk.clock.now;
    let seed = 7;
    Object.assign(desk.ids, { fraction: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 });
    const servers = await startServers(desk.clock.now);
    const ids: string[] = [];
    for (const feed of feeds) ids.push((await desk.add(servers.urlOf(feed), { everything: false })).id);
    desk.intake.start();
    for (let hours = 1; hours <= 24; hours += 1) {
      line.isCut = hours === 9;
      await desk.pass(hour, minute);
      if (hours % 7 === 0) {
        await desk.restart();
        desk.intake.start();
      }
      if (hours === 16) desk.clock.setNow(desk.clock.now() + 90 * minute);
    }

    expect(judgeManners(servers.log, spacing)).toEqual(goodManners);
    const asked = Map.groupBy(servers.log, ({ host, path }) => host + path);
    expect(asked.size).toBe(feeds.length + 1);
    const times = (name: string) => asked.get(name)?.length ?? 0;
    // Nobody was forgotten either: hourly by default, faster where the pace is, slower where the server asks for it.
    expect(times("etag.example/feed")).toBeGreaterThanOrEqual(20);
    expect(times("etag.example/feed")).toBeLessThanOrEqual(30);
    expect(times("fast.example/feed")).toBeGreaterThan(40);
    expect(times("fresh.example/feed")).toBeLessThanOrEqual(13);
    expect(times("broken.example/feed")).toBeLessThanOrEqual(9);
    const rows = await Promise.all(ids.map((id) => desk.row(id)));
    const failing = rows.filter(({ failures }) => failures > 0).map(({ url }) => URL.parse(url)?.hostname);
    expect(failing.filter((host) => host !== "busy.example")).toEqual(["broken.example"]);
  },
);

test("the judge of manners sees bad ones", () => {
  const visit: Visit = {
    at: 0,
    host: "a.example",
    path: "/feed",
    headers: {},
    status: 200,
    etag: '"1"',
    lastModified: null,
    wantsMinutes: 15,
    restUntil: null,
  };
  const rude: readonly Visit[] = [
    { ...visit, restUntil: 5 * minute },
    { ...visit, at: 1000, headers: { cookie: "a=1", referer: "http://b.example/" } },
    { ...visit, at: 20 * minute, headers: { "if-none-match": '"0"' } },
    { ...visit, at: 40 * minute, headers: { "if-none-match": '"1"', "if-modified-since": "now" } },
  ];
  expect(judgeManners(rude, spacing)).toEqual({
    bogus: [expect.stringContaining('\\"0\\"'), expect.stringContaining("now")],
    unconditional: ["a.example/feed: whole"],
    cookies: 1,
    referrers: 1,
    tooSoon: [expect.stringMatching(/after 0.01/)],
    duringRest: ["a.example"],
    crowded: ["a.example 1000 ms"],
  });
});
