import { expect, test } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import type { Http } from "../../../src-main/ports/http.ts";
import { rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import type { PollDesk } from "./intake-desk.ts";

const paths = ["/a", "/b", "/c"];
const entry = (path: string, number: number, text = `Post ${number} of ${path}`) => ({ id: `${path}${number}`, text });

async function start(http?: Http) {
  const server = await startFeedServer();
  const says = new Map(paths.map((path) => [path, [entry(path, 1), entry(path, 2)]]));
  server.answerWith((path) => ({ body: rss(...(says.get(path) ?? [])) }));
  const desk = await startPollDesk(http);
  const ids: string[] = [];
  for (const path of paths) ids.push((await desk.add(server.url(path), { everything: true })).id);
  const pollAll = async () => {
    desk.clock.advance(60_000);
    return desk.intake.handlers["sources.poll"]({ all: true }, desk.call);
  };
  await pollAll();
  return { desk, ids, says, pollAll };
}

async function storedOf({ store }: PollDesk): Promise<readonly string[]> {
  return (await store.read.selectFrom("item").select("text").orderBy("id").execute()).map(({ text }) => text);
}

const batchesOf = async ({ store }: PollDesk) =>
  (await store.read.selectFrom("event").select("batch_id").where("kind", "=", "ingest.stored").execute()).map(
    (event) => event.batch_id,
  );

test("what several feeds bring at the same moment is stored together, and counted for each", async () => {
  const { desk, ids, says, pollAll } = await start();
  const before = (await batchesOf(desk)).length;
  says.set("/a", [entry("/a", 3), entry("/a", 1), entry("/a", 2)]);
  says.set("/b", [entry("/b", 1, "Post 1 of /b, put right"), entry("/b", 2)]);
  says.set("/c", [entry("/c", 4), entry("/c", 3), entry("/c", 1), entry("/c", 2)]);
  desk.changes.length = 0;
  expect(await pollAll()).toMatchObject({ polled: 3, notModified: 0, failed: 0, newMentions: 3 });
  expect((await storedOf(desk)).toSorted()).toEqual(
    ["Post 1 of /b, put right", ...["/a1", "/a2", "/a3", "/b2", "/c1", "/c2", "/c3", "/c4"].map(wordsOf)].toSorted(),
  );
  const batches = (await batchesOf(desk)).slice(before);
  expect(batches).toHaveLength(3);
  expect(new Set(batches).size).toBe(1);
  expect(desk.changes).toHaveLength(1);
  const newest = await Promise.all(ids.map(async (id) => (await desk.fetches(id))[0]));
  expect(newest.map((fetch) => fetch && [fetch.outcome, fetch.newItems])).toEqual([
    ["stored", 1],
    ["stored", 0],
    ["stored", 2],
  ]);
});

const wordsOf = (key: string) => `Post ${key.slice(2)} of ${key.slice(0, 2)}`;

test("a source that is removed while others are stored with it gets nothing", async () => {
  const http = createFetchHttp();
  let meanwhile = async () => {};
  const get: Http["get"] = async (request) => {
    const answer = await http.get(request);
    if (request.url.endsWith("/c")) await meanwhile();
    return answer;
  };
  const { desk, ids, says, pollAll } = await start({ ...http, get });
  for (const path of paths) says.set(path, [entry(path, 3), entry(path, 1), entry(path, 2)]);
  meanwhile = async () => {
    const { id, version } = await desk.row(ids[0] ?? "");
    await desk.intake.handlers["sources.remove"]({ commandId: desk.commandId(), id, version }, desk.call);
  };
  expect(await pollAll()).toMatchObject({ polled: 3, newMentions: 2 });
  expect((await storedOf(desk)).filter((text) => text.startsWith("Post 3"))).toEqual(["Post 3 of /b", "Post 3 of /c"]);
});

test("what one of them cannot store is not the others' fault", async () => {
  const { desk, says, pollAll } = await start();
  desk.store.raw.exec(`
    CREATE TRIGGER stop BEFORE INSERT ON item WHEN new.key = '/b3'
    BEGIN SELECT raise(ABORT, 'no room for this one'); END`);
  for (const path of paths) says.set(path, [entry(path, 3), entry(path, 1), entry(path, 2)]);
  await expect(pollAll()).rejects.toThrow("no room for this one");
  await desk.intake.idle();
  expect((await storedOf(desk)).filter((text) => text.startsWith("Post 3"))).toEqual(["Post 3 of /a", "Post 3 of /c"]);
});

test("an answer of several batches of which only the first was stored is read whole again", async () => {
  const server = await startFeedServer();
  const old = Array.from({ length: 150 }, (_, at) => entry("/a", at));
  let said = old;
  server.answerWith(() => ({ body: rss(...said) }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url("/a"), { everything: true });
  await desk.poll(id);
  desk.store.raw.exec(`
    CREATE TRIGGER stop BEFORE INSERT ON item WHEN new.key = '/a999'
    BEGIN SELECT raise(ABORT, 'no more'); END`);
  // The first batch changes an entry, the second one fails: then the feed takes its change back.
  said = old.map((one, at) => (at === 3 ? { ...one, text: "Changed" } : at === 140 ? entry("/a", 999) : one));
  desk.clock.advance(60_000);
  await expect(desk.poll(id)).rejects.toThrow("no more");
  said = old;
  desk.clock.advance(60_000);
  await desk.poll(id);
  expect(await storedOf(desk)).not.toContain("Changed");
});
