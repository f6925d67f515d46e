import { expect, test } from "vitest";
import { rss, startFeedServer } from "../sources/feed-server.ts";
import { startPollDesk } from "../sources/intake-desk.ts";
import type { PollDesk } from "../sources/intake-desk.ts";

const texts = ["The Whimbrel is late", "The Whimbrel hired a cook", "A fine day", "The Plover sails at noon"];

async function deskWithPosts(): Promise<PollDesk> {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  server.answerWith(() => ({
    body: rss(
      ...texts.map((text, at) => ({ id: String(at), text, date: new Date(desk.clock.now() - at * 3_600_000) })),
    ),
  }));
  const { id } = await desk.add(server.url(), { everything: false });
  await desk.poll(id);
  return desk;
}

type Draft = { query: string; name?: string; set?: "own" | "competitor"; id?: string; version?: number };

async function save(desk: PollDesk, watch: Draft) {
  const row = await desk.intake.handlers["watches.save"](
    { commandId: desk.commandId(), name: "Brand", set: "own", ...watch },
    desk.call,
  );
  await desk.intake.idle();
  return row;
}

const mentions = async ({ store }: PollDesk) => (await store.read.selectFrom("mention").select("id").execute()).length;

test("each saved state of a watch is kept with who saved it and what it said", async () => {
  const desk = await deskWithPosts();
  const first = await save(desk, { query: "whimbrel" });
  await save(desk, { id: first.id, version: 1, query: "whimbrel OR plover", name: "Ferries", set: "competitor" });
  const versions = await desk.intake.handlers["watches.versions"]({ id: first.id }, desk.call);
  expect(versions).toEqual([
    {
      version: 2,
      name: "Ferries",
      set: "competitor",
      query: "whimbrel OR plover",
      savedAt: desk.clock.now(),
      savedBy: desk.call.person?.name ?? null,
    },
    {
      version: 1,
      name: "Brand",
      set: "own",
      query: "whimbrel",
      savedAt: first.savedAt,
      savedBy: desk.call.person?.name ?? null,
    },
  ]);
  await expect(desk.intake.handlers["watches.versions"]({ id: desk.commandId() }, desk.call)).rejects.toMatchObject({
    code: "not-found",
  });
});

test("re-matching tells how far it is and what it changed", async () => {
  const desk = await deskWithPosts();
  expect(await desk.intake.handlers["watches.rematching"]({}, desk.call)).toBeNull();
  const row = await save(desk, { query: "whimbrel" });
  expect(await desk.intake.handlers["watches.rematching"]({}, desk.call)).toMatchObject({
    ...{ state: "done", done: 4, total: 4, added: 2, dropped: 0 },
  });
  await save(desk, { id: row.id, version: 1, query: "plover" });
  expect(await desk.intake.handlers["watches.rematching"]({}, desk.call)).toMatchObject({ added: 1, dropped: 2 });
});

test("a cancelled re-matching leaves the rest as it was found before, and goes on when asked", async () => {
  const desk = await deskWithPosts();
  const saving = desk.intake.handlers["watches.save"](
    { commandId: desk.commandId(), name: "Brand", set: "own", query: "whimbrel" },
    desk.call,
  );
  await saving;
  // Nothing has had a turn yet: the whole of it is still to be done.
  await desk.intake.handlers["watches.cancelRematch"]({ commandId: desk.commandId() }, desk.call);
  await desk.intake.idle();
  expect(await mentions(desk)).toBe(0);
  expect(await desk.intake.handlers["watches.rematching"]({}, desk.call)).toMatchObject({
    state: "cancelled",
    total: 4,
  });
  await expect(
    desk.intake.handlers["watches.cancelRematch"]({ commandId: desk.commandId() }, desk.call),
  ).rejects.toMatchObject({ code: "not-found" });
  await desk.intake.handlers["watches.rematch"]({ commandId: desk.commandId() }, desk.call);
  await desk.intake.idle();
  expect(await mentions(desk)).toBe(2);
});

test("a near miss names the part that is not there, or that must not be", async () => {
  const desk = await deskWithPosts();
  const preview = (query: string) => desk.intake.handlers["watches.preview"]({ query }, desk.call);
  expect((await preview("whimbrel AND late")).nearMisses).toEqual([
    expect.objectContaining({ text: "The Whimbrel hired a cook", missing: "late", unwanted: null }),
  ]);
  expect((await preview("whimbrel NOT cook")).nearMisses).toEqual([
    expect.objectContaining({ text: "The Whimbrel hired a cook", missing: null, unwanted: "cook" }),
  ]);
  expect((await preview("whimbrel")).nearMisses).toEqual([]);
});

test("a watch whose pattern takes too long is switched off with a notice, keeps what it found, and works again when mended", async () => {
  const desk = await deskWithPosts();
  const row = await save(desk, { query: "/whimbrel/i" });
  expect(await mentions(desk)).toBe(2);
  // From here on each look at the clock finds it much later, as if the pattern had run for so long.
  const honest = desk.clock.monotonic.bind(desk.clock);
  let passed = 0;
  Object.assign(desk.clock, { monotonic: () => honest() + (passed += 1000) });
  await desk.intake.handlers["watches.rematch"]({ commandId: desk.commandId() }, desk.call);
  await desk.intake.idle();
  Object.assign(desk.clock, { monotonic: honest });
  const [off] = await desk.intake.handlers["watches.list"]({}, desk.call);
  expect(off).toMatchObject({ id: row.id, overranAt: desk.clock.now(), mentions: 2 });
  await desk.intake.handlers["watches.rematch"]({ commandId: desk.commandId() }, desk.call);
  await desk.intake.idle();
  expect(await mentions(desk)).toBe(2);
  await save(desk, { id: row.id, version: off?.version ?? 0, query: "whimbrel OR plover" });
  expect(await desk.intake.handlers["watches.list"]({}, desk.call)).toMatchObject([{ overranAt: null, mentions: 3 }]);
});
