import { expect, test } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { Http } from "../../../src-main/ports/http.ts";
import { rss, startFeedServer } from "./feed-server.ts";
import type { Answer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

/** A desk whose next poll's answer is on its way while `meanwhile` happens. */
async function startDeskWithSlowAnswer(answer: Answer) {
  const server = await startFeedServer();
  const real = createFetchHttp();
  let meanwhile = async () => {};
  const http: Http = {
    ...real,
    get: async (request) => {
      const answered = await real.get(request);
      const happens = meanwhile;
      meanwhile = async () => {};
      await happens();
      return answered;
    },
  };
  const desk = await startPollDesk(http);
  server.answerWith((path) => (path === "/old" ? answer : { body: rss({ id: "n", text: "From the new address" }) }));
  const { id } = await desk.add(server.url("/old"));
  const update = async (change: object) => {
    const { version, name, network, everything, allowPrivate, intervalMinutes } = await desk.row(id);
    const kept = { commandId: desk.commandId(), id, version, name, network, everything, allowPrivate, intervalMinutes };
    await desk.intake.handlers["sources.update"]({ ...kept, ...change }, desk.call);
  };
  const remove = async () => {
    const { version } = await desk.row(id);
    await desk.intake.handlers["sources.remove"]({ commandId: desk.commandId(), id, version }, desk.call);
  };
  const pollWhile = (happens: () => Promise<void>) => {
    meanwhile = happens;
    return desk.poll(id);
  };
  const items = async () => (await desk.store.read.selectFrom("item").select("text").execute()).map(({ text }) => text);
  return { desk, server, id, update, remove, pollWhile, items };
}

test.each<[string, Answer]>([
  ["that it is gone", { status: 410 }],
  ["an error", { status: 500 }],
  ["an old feed", { body: rss({ id: "o", text: "From the old address" }), headers: { etag: '"old"' } }],
])("what the old address still says, %s, is not about the new one", async (_what, answer) => {
  const { desk, server, id, update, pollWhile, items } = await startDeskWithSlowAnswer(answer);
  await pollWhile(() => update({ url: server.url("/new") }));
  expect(await desk.source(id)).toMatchObject({
    ...{ url: server.url("/new"), goneAt: null, failures: 0, trouble: null, etag: null, lastOkAt: null },
    nextCheckAt: desk.clock.now(),
  });
  expect(await items()).toEqual([]);
  desk.clock.advance(60_000);
  await desk.poll(id);
  expect(await items()).toEqual(["From the new address"]);
});

test("a source that was removed meanwhile brings nothing more", async () => {
  const { desk, remove, pollWhile, items } = await startDeskWithSlowAnswer({
    body: rss({ id: "o", text: "Too late" }),
  });
  await pollWhile(remove);
  expect(await items()).toEqual([]);
  expect(await desk.events("ingest.stored")).toBe(0);
});

test("what a person set meanwhile holds for the answer", async () => {
  const { desk, id, update, pollWhile } = await startDeskWithSlowAnswer({ body: rss({ id: "o", text: "One" }) });
  await pollWhile(() => update({ intervalMinutes: 600, everything: false }));
  const { nextCheckAt } = await desk.source(id);
  expect((nextCheckAt ?? 0) - desk.clock.now()).toBeGreaterThan(500 * 60_000);
  expect(await desk.store.read.selectFrom("mention").select("id").execute()).toEqual([]);
});
