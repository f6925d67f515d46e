import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSearchIndexWhole, orphanRows, wrongCounts } from "../../../src-main/engine/store/check.ts";
import { rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import type { PollDesk } from "./intake-desk.ts";

const secret = "pelican-harbour-42";

async function change(desk: PollDesk, id: string, more: object) {
  const { version, name, network, everything, allowPrivate, intervalMinutes } = await desk.row(id);
  return desk.intake.handlers["sources.update"](
    {
      ...{ commandId: desk.commandId(), id, version, name, network, everything, allowPrivate, intervalMinutes },
      ...more,
    },
    desk.call,
  );
}

const settings = (desk: PollDesk, id: string) => desk.intake.handlers["sources.settings"]({ id }, desk.call);

test("a secret lies in the keyring only: no file of the desk, event, log or export holds it", async () => {
  const desk = await startPollDesk();
  const { id } = await desk.add("https://gazette.example/feed", { allowPrivate: false });
  await change(desk, id, { signIn: { kind: "header", name: "X-Token", secret } });
  expect(desk.secrets.values.get(`source:${id}`)).toBe(secret);
  expect((await settings(desk, id)).signIn).toEqual({ kind: "header", name: "X-Token", secret: "kept" });
  const events = await desk.store.read.selectFrom("event_payload").selectAll().execute();
  expect(JSON.stringify(events)).toContain("newSecret");
  const { content } = await desk.intake.handlers["sources.exportOpml"]({}, desk.call);
  const files = readdirSync(desk.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const all = [
    JSON.stringify(events),
    JSON.stringify(desk.logged),
    content,
    ...files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1")),
  ];
  expect(all.some((text) => text.includes("X-Token"))).toBe(true);
  expect(all.filter((text) => text.includes(secret))).toEqual([]);
});

test("who removes a source or its sign-in removes its secret", async () => {
  const desk = await startPollDesk();
  const { id } = await desk.add("https://gazette.example/feed", { allowPrivate: false });
  await change(desk, id, { signIn: { kind: "basic", name: "ann", secret } });
  await change(desk, id, { signIn: { kind: "none" } });
  expect(desk.secrets.values.size).toBe(0);
  await change(desk, id, { signIn: { kind: "basic", name: "ann", secret } });
  const { version } = await desk.row(id);
  await desk.intake.handlers["sources.remove"]({ commandId: desk.commandId(), id, version }, desk.call);
  expect(desk.secrets.values.size).toBe(0);
});

test("a secret is asked for anew when the address changes to another server", async () => {
  const desk = await startPollDesk();
  const { id } = await desk.add("https://gazette.example/feed", { allowPrivate: false });
  await expect(change(desk, id, { signIn: { kind: "basic", name: "ann" } })).rejects.toMatchObject({
    code: "sign-in-secret-needed",
  });
  await change(desk, id, { signIn: { kind: "basic", name: "ann", secret } });
  await expect(change(desk, id, { url: "https://elsewhere.example/feed" })).rejects.toMatchObject({
    code: "sign-in-secret-needed",
  });
  await change(desk, id, { url: "https://gazette.example/other" });
  await change(desk, id, { signIn: { kind: "basic", name: "ben" } });
  expect(desk.secrets.values.get(`source:${id}`)).toBe(secret);
  expect((await desk.source(id)).signInName).toBe("ben");
});

test("a secret goes to no other server, though the keyring fails while the new one is kept", async () => {
  const [old, elsewhere] = [await startFeedServer(), await startFeedServer()];
  const desk = await startPollDesk();
  const { id } = await desk.add(old.url());
  await change(desk, id, { signIn: { kind: "basic", name: "ann", secret } });
  Object.assign(desk.secrets, { set: () => Promise.reject(new Error("the keyring is locked")) });
  const moving = change(desk, id, { url: elsewhere.url(), signIn: { kind: "basic", name: "ann", secret: "new" } });
  await expect(moving).rejects.toThrow("the keyring is locked");
  await desk.poll(id);
  expect((await desk.source(id)).url).toBe(elsewhere.url());
  expect(elsewhere.requests).toEqual([]);
  expect((await desk.row(id)).trouble).toEqual({ code: "fetch.no-secret", params: {} });
});

test("another address forgets what the old one taught, keeps the entries, and may be no other source's", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }), headers: { etag: '"1"' } }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url("/old"));
  await desk.add(server.url("/taken"), { name: "Taken" });
  await desk.poll(id);
  expect(await desk.source(id)).toMatchObject({ etag: '"1"' });
  await expect(change(desk, id, { url: server.url("/taken") })).rejects.toMatchObject({ code: "source-exists" });
  await change(desk, id, { url: server.url("/new") });
  expect(await desk.source(id)).toMatchObject({
    ...{ url: server.url("/new"), etag: null, lastModified: null, validatorsFrom: null, bodyHash: null },
    ...{ failures: 0, goneAt: null, movedTo: null, nextCheckAt: desk.clock.now() },
  });
  const kept = await desk.store.read.selectFrom("source_address").select("url").execute();
  expect(kept).toEqual([{ url: server.url("/old") }]);
  expect((await desk.row(id)).items).toBe(1);
});

test("a story that no rule gives to a department goes to that of its source", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url());
  await change(desk, id, { department: "Press" });
  expect((await settings(desk, id)).departments).toEqual(["Press"]);
  await desk.poll(id);
  expect(await desk.store.read.selectFrom("story").select("department").execute()).toEqual([{ department: "Press" }]);
});

test("what a source keeps for a time goes after it, what was worked on stays, and the counts add up", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({
    body: rss({ id: "a", text: "Plain news of the day" }, { id: "b", text: "Another notice about the weather" }),
  }));
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url(), { everything: true });
  await desk.poll(id);
  const stories = await desk.store.read.selectFrom("story").select(["id", "head_id"]).orderBy("id").execute();
  const [first] = stories;
  // As if both only counted, and a person had decided about the first.
  await desk.store.write(async (trx) => {
    await trx.deleteFrom("case_cycle").execute();
    await trx.deleteFrom("desk_case").execute();
    await trx
      .updateTable("story")
      .set({ decided_by: "person" })
      .where("id", "=", first?.id ?? 0)
      .execute();
  });
  await change(desk, id, { retentionDays: 7 });
  desk.clock.advance(8 * 24 * 60 * 60_000);
  expect(await desk.intake.handlers["sources.wouldPurge"]({ id, retentionDays: 7 }, desk.call)).toEqual({
    mentions: 1,
    stay: 1,
  });
  server.answerWith(() => ({ status: 503 }));
  desk.intake.start();
  await desk.pass(10_000);
  const left = await desk.store.read.selectFrom("item").select("id").execute();
  expect(left).toEqual([{ id: first?.head_id }]);
  expect(await desk.store.read.selectFrom("story").select("id").execute()).toEqual([{ id: first?.id }]);
  await desk.store.write(async (trx) => {
    expect(await wrongCounts(trx)).toEqual({ slot_bucket: 0, slot_source: 0, slot_watch: 0, watch: 0 });
    expect(await isSearchIndexWhole(trx)).toBe(true);
    expect((await orphanRows(trx)).mention).toBe(0);
  });
});
