import { expect, test } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { Http } from "../../../src-main/ports/http.ts";
import { rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const body = rss({ id: "a", text: "The ferry is late" });

async function startServer() {
  const server = await startFeedServer();
  server.answerWith((_, headers) => (headers["if-none-match"] ? { status: 304 } : { headers: { etag: '"1"' }, body }));
  return server;
}

test("sources that have nothing new at the same moment are written down together, each with its own line", async () => {
  const server = await startServer();
  const desk = await startPollDesk();
  const ids: string[] = [];
  for (const path of ["/a", "/b", "/c", "/d"]) ids.push((await desk.add(server.url(path))).id);
  const pollAll = () => desk.intake.handlers["sources.poll"]({ all: true }, desk.call);
  await pollAll();
  desk.clock.advance(60_000);
  desk.changes.length = 0;
  expect(await pollAll()).toMatchObject({ polled: 4, notModified: 4 });
  expect(desk.changes).toEqual([["sources", "status"]]);
  for (const id of ids) {
    expect((await desk.fetches(id)).map(({ outcome }) => outcome)).toEqual(["not_modified", "stored"]);
    expect(await desk.source(id)).toMatchObject({ lastOkAt: desk.clock.now(), etag: '"1"' });
  }
});

test("that the old address has nothing new is not about the new one", async () => {
  const server = await startServer();
  const real = createFetchHttp();
  let meanwhile = async () => {};
  const http: Http = {
    ...real,
    get: async (request) => {
      const answered = await real.get(request);
      await meanwhile();
      return answered;
    },
  };
  const desk = await startPollDesk(http);
  const { id } = await desk.add(server.url("/old"));
  await desk.poll(id);
  const before = desk.clock.now();
  desk.clock.advance(60_000);
  meanwhile = async () => {
    meanwhile = async () => {};
    const { version, name, network, everything, allowPrivate, intervalMinutes } = await desk.row(id);
    const kept = { id, version, name, network, everything, allowPrivate, intervalMinutes };
    const change = { ...kept, commandId: desk.commandId(), url: server.url("/new") };
    await desk.intake.handlers["sources.update"](change, desk.call);
  };
  await desk.poll(id);
  expect(await desk.source(id)).toMatchObject({ url: server.url("/new"), etag: null, lastOkAt: before });
  expect((await desk.fetches(id)).map(({ outcome }) => outcome)).not.toContain("not_modified");
});
