import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const body = rss({ id: "a", text: "One" }, { id: "b", text: "Two" });

test("each fetch is in the log of its source with what it came to, the newest first", async () => {
  const server = await startFeedServer();
  const answers = [
    { headers: { etag: '"1"' }, body },
    { status: 304 },
    { headers: { etag: '"2"' }, body },
    { status: 500 },
    { status: 410 },
  ];
  server.answerWith(() => answers[server.requests.length - 1] ?? { status: 404 });
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  const at: number[] = [];
  for (const _answer of answers) {
    at.push(desk.clock.now());
    await desk.poll(id);
    desk.clock.advance(minute);
  }
  const rows = (await desk.fetches(id)).toReversed();
  const tookMs = expect.any(Number);
  const quiet = { trouble: null, tookMs };
  const next = (from: number | undefined, minutes: number) => (from ?? 0) + minutes * minute;
  expect(rows).toEqual([
    {
      ...quiet,
      at: at[0],
      outcome: "stored",
      conditional: false,
      httpStatus: 200,
      bytes: body.length,
      newItems: 2,
      nextCheckAt: next(at[0], 60),
    },
    {
      ...quiet,
      at: at[1],
      outcome: "not_modified",
      conditional: true,
      httpStatus: 304,
      bytes: null,
      newItems: 0,
      nextCheckAt: next(at[1], 60),
    },
    {
      ...quiet,
      at: at[2],
      outcome: "same",
      conditional: true,
      httpStatus: 200,
      bytes: body.length,
      newItems: 0,
      nextCheckAt: next(at[2], 60),
    },
    {
      tookMs,
      at: at[3],
      outcome: "failed",
      conditional: true,
      httpStatus: 500,
      bytes: null,
      newItems: null,
      trouble: { code: "fetch.http-5xx", params: { status: 500 } },
      nextCheckAt: next(at[3], 15),
    },
    {
      tookMs,
      at: at[4],
      outcome: "failed",
      conditional: true,
      httpStatus: 410,
      bytes: null,
      newItems: null,
      trouble: { code: "fetch.http-410", params: { status: 410 } },
      nextCheckAt: null,
    },
  ]);
});

test("the last fifty of each source are kept", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url("/a"));
  const other = await desk.add(server.url("/b"));
  await desk.poll(other.id);
  for (let poll = 0; poll < 53; poll += 1) {
    desk.clock.advance(1);
    await desk.poll(id);
  }
  const rows = await desk.fetches(id);
  expect([rows.length, rows[0]?.at, rows.at(-1)?.at]).toEqual([50, desk.clock.now(), desk.clock.now() - 49]);
  expect(await desk.store.read.selectFrom("fetch").select("id").execute()).toHaveLength(51);
  expect(await desk.fetches(other.id)).toHaveLength(1);
});

test("a long time without a network is one line, and takes no other's place", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body }));
  const line = { isCut: false };
  const desk = await startPollDesk(openNetHttp(line));
  const { id } = await desk.add(server.url("/feed", "one.example"));
  desk.intake.start();
  await desk.pass(minute);
  line.isCut = true;
  await desk.pass(5 * 60 * minute, minute);
  line.isCut = false;
  await desk.pass(3 * minute);
  expect((await desk.fetches(id)).map(({ outcome }) => outcome)).toEqual(["same", "offline", "stored"]);
});

test("a source that is not there has no log", async () => {
  const desk = await startPollDesk();
  await expect(desk.fetches("01KA8K3F000000000000000000")).rejects.toMatchObject({ code: "not-found" });
});

test("hints, pace and repair are learned from the answer, and the next try goes by them", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  const entries = Array.from({ length: 400 }, (_, at) => ({
    id: `${at}`,
    text: `Post ${at}`,
    date: new Date(desk.clock.now() - (at * 7 * day) / 420),
  }));
  const answer = { headers: { etag: '"1"', "cache-control": "max-age=600" }, body: rss(...entries) };
  server.answerWith(() => answer);
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  expect(await desk.source(id)).toMatchObject({ paceMinutes: 25, hintMinutes: 10, repaired: false });
  expect((await desk.row(id)).nextCheckAt).toBe(desk.clock.now() + 25 * minute);
  // A 304 without hints leaves them as they are; one with a hint is believed.
  server.answerWith(() => ({ status: 304 }));
  await desk.poll(id);
  expect((await desk.source(id)).hintMinutes).toBe(10);
  server.answerWith(() => ({ status: 304, headers: { "cache-control": "max-age=7200" } }));
  await desk.poll(id);
  expect((await desk.row(id)).nextCheckAt).toBe(desk.clock.now() + 120 * minute);
  // A page that says so no more is free again, and seven updates a day are no whole number of minutes.
  const syndication = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
  const often = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>7</sy:updateFrequency><ttl>30</ttl>";
  server.answerWith(() => ({
    headers: { etag: '"2"' },
    body: rss(...entries, { id: "new", text: "New" })
      .replace("<rss ", `<rss ${syndication} `)
      .replace("<channel>", `<channel>${often}`),
  }));
  await desk.poll(id);
  expect(await desk.source(id)).toMatchObject({ hintMinutes: null, ttlMinutes: 206, paceMinutes: 25 });
  expect((await desk.row(id)).nextCheckAt).toBe(desk.clock.now() + 206 * minute);
});
