import { expect, test } from "vitest";
import { rss, startFeedServer } from "./feed-server.ts";
import type { FeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const body = rss({ id: "a", text: "One" });
const older = "Mon, 16 Nov 2026 09:00:00 GMT";
const newer = "Tue, 17 Nov 2026 09:00:00 GMT";

/** What each request sent to be told that nothing changed. */
const sent = ({ requests }: FeedServer) =>
  requests.map(({ headers }) => [headers["if-none-match"], headers["if-modified-since"]]);

test("both validators are replaced on every 200, though the body is the same", async () => {
  const server = await startFeedServer();
  server.answerWith(() => {
    const at = server.requests.length;
    return { headers: { etag: `"${at}"`, "last-modified": at === 1 ? older : newer }, body };
  });
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  for (let poll = 0; poll < 3; poll += 1) await desk.poll(id);
  expect(sent(server)).toEqual([
    [undefined, undefined],
    ['"1"', older],
    ['"2"', newer],
  ]);
});

test("a 304 that carries Last-Modified refreshes it and keeps the ETag", async () => {
  const server = await startFeedServer();
  server.answerWith((_path, headers) =>
    headers["if-none-match"] === undefined
      ? { headers: { etag: '"1"', "last-modified": older }, body }
      : { status: 304, headers: { "last-modified": newer } },
  );
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  for (let poll = 0; poll < 3; poll += 1) await desk.poll(id);
  expect(sent(server).slice(1)).toEqual([
    ['"1"', older],
    ['"1"', newer],
  ]);
});

test("validators go to no other address than the one that gave them", async () => {
  const server = await startFeedServer();
  let target = "/one";
  server.answerWith((path) =>
    path === "/feed"
      ? { status: 302, headers: { location: target } }
      : { headers: { etag: `"${path}"` }, body: rss({ id: path, text: "One" }) },
  );
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  target = "/other";
  await desk.poll(id);
  await desk.poll(id);
  expect(
    server.requests.filter(({ path }) => path !== "/feed").map(({ path, headers }) => [path, headers["if-none-match"]]),
  ).toEqual([
    ["/one", undefined],
    ["/other", undefined],
    ["/other", '"/other"'],
  ]);
  expect((await desk.fetches(id)).map(({ conditional }) => conditional)).toEqual([true, false, false]);
});

test("a web page in the feed's place leaves validators, body and items as they were", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ headers: { etag: '"1"' }, body }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  const before = await desk.source(id);
  server.answerWith(() => ({
    headers: { etag: '"page"', "last-modified": newer, "content-type": "text/html", "cache-control": "max-age=86400" },
    body: "<!doctype html><html><body>Sign in to the hotel's network</body></html>",
  }));
  await desk.poll(id);
  const { etag, lastModified, bodyHash, fullFetchAt, hintMinutes } = before;
  expect(await desk.source(id)).toMatchObject({ etag, lastModified, bodyHash, fullFetchAt, hintMinutes });
  expect(await desk.row(id)).toMatchObject({ items: 1, failures: 1, trouble: { code: "feed.not_a_feed" } });
});

test("a server that says 'not modified' for ever is read whole about once a week, and never because of a restart", async () => {
  const server = await startFeedServer();
  let entries = [{ id: "a", text: "One" }];
  server.answerWith((_path, headers) =>
    headers["if-none-match"] === undefined ? { headers: { etag: '"stuck"' }, body: rss(...entries) } : { status: 304 },
  );
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  entries = [{ id: "b", text: "Two" }, ...entries];
  for (let halfDays = 1; halfDays <= 40; halfDays += 1) {
    desk.clock.advance(day / 2);
    if (halfDays % 5 === 0) await desk.restart();
    await desk.poll(id);
  }
  const whole = sent(server).flatMap(([etag], at) => (etag === undefined ? [at / 2] : []));
  expect(whole).toHaveLength(3);
  const [first = -1, second = 0, third = 0] = whole;
  expect(first).toBe(0);
  for (const days of [second - first, third - second]) {
    expect(days).toBeGreaterThanOrEqual(6);
    expect(days).toBeLessThanOrEqual(8);
  }
  expect((await desk.row(id)).items).toBe(2);
});

test("a source of an older workspace, whose last full fetch nobody knows, is not read whole at once", async () => {
  const server = await startFeedServer();
  server.answerWith((_path, headers) =>
    headers["if-none-match"] === undefined ? { headers: { etag: '"1"' }, body } : { status: 304 },
  );
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  await desk.store.write((trx) => trx.updateTable("source").set({ full_fetch_at: null }).execute());
  desk.clock.advance(30 * day);
  await desk.poll(id);
  expect(sent(server).map(([etag]) => etag)).toEqual([undefined, '"1"']);
  expect((await desk.source(id)).fullFetchAt).toBe(desk.clock.now());
});

test("nothing but the feed is asked for: no cookie, referrer or hub, and no change to its address", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({
    headers: { "set-cookie": "seen=1; Path=/", link: `<${server.url("/hub")}>; rel="hub"`, etag: '"1"' },
    body: `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>
      <link rel="hub" href="${server.url("/hub")}"/><link rel="self" href="${server.url("/self")}"/>
      <icon>${server.url("/icon.png")}</icon>
      <entry><id>1</id><title>One</title><content type="html">&lt;img src="${server.url("/pixel.gif")}"&gt;</content></entry></feed>`,
  }));
  const desk = await startPollDesk();
  const { id } = await desk.add(`${server.url("/feed?tag=a%20b&x")}#part`);
  await desk.poll(id);
  await desk.poll(id);
  expect(server.requests.map(({ path }) => path)).toEqual(["/feed?tag=a%20b&x", "/feed?tag=a%20b&x"]);
  const names = [...new Set(server.requests.flatMap(({ headers }) => Object.keys(headers)))].toSorted();
  expect(names).toEqual(["accept", "accept-encoding", "connection", "host", "if-none-match", "user-agent"]);
  expect(server.requests[0]?.headers).toMatchObject({
    "accept-encoding": "gzip, br",
    accept: expect.stringMatching(/^application\/rss\+xml, application\/atom\+xml, .*\*\/\*;q=0\.1$/),
    "user-agent": expect.stringMatching(/^Watchroom\/\d+\.\d+ /),
  });
});
