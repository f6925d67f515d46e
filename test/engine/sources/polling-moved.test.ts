import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import type { Answer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const minute = 60_000;
const hour = 60 * minute;
const feed = { headers: { etag: '"1"' }, body: rss({ id: "a", text: "One" }) };

type Desk = Awaited<ReturnType<typeof startMoving>>;

/** A source at /old whose server sends it on to /new as the test says. */
async function startMoving(redirect: Answer = { status: 301, headers: { location: "/new" } }) {
  const server = await startFeedServer();
  const serve = (old: Answer, target: Answer = feed) =>
    server.answerWith((path, headers) => {
      if (path.startsWith("/old")) return old;
      return headers["if-none-match"] === '"1"' && target === feed ? { status: 304 } : target;
    });
  serve(redirect);
  const desk = await startPollDesk(openNetHttp());
  const source = await desk.add(server.url("/old", "news.example"), { name: "Gazette" });
  return { desk, server, id: source.id, serve, at: (path: string) => server.url(path, "news.example") };
}

async function pollAfter({ desk, id }: Desk, ...hours: readonly number[]): Promise<void> {
  for (const wait of hours) {
    desk.clock.advance(wait * hour);
    await desk.poll(id);
  }
}

test("a permanent redirect is believed after three polls over a day, and the old address is kept", async () => {
  const moving = await startMoving();
  const { desk, server, id, at } = moving;
  await pollAfter(moving, 0, 12);
  expect(await desk.source(id)).toMatchObject({ url: at("/old"), movedTo: at("/new"), movedSeen: 2 });
  await pollAfter(moving, 12);
  expect(await desk.source(id)).toMatchObject({ url: at("/new"), movedTo: null, movedSeen: 0, movedSince: null });
  const old = await desk.store.read.selectFrom("source_address").select(["url", "until"]).execute();
  expect(old).toEqual([{ url: at("/old"), until: desk.clock.now() }]);
  expect([await desk.events("source.moved"), await desk.events("source.merged")]).toEqual([1, 0]);
  const before = server.requests.length;
  await pollAfter(moving, 1);
  // The validators came from the new address, so they stay good.
  expect(server.requests.slice(before).map(({ path, headers }) => [path, headers["if-none-match"]])).toEqual([
    ["/new", '"1"'],
  ]);
});

test.each<[string, readonly number[]]>([
  ["three polls within a day", [0, 1, 22]],
  ["two polls over two days", [0, 48]],
])("%s prove nothing", async (_name, hours) => {
  const moving = await startMoving();
  await pollAfter(moving, ...hours);
  expect((await moving.desk.source(moving.id)).url).toBe(moving.at("/old"));
});

test.each([302, 303, 307])("a %i is followed and never stored", async (status) => {
  const moving = await startMoving({ status, headers: { location: "/new" } });
  await pollAfter(moving, 0, 13, 13, 13, 13);
  expect(await moving.desk.source(moving.id)).toMatchObject({ url: moving.at("/old"), movedTo: null, failures: 0 });
});

test("only the permanent part of a chain counts", async () => {
  const moving = await startMoving();
  moving.server.answerWith((path) => {
    if (path === "/old") return { status: 308, headers: { location: "/new" } };
    return path === "/new" ? { status: 302, headers: { location: "/today" } } : feed;
  });
  await pollAfter(moving, 0, 13, 13);
  expect((await moving.desk.source(moving.id)).url).toBe(moving.at("/new"));
});

test("a gate that sends everything to its own page moves no source", async () => {
  const moving = await startMoving();
  moving.serve(
    { status: 301, headers: { location: "/new" } },
    { body: "<!doctype html><html><body>Sign in</body></html>" },
  );
  await pollAfter(moving, 0, 13, 13, 13);
  expect(await moving.desk.source(moving.id)).toMatchObject({ url: moving.at("/old"), movedSeen: 0, failures: 4 });
});

test("another target, or an answer at the old address, begins the proof anew", async () => {
  const moving = await startMoving();
  await pollAfter(moving, 0, 13);
  moving.serve({ status: 301, headers: { location: "/elsewhere" } });
  await pollAfter(moving, 13);
  expect(await moving.desk.source(moving.id)).toMatchObject({ movedTo: moving.at("/elsewhere"), movedSeen: 1 });
  moving.serve({ body: rss({ id: "b", text: "Two" }) });
  await pollAfter(moving, 13);
  expect(await moving.desk.source(moving.id)).toMatchObject({ movedTo: null, movedSeen: 0, url: moving.at("/old") });
});

test("a failure in between neither proves nor ends a move", async () => {
  const moving = await startMoving();
  await pollAfter(moving, 0, 13);
  moving.serve({ status: 500 });
  await pollAfter(moving, 1);
  moving.serve({ status: 301, headers: { location: "/new" } });
  await pollAfter(moving, 13);
  expect((await moving.desk.source(moving.id)).url).toBe(moving.at("/new"));
});

test("a source that moves to another's address becomes one with it: its items stay and everything still counts", async () => {
  const moving = await startMoving();
  const { desk, id, at } = moving;
  const other = await desk.add(at("/new"), { name: "Gazette, new", everything: false });
  await pollAfter(moving, 0, 13, 13);
  const rows = await desk.intake.handlers["sources.list"]({}, desk.call);
  expect(rows.map((row) => [row.id, row.everything])).toEqual([[other.id, true]]);
  const items = await desk.store.read
    .selectFrom("item")
    .innerJoin("source", "source.id", "item.source_id")
    .select("source.public_id")
    .execute();
  expect(items).toEqual([{ public_id: id }]);
  expect([await desk.events("source.merged"), await desk.events("source.moved")]).toEqual([1, 0]);
  await expect(desk.fetches(id)).rejects.toMatchObject({ code: "not-found" });
  desk.clock.advance(minute);
  expect(await desk.poll(other.id)).toMatchObject({ polled: 1, failed: 0 });
});

test("leave to go inside is for the address that was allowed, not for one in the open net", async () => {
  const moving = await startMoving({ status: 301, headers: { location: "" } });
  const { desk, server } = moving;
  moving.serve({ status: 301, headers: { location: server.url("/new", "elsewhere.example") } });
  await pollAfter(moving, 0, 13, 13);
  expect(await desk.source(moving.id)).toMatchObject({
    url: server.url("/new", "elsewhere.example"),
    allowPrivate: false,
  });
});

test("a source with a password moves to no other server by itself", async () => {
  const moving = await startMoving();
  const { desk, server, id } = moving;
  await desk.store.write((trx) => trx.updateTable("source").set({ sign_in: "basic", sign_in_name: "ann" }).execute());
  await desk.secrets.set(`source:${id}`, "secret");
  moving.serve({ status: 301, headers: { location: server.url("/new", "elsewhere.example") } });
  await pollAfter(moving, 0, 13, 13);
  expect(await desk.source(id)).toMatchObject({ url: moving.at("/old"), movedTo: null });
  moving.serve({ status: 301, headers: { location: "/new" } });
  await pollAfter(moving, 13, 13, 13);
  expect((await desk.source(id)).url).toBe(moving.at("/new"));
});
