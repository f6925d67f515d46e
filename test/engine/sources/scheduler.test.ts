import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const minute = 60_000;
const hour = 60 * minute;

test("a source that was added is polled at once, then every hour", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk();
  desk.intake.start();
  await desk.intake.idle();
  const { id } = await desk.add(server.url());
  await desk.intake.idle();
  expect(await desk.row(id)).toMatchObject({ state: "ok", items: 1 });
  await desk.pass(59 * minute);
  expect(server.requests).toHaveLength(1);
  await desk.pass(2 * minute);
  expect(server.requests).toHaveLength(2);
});

test("after a start many due sources do not begin at once", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk(openNetHttp());
  for (let at = 0; at < 12; at += 1) await desk.add(server.url("/feed", `host${at}.example`));
  desk.intake.start();
  await desk.intake.idle();
  const atOnce = server.requests.length;
  await desk.pass(30_000);
  const afterHalf = server.requests.length;
  await desk.pass(60_000);
  expect(atOnce).toBe(1);
  expect(afterHalf).toBeGreaterThan(4);
  expect(afterHalf).toBeLessThan(10);
  expect(server.requests).toHaveLength(12);
});

test("one host is asked one request at a time, two seconds apart", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk(openNetHttp());
  const ids: string[] = [];
  for (const path of ["/a", "/b", "/c"]) ids.push((await desk.add(server.url(path, "one.example"))).id);
  const report = desk.intake.handlers["sources.poll"]({ ids, all: false }, desk.call);
  await expect
    .poll(() => desk.store.read.selectFrom("source").select("id").where("last_ok_at", "is not", null).execute())
    .toHaveLength(1);
  desk.clock.advance(1999);
  expect(server.requests).toHaveLength(1);
  desk.clock.advance(1);
  await expect
    .poll(() => desk.store.read.selectFrom("source").select("id").where("last_ok_at", "is not", null).execute())
    .toHaveLength(2);
  desk.clock.advance(2000);
  expect(await report).toMatchObject({ polled: 3 });
});

test("a clock that was set back silences no source", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk();
  desk.intake.start();
  await desk.add(server.url());
  await desk.intake.idle();
  desk.clock.setNow(desk.clock.now() - 48 * hour);
  await desk.pass(2 * minute);
  expect(server.requests.length).toBe(2);
  await desk.pass(10 * minute);
  expect(server.requests.length).toBe(2);
});

test("an hour without a network is the desk's state, costs no source its schedule, and ends within seconds", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const line = { isCut: false };
  const desk = await startPollDesk(openNetHttp(line));
  desk.intake.start();
  const ids: string[] = [];
  for (let at = 0; at < 4; at += 1) ids.push((await desk.add(server.url("/feed", `host${at}.example`))).id);
  await desk.pass(2 * minute);
  expect(server.requests).toHaveLength(4);
  line.isCut = true;
  await desk.pass(2 * hour);
  expect(desk.intake.network.state()).toBe("offline");
  const rows = await desk.intake.handlers["sources.list"]({}, desk.call);
  expect(rows.map((row) => [row.state, row.failures])).toEqual([
    ["ok", 0],
    ["ok", 0],
    ["ok", 0],
    ["ok", 0],
  ]);
  line.isCut = false;
  await desk.pass(2.5 * minute);
  expect(desk.intake.network.state()).toBe("online");
  expect(server.requests).toHaveLength(8);
  expect([await desk.events("source.down"), await desk.events("source.back")]).toEqual([0, 0]);
});

test("one dead host among living ones is its own fault, one minute later", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk(openNetHttp({ isCut: false, deadHosts: ["dead.example"] }));
  const dead = await desk.add(server.url("/feed", "dead.example"));
  await desk.add(server.url("/feed", "alive.example"));
  desk.intake.start();
  await desk.intake.idle();
  expect(await desk.row(dead.id)).toMatchObject({
    failures: 0,
    trouble: { code: "fetch.address-unknown" },
    state: "retrying",
  });
  await desk.pass(2 * minute);
  expect(await desk.row(dead.id)).toMatchObject({ failures: 1, state: "retrying" });
  expect(desk.intake.network.state()).toBe("online");
});

test("a source that was added while offline stays and shows it", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk(openNetHttp({ isCut: true }));
  desk.intake.start();
  const { id } = await desk.add(server.url("/feed", "one.example"));
  await desk.intake.idle();
  expect(desk.intake.network.state()).toBe("offline");
  expect(await desk.row(id)).toMatchObject({ failures: 0, trouble: { code: "fetch.offline" } });
});

test("sources on this computer are polled while the open net is out of reach", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk(openNetHttp({ isCut: true }));
  desk.intake.start();
  await desk.add(server.url("/feed", "one.example"));
  await desk.intake.idle();
  const own = await desk.add(server.url());
  await desk.intake.idle();
  expect(desk.intake.network.state()).toBe("offline");
  expect(await desk.row(own.id)).toMatchObject({ state: "ok" });
});

test("a stop breaks off a request that hangs, and nobody is blamed for it", async () => {
  const server = await startFeedServer();
  server.answerWith(() => "never");
  const desk = await startPollDesk();
  desk.intake.start();
  const { id } = await desk.add(server.url("/a"));
  await desk.add(server.url("/b"));
  await expect.poll(() => server.requests.length).toBe(1);
  await desk.intake.stop();
  expect(await desk.row(id)).toMatchObject({ failures: 0, state: "new" });
  expect(server.requests).toHaveLength(1);
});
