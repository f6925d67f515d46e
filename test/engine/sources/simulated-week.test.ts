import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import type { Answer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const body = rss({ id: "a", text: "One" });

const failures: Readonly<Record<string, Answer>> = {
  "http-404": { status: 404 },
  "http-401": { status: 401 },
  "http-403": { status: 403 },
  "http-5xx": { status: 503 },
  "http-429": { status: 429, headers: { "retry-after": "3600" } },
  page: { headers: { "content-type": "text/html" }, body: "<!doctype html><html><body>Sign in</body></html>" },
  empty: { body: " " },
  damaged: { headers: { "content-encoding": "gzip" }, body: "no gzip" },
};

test(
  "sources that fail for a week back off, are shown as broken, and recover by themselves",
  { timeout: 2 * minute },
  async () => {
    const server = await startFeedServer();
    const line = { isCut: false, deadHosts: [] as readonly string[] };
    const desk = await startPollDesk(openNetHttp(line));
    const names = Object.keys(failures);
    const idOf = new Map<string, string>();
    for (const name of [...names, "dead", "well"])
      idOf.set(name, (await desk.add(server.url(`/${name}`, `${name}.example`))).id);
    server.answerWith(() => ({ headers: { etag: '"1"' }, body }));
    desk.intake.start();
    await desk.pass(2 * minute);

    line.deadHosts = ["dead.example"];
    const from = server.requests.length;
    const begunAt = desk.clock.now();
    const asked = new Map<string, number[]>(names.map((name) => [name, []]));
    server.answerWith((path) => {
      const name = path.slice(1);
      asked.get(name)?.push((desk.clock.now() - begunAt) / hour);
      return failures[name] ?? { headers: { etag: '"1"' }, body };
    });
    await desk.pass(7 * day, 5 * minute);

    for (const name of [...names, "dead"]) {
      const row = await desk.row(idOf.get(name) ?? "");
      expect(row).toMatchObject({ state: "broken", items: 1, nextCheckAt: expect.any(Number) });
      expect(row.failures).toBeGreaterThanOrEqual(10);
      // 15, 30, 60 minutes … a day.
      expect(row.failures).toBeLessThanOrEqual(16);
    }
    for (const times of asked.values()) {
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(24.2);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0.2);
    }
    expect(await desk.row(idOf.get("well") ?? "")).toMatchObject({ state: "quiet", failures: 0 });
    expect(server.requests.length - from).toBeGreaterThan(names.length * 10);
    expect([await desk.events("source.down"), await desk.events("source.gone")]).toEqual([names.length + 1, 0]);

    line.deadHosts = [];
    server.answerWith(() => ({ body: rss({ id: "a", text: "One" }, { id: "b", text: "Two" }) }));
    await desk.pass(1.1 * day, 5 * minute);
    for (const id of idOf.values()) expect(await desk.row(id)).toMatchObject({ state: "ok", failures: 0, items: 2 });
    expect(await desk.events("source.back")).toBe(names.length + 1);
  },
);
