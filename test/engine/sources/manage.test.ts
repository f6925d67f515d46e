import { expect, test } from "vitest";
import { rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

test("an address is stored once, in one spelling", async () => {
  const desk = await startPollDesk();
  expect(await desk.add("gazette.example/feed#top")).toMatchObject({
    url: "https://gazette.example/feed",
    state: "new",
    everything: true,
    network: "other",
  });
  await expect(desk.add("https://gazette.example/feed")).rejects.toMatchObject({ code: "source-exists" });
  await expect(desk.add("https://ann:secret@gazette.example/")).rejects.toMatchObject({ code: "bad-input" });
  await expect(desk.add("file:///etc/passwd")).rejects.toMatchObject({ code: "bad-input" });
});

test("the same command adds one source", async () => {
  const desk = await startPollDesk();
  const input = { commandId: desk.commandId(), url: "https://gazette.example/feed", allowPrivate: false };
  const first = await desk.intake.handlers["sources.add"](input, desk.call);
  expect((await desk.intake.handlers["sources.add"](input, desk.call)).id).toBe(first.id);
  expect(await desk.intake.handlers["sources.list"]({}, desk.call)).toHaveLength(1);
});

test("once there is a watch, a new source counts only what it matches", async () => {
  const desk = await startPollDesk();
  await desk.intake.handlers["watches.save"](
    { commandId: desk.commandId(), name: "Brand", set: "own", query: "whimbrel" },
    desk.call,
  );
  expect(await desk.add("https://gazette.example/feed")).toMatchObject({ everything: false });
  expect(await desk.add("https://other.example/feed", { everything: true })).toMatchObject({ everything: true });
});

test("a change names the version it saw", async () => {
  const desk = await startPollDesk();
  const row = await desk.add("https://gazette.example/feed");
  const change = {
    id: row.id,
    version: row.version,
    name: "Gazette",
    network: "news",
    everything: false,
    allowPrivate: false,
    intervalMinutes: 30,
  } as const;
  expect(
    await desk.intake.handlers["sources.update"]({ ...change, commandId: desk.commandId() }, desk.call),
  ).toMatchObject({ name: "Gazette", version: row.version + 1, intervalMinutes: 30 });
  await expect(
    desk.intake.handlers["sources.update"]({ ...change, commandId: desk.commandId() }, desk.call),
  ).rejects.toMatchObject({ code: "stale" });
});

test("a removed source is hidden and not polled; its mentions stay, and its address may come again", async () => {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const desk = await startPollDesk();
  const row = await desk.add(server.url());
  await desk.poll(row.id);
  await desk.intake.handlers["sources.remove"](
    { commandId: desk.commandId(), id: row.id, version: row.version },
    desk.call,
  );
  expect(await desk.intake.handlers["sources.list"]({}, desk.call)).toEqual([]);
  expect(await desk.intake.handlers["sources.poll"]({ all: true }, desk.call)).toMatchObject({ polled: 0 });
  expect(await desk.store.read.selectFrom("mention").select("id").execute()).toHaveLength(1);
  expect(await desk.add(server.url())).toMatchObject({ state: "new" });
});

test("sources with trouble come first, then by name; days are counted", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  server.answerWith((path) =>
    path === "/bad"
      ? { status: 500 }
      : {
          body: rss({ id: "a", text: "One" }, { id: "b", text: "Two", date: new Date(desk.clock.now() - 86_400_000) }),
        },
  );
  for (const [path, name] of [
    ["/b", "Beta"],
    ["/a", "Alpha"],
    ["/bad", "Zulu"],
  ] as const) {
    const { id } = await desk.add(server.url(path), { name });
    await desk.poll(id);
  }
  const rows = await desk.intake.handlers["sources.list"]({}, desk.call);
  expect(rows.map((row) => [row.name, row.state, row.days.slice(-3)])).toEqual([
    ["Zulu", "retrying", [0, 0, 0]],
    ["Alpha", "ok", [0, 1, 1]],
    ["Beta", "ok", [0, 1, 1]],
  ]);
});
