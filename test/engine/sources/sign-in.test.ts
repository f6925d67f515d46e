import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import type { PollDesk } from "./intake-desk.ts";

const body = rss({ id: "a", text: "One" });

async function signIn(desk: PollDesk, id: string, kind: "basic" | "header", name: string, secret?: string) {
  await desk.store.write((trx) =>
    trx.updateTable("source").set({ sign_in: kind, sign_in_name: name }).where("public_id", "=", id).execute(),
  );
  if (secret !== undefined) await desk.secrets.set(`source:${id}`, secret);
}

test("a source signs in with a name and a password", async () => {
  const server = await startFeedServer();
  const expected = `Basic ${Buffer.from("ann:pässword :1", "utf8").toString("base64")}`;
  server.answerWith((_path, headers) => (headers.authorization === expected ? { body } : { status: 401 }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await desk.poll(id);
  expect(await desk.row(id)).toMatchObject({ trouble: { code: "fetch.http-401" } });
  await signIn(desk, id, "basic", "ann", "pässword :1");
  expect(await desk.poll(id)).toMatchObject({ newMentions: 1, failed: 0 });
});

test("a source signs in with a header of its own, as it was pasted", async () => {
  const server = await startFeedServer();
  server.answerWith((_path, headers) => (headers["x-api-key"] === "t0k3n" ? { body } : { status: 403 }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await signIn(desk, id, "header", "X-Api-Key", "t0k3n\n");
  expect(await desk.poll(id)).toMatchObject({ newMentions: 1, failed: 0 });
});

test.each<[string, string, string | undefined]>([
  ["fetch.no-secret", "X-Api-Key", undefined],
  ["fetch.bad-secret", "X-Api-Key", "a\r\nHost: evil.example"],
  ["fetch.bad-secret", "X Api Key", "token"],
  ["fetch.bad-secret", "", "token"],
])("%s is the source's trouble, and its server is not asked (%j, %j)", async (code, name, secret) => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await signIn(desk, id, "header", name, secret);
  expect(await desk.poll(id)).toMatchObject({ failed: 1 });
  expect(await desk.row(id)).toMatchObject({ failures: 1, trouble: { code, params: {} } });
  expect(server.requests).toEqual([]);
  expect((await desk.fetches(id))[0]).toMatchObject({ outcome: "failed", httpStatus: null, conditional: false });
});

test.each<["basic" | "header", string, string]>([
  ["basic", "ann", "authorization"],
  ["header", "X-Api-Key", "x-api-key"],
])("a %s sign-in goes to no other server, whichever way the request is sent on", async (kind, name, header) => {
  const first = await startFeedServer();
  const other = await startFeedServer();
  other.answerWith((path) => (path === "/back" ? { status: 302, headers: { location: first.url("/end") } } : { body }));
  const desk = await startPollDesk();
  const { id } = await desk.add(first.url());
  await signIn(desk, id, kind, name, "secret");
  first.answerWith(() => ({ status: 301, headers: { location: other.url("/stay") } }));
  await desk.poll(id);
  first.answerWith((path) => (path === "/end" ? { body } : { status: 307, headers: { location: other.url("/back") } }));
  await desk.poll(id);
  expect(other.requests.map(({ path, headers }) => [path, headers[header]])).toEqual([
    ["/stay", undefined],
    ["/back", undefined],
  ]);
  expect(first.requests.map(({ path, headers }) => [path, headers[header] !== undefined])).toEqual([
    ["/feed", true],
    ["/feed", true],
    ["/end", true],
  ]);
});

test("a sign-in goes to no other port or name of the same computer", async () => {
  const first = await startFeedServer();
  const other = await startFeedServer();
  const targets = [other.url("/a", "one.example"), first.url("/b", "two.example")];
  first.answerWith((path) => (path === "/b" ? { body } : { status: 302, headers: { location: targets.pop() ?? "" } }));
  other.answerWith(() => ({ body }));
  const desk = await startPollDesk(openNetHttp());
  const { id } = await desk.add(first.url("/feed", "one.example"));
  await signIn(desk, id, "basic", "ann", "secret");
  await desk.poll(id);
  desk.clock.advance(60_000);
  await desk.poll(id);
  const sent = [...first.requests, ...other.requests].map(({ path, headers }) => [path, "authorization" in headers]);
  expect(sent).toEqual([
    ["/feed", true],
    ["/b", false],
    ["/feed", true],
    ["/a", false],
  ]);
});

test("a secret is in no log and no row that a page can read", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ status: 401 }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await signIn(desk, id, "basic", "ann", "hushhush");
  await desk.poll(id);
  const token = Buffer.from("ann:hushhush").toString("base64");
  const seen = JSON.stringify([desk.logged, await desk.row(id), await desk.fetches(id), await desk.source(id)]);
  expect([seen.includes("hushhush"), seen.includes(token)]).toEqual([false, false]);
});
