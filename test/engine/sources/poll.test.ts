import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const minute = 60_000;

test("a first poll brings the items, a second one asks with the validators and is told that nothing changed", async () => {
  const server = await startFeedServer();
  const etag = 'W/"a  1"';
  server.answerWith((_path, headers) =>
    headers["if-none-match"] === etag
      ? { status: 304 }
      : {
          headers: { etag, "last-modified": "Tue, 17 Nov 2026 09:00:00 GMT" },
          body: rss({ id: "a", text: "One" }, { id: "b", text: "Two" }),
        },
  );
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  expect(await desk.poll(id)).toEqual({ polled: 1, notModified: 0, failed: 0, newMentions: 2 });
  expect(await desk.poll(id)).toEqual({ polled: 1, notModified: 1, failed: 0, newMentions: 0 });
  expect(server.requests[0]?.headers["if-none-match"]).toBeUndefined();
  expect(server.requests[1]?.headers).toMatchObject({
    "if-none-match": etag,
    "if-modified-since": "Tue, 17 Nov 2026 09:00:00 GMT",
  });
  expect(await desk.row(id)).toMatchObject({
    name: "Averby Gazette",
    state: "ok",
    items: 2,
    mentions: 2,
    failures: 0,
    trouble: null,
  });
});

test("the same body again is not parsed, and validators that the answer lacks are dropped", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({
    headers: server.requests.length === 1 ? { etag: '"1"' } : {},
    body: rss({ id: "a", text: "One" }),
  }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  expect(await desk.poll(id)).toMatchObject({ notModified: 1 });
  await desk.poll(id);
  expect(server.requests.map((request) => request.headers["if-none-match"])).toEqual([undefined, '"1"', undefined]);
});

test.each([
  [{ status: 404 }, "fetch.http-404"],
  [{ status: 500 }, "fetch.http-5xx"],
  [{ body: "<!doctype html><html><body>Sign in</body></html>" }, "feed.not_a_feed"],
  [{ body: "" }, "feed.empty"],
])("%o is a failure on the source's row, and its items stay", async (answer, code) => {
  const server = await startFeedServer();
  server.answerWith(() =>
    server.requests.length === 1 ? { headers: { etag: '"1"' }, body: rss({ id: "a", text: "One" }) } : answer,
  );
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  expect(await desk.poll(id)).toMatchObject({ polled: 1, failed: 1 });
  expect(await desk.row(id)).toMatchObject({
    state: "retrying",
    failures: 1,
    items: 1,
    trouble: { code },
    nextCheckAt: desk.clock.now() + 15 * minute,
  });
  await desk.poll(id);
  expect(server.requests[2]?.headers["if-none-match"]).toBe('"1"');
  expect(await desk.row(id)).toMatchObject({ failures: 2, nextCheckAt: desk.clock.now() + 30 * minute });
  expect([await desk.events("source.down"), await desk.events("source.back")]).toEqual([1, 0]);
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }, { id: "b", text: "Two" }) }));
  await desk.poll(id);
  expect(await desk.row(id)).toMatchObject({ state: "ok", failures: 0, trouble: null, items: 2 });
  expect(await desk.events("source.back")).toBe(1);
});

test("a source that is gone is not asked again, and its items stay", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ status: 410 }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  expect(await desk.row(id)).toMatchObject({ state: "gone", trouble: { code: "fetch.http-410" }, nextCheckAt: null });
  expect(await desk.poll(id)).toMatchObject({ polled: 0 });
  expect([server.requests.length, await desk.events("source.gone")]).toEqual([1, 1]);
});

test("a server that asks for rest gets it, and so do its other feeds", async () => {
  const server = await startFeedServer();
  server.answerWith((path) => (path === "/a" ? { status: 429, headers: { "retry-after": "7200" } } : { body: rss() }));
  const desk = await startPollDesk(openNetHttp());
  const one = await desk.add(server.url("/a", "busy.example"));
  const other = await desk.add(server.url("/b", "busy.example"));
  await desk.poll(one.id);
  const until = desk.clock.now() + 120 * minute;
  expect([(await desk.row(one.id)).nextCheckAt, (await desk.row(other.id)).nextCheckAt]).toEqual([until, until]);
  desk.clock.advance(2 * minute);
  await expect(desk.poll(one.id)).rejects.toMatchObject({ code: "poll-too-soon", params: { seconds: 7080 } });
});

test("a public source is asked at most once a minute", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk(openNetHttp());
  const { id } = await desk.add(server.url("/a", "one.example"));
  await desk.poll(id);
  desk.clock.advance(20_000);
  await expect(desk.poll(id)).rejects.toMatchObject({ code: "poll-too-soon", params: { seconds: 40 } });
  desk.clock.advance(40_000);
  expect(await desk.poll(id)).toMatchObject({ polled: 1 });
});

test("more items than one transaction holds arrive whole, and a broken half is made good", async () => {
  const server = await startFeedServer();
  const entries = Array.from({ length: 450 }, (_, at) => ({ id: String(at), text: `Post ${at}` }));
  server.answerWith(() => ({ headers: { etag: '"1"' }, body: rss(...entries) }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  expect(await desk.poll(id)).toMatchObject({ newMentions: 450 });
  expect(await desk.events("ingest.stored")).toBe(5);
  // As after a stop between two transactions: the last items and the validators are missing.
  const source = desk.store.read.selectFrom("source").select(["etag", "body_hash"]);
  await desk.store.write((trx) => trx.updateTable("source").set({ etag: null, body_hash: null }).execute());
  expect(await desk.poll(id)).toMatchObject({ newMentions: 0 });
  expect(await source.executeTakeFirstOrThrow()).toMatchObject({ etag: '"1"' });
  expect(await desk.row(id)).toMatchObject({ items: 450, mentions: 450 });
});

test("a feed that gives all its entries new keys raises no cases", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  const old = new Date(desk.clock.now() - 48 * 60 * minute);
  const feed = (prefix: string) =>
    rss(
      ...Array.from({ length: 6 }, (_, at) => ({
        id: `${prefix}${at}`,
        text: `My ferry ${prefix}${at} is late, please help?`,
        date: old,
      })),
    );
  server.answerWith(() => ({ body: feed("a") }));
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  server.answerWith(() => ({ body: feed("b") }));
  await desk.poll(id);
  const cases = await desk.store.read.selectFrom("desk_case").select("id").execute();
  expect([(await desk.row(id)).items, cases.length]).toEqual([12, 0]);
});

test("a redirect is followed and never stored", async () => {
  const server = await startFeedServer();
  server.answerWith((path) =>
    path === "/feed"
      ? { status: 301, headers: { location: "/moved" } }
      : { headers: { etag: '"m"' }, body: rss({ id: "a", text: "One" }) },
  );
  const desk = await startPollDesk();
  const { id, url } = await desk.add(server.url());
  await desk.poll(id);
  await desk.poll(id);
  expect((await desk.row(id)).url).toBe(url);
  expect(server.requests.map(({ path, headers }) => [path, headers["if-none-match"]])).toEqual([
    ["/feed", undefined],
    ["/moved", undefined],
    ["/feed", undefined],
    ["/moved", '"m"'],
  ]);
});
