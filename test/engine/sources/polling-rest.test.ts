import { describe, expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import type { PollDesk } from "./intake-desk.ts";

const minute = 60_000;
const hour = 60 * minute;
const body = rss({ id: "a", text: "One" });

/** Minutes until the next fetch of each source. */
const waits = async (desk: PollDesk, ...sources: readonly { readonly id: string }[]) =>
  Promise.all(
    sources.map(async ({ id }) => {
      const { nextCheckAt } = await desk.source(id);
      return nextCheckAt === null ? null : (nextCheckAt - desk.clock.now()) / minute;
    }),
  );

/** Two sources of one host and one of another; only `/busy` is told what the test says. */
async function startBusyDesk(
  answer: { readonly status: number; readonly headers?: Record<string, string> },
  host = "busy.example",
) {
  const server = await startFeedServer();
  server.answerWith((path) => (path.startsWith("/busy") ? { ...answer, body } : { body }));
  const desk = await startPollDesk(openNetHttp());
  const busy = await desk.add(server.url("/busy", host));
  const neighbour = await desk.add(server.url("/neighbour", host));
  const stranger = await desk.add(server.url("/stranger", "quiet.example"));
  return { desk, server, busy, neighbour, stranger, host };
}

describe("a server that asks for rest", () => {
  test.each<[number, Record<string, string>, number]>([
    [429, { "retry-after": "7200" }, 120],
    [503, { "retry-after": "7200" }, 120],
    [429, { "retry-after": "Tue, 17 Nov 2026 12:00:00 GMT", date: "Tue, 17 Nov 2026 10:00:00 GMT" }, 120],
    // Its clock is two days behind ours; the two hours are right all the same.
    [503, { "retry-after": "Sun, 15 Nov 2026 12:00:00 GMT", date: "Sun, 15 Nov 2026 10:00:00 GMT" }, 120],
    [429, { "retry-after": "99999999" }, 1440],
    [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3600" }, 60],
  ])("with %i and %o gets it for all that is read from it: %i minutes", async (status, headers, minutes) => {
    const { desk, busy, neighbour, stranger } = await startBusyDesk({ status, headers });
    await desk.poll(busy.id);
    expect(await waits(desk, busy, neighbour, stranger)).toEqual([minutes, minutes, null]);
  });

  test("for a second waits as long as any failure: 15 minutes, and asks its others after one", async () => {
    const { desk, busy, neighbour } = await startBusyDesk({ status: 429, headers: { "retry-after": "1" } });
    await desk.poll(busy.id);
    expect(await waits(desk, busy, neighbour)).toEqual([15, 1]);
  });

  test.each([429, 503])("with %i and no time waits 15, 30, 60 minutes by itself alone", async (status) => {
    const { desk, busy, neighbour } = await startBusyDesk({ status });
    const seen: unknown[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      await desk.poll(busy.id);
      seen.push(...(await waits(desk, busy, neighbour)));
      desk.clock.advance(2 * minute);
    }
    expect(seen).toEqual([15, null, 30, null, 60, null]);
  });

  test("although its answer was good, because its limit is used up, gets it too", async () => {
    const { desk, server, busy, neighbour } = await startBusyDesk({
      status: 200,
      headers: { etag: '"1"', "x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "540" },
    });
    await desk.poll(busy.id);
    expect(await waits(desk, busy, neighbour)).toEqual([60, 9]);
    await expect(desk.poll(busy.id)).rejects.toMatchObject({ code: "poll-too-soon", params: { seconds: 540 } });
    expect(server.requests).toHaveLength(1);
  });

  test("is not asked by hand before that, by none of its sources, nor after a restart", async () => {
    const { desk, server, busy, neighbour, stranger } = await startBusyDesk({
      status: 503,
      headers: { "retry-after": "7200" },
    });
    await desk.poll(busy.id);
    desk.clock.advance(hour);
    await desk.restart();
    for (const { id } of [busy, neighbour])
      await expect(desk.poll(id)).rejects.toMatchObject({ code: "poll-too-soon", params: { seconds: 3600 } });
    const all = await desk.intake.handlers["sources.poll"]({ all: true }, desk.call);
    expect(all).toMatchObject({ polled: 1 });
    expect(server.requests.map(({ path }) => path)).toEqual(["/busy", "/stranger"]);
    desk.clock.advance(hour);
    expect(await desk.poll(neighbour.id)).toMatchObject({ polled: 1 });
    expect(stranger.id).not.toBe(busy.id);
  });

  test("is not asked for a source that was added meanwhile, nor because an interval was changed", async () => {
    const { desk, server, busy, neighbour, host } = await startBusyDesk({
      status: 429,
      headers: { "retry-after": "7200" },
    });
    await desk.poll(busy.id);
    const added = await desk.add(server.url("/added", host));
    await desk.store.write((trx) =>
      trx.updateTable("source").set({ next_check_at: 0 }).where("public_id", "=", neighbour.id).execute(),
    );
    desk.intake.start();
    await desk.pass(90 * minute);
    const ofHost = () => server.requests.map(({ path }) => path).filter((path) => path !== "/stranger");
    expect(ofHost()).toEqual(["/busy"]);
    expect((await desk.source(added.id)).restUntil).not.toBeNull();
    server.answerWith(() => ({ body }));
    await desk.pass(40 * minute);
    expect(ofHost().toSorted()).toEqual(["/added", "/busy", "/busy", "/neighbour"]);
  });

  test("inside one's own network speaks for that source alone", async () => {
    const { desk, busy, neighbour } = await startBusyDesk(
      { status: 429, headers: { "retry-after": "7200" } },
      "nas.local",
    );
    await desk.poll(busy.id);
    expect(await waits(desk, busy, neighbour)).toEqual([120, null]);
  });

  test.each<[number, (number | null)[]]>([
    [502, [120, null]],
    [503, [120, null]],
    [429, [120, 120]],
  ])("as a bridge of many sites with %i: %o", async (status, expected) => {
    const { desk, busy, neighbour } = await startBusyDesk(
      { status, headers: { "retry-after": "7200" } },
      "rsshub.example",
    );
    await desk.poll(busy.id);
    expect(await waits(desk, busy, neighbour)).toEqual(expected);
  });
});

test("by hand one feed is asked at most once a minute, and conditionally", async () => {
  const server = await startFeedServer();
  server.answerWith((_path, headers) =>
    headers["if-none-match"] === '"1"' ? { status: 304 } : { headers: { etag: '"1"' }, body },
  );
  const desk = await startPollDesk(openNetHttp());
  const { id } = await desk.add(server.url("/a", "one.example"));
  await desk.poll(id);
  desk.clock.advance(59_999);
  await expect(desk.poll(id)).rejects.toMatchObject({ code: "poll-too-soon", params: { seconds: 1 } });
  desk.clock.advance(1);
  expect(await desk.poll(id)).toMatchObject({ notModified: 1 });
  expect(server.requests).toHaveLength(2);
});

test("what is no feed is never polled: entries by hand have no server", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk(openNetHttp());
  const { id } = await desk.add(server.url("/a", "one.example"));
  await desk.store.write((trx) => trx.updateTable("source").set({ kind: "by_hand" }).execute());
  desk.intake.start();
  await desk.pass(2 * minute);
  expect(await desk.intake.handlers["sources.poll"]({ ids: [id], all: false }, desk.call)).toMatchObject({ polled: 0 });
  expect(await desk.intake.handlers["sources.poll"]({ all: true }, desk.call)).toMatchObject({ polled: 0 });
  expect(server.requests).toEqual([]);
});

test("Reddit is not asked twice in 61 seconds because the program was started again", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ headers: { etag: '"1"' }, body }));
  const desk = await startPollDesk(openNetHttp());
  const one = await desk.add(server.url("/r/a.rss", "www.reddit.com"));
  const other = await desk.add(server.url("/r/b.rss", "old.reddit.com"));
  await desk.poll(one.id);
  desk.clock.advance(20_000);
  await desk.restart();
  desk.intake.start();
  await desk.pass(40_000);
  expect(server.requests.map(({ path }) => path)).toEqual(["/r/a.rss"]);
  await desk.pass(20_000);
  expect(server.requests.map(({ path }) => path)).toEqual(["/r/a.rss", "/r/b.rss"]);
  expect((await desk.source(other.id)).restUntil).toBeNull();
});

test("rest that a host asks for gives no next time to a source of it that is gone", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk(openNetHttp());
  server.answerWith((path) =>
    path === "/gone" ? { status: 410 } : { status: 429, headers: { "retry-after": "3600" } },
  );
  const gone = await desk.add(server.url("/gone", "paper.example"), { allowPrivate: false });
  await desk.poll(gone.id);
  const busy = await desk.add(server.url("/busy", "paper.example"), { allowPrivate: false });
  const polled = desk.poll(busy.id);
  desk.clock.advance(2000);
  await polled;
  expect((await desk.source(busy.id)).restUntil).not.toBeNull();
  expect(await desk.source(gone.id)).toMatchObject({ nextCheckAt: null, restUntil: null });
});
