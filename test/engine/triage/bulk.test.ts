import { expect, test } from "vitest";
import { methods } from "../../../src-main/contract/methods.ts";
import { dumpRows, startDesk } from "./desk.ts";
import { endAfterSlices } from "./end-after-slices.ts";

async function startMany(count: number) {
  const desk = await startDesk();
  await desk.seed(
    ...Array.from({ length: count }, (_, index) => ({ text: `post ${index}`, at: desk.parts.clock.now() - index })),
  );
  const { stories } = await desk.call("triage.select", { view: "waiting" });
  return { desk, stories };
}

test("a whole view is selected in its order, narrowed as it is shown", async () => {
  const { desk, stories } = await startMany(30);
  const rows = await desk.page("waiting");
  expect(stories).toEqual(rows.map(({ id, version }) => ({ id, version })));
  const some = await desk.call("triage.select", { view: "waiting", search: "post 7" });
  expect([some.stories.length, some.isWhole]).toEqual([1, true]);
});

test("more stories than one transaction holds are one act with one undo", async () => {
  const { desk, stories } = await startMany(510);
  const before = await dumpRows(desk);
  const moved = await desk.call("triage.setBucket", { stories, bucket: "analytics" });
  expect(moved).toMatchObject({ changed: 510, waiting: 0 });
  const undone = await desk.call("triage.undo", { batchId: moved.batchId });
  expect(undone).toMatchObject({ changed: 510, waiting: 510 });
  expect(await dumpRows(desk)).toEqual(before);
});

test("a large act is done once under its id, and refused whole where one story changed meanwhile", async () => {
  const { desk, stories } = await startMany(510);
  const commandId = desk.parts.commandId();
  const input = { stories, priority: 1 as const, commandId };
  const first = await desk.call("triage.setPriority", input);
  expect(await desk.call("triage.setPriority", input)).toEqual(first);
  const rows = await dumpRows(desk);
  const again = desk.call("triage.setPriority", { stories, priority: 2 });
  await expect(again).rejects.toMatchObject({ code: "stale", params: { count: 510 } });
  expect(await dumpRows(desk)).toEqual(rows);
});

test("when a later slice is refused, the slices before it are taken back", async () => {
  const { desk, stories } = await startMany(510);
  const last = stories.slice(-1);
  await desk.call("triage.assign", { stories: last, personId: desk.bob.person?.id ?? "" }, desk.bob);
  const now = (await desk.call("triage.select", { view: "waiting" })).stories;
  const before = await dumpRows(desk);
  const taken = desk.call("triage.assign", { stories: now, personId: desk.ann.person?.id ?? "" });
  await expect(taken).rejects.toMatchObject({ code: "already-claimed", params: { owner: "Bob Ray" } });
  expect(await dumpRows(desk)).toEqual(before);
});

test("a large act in whose midst the program ends goes on when it is sent again, as one act with one undo", async () => {
  const { desk, stories } = await startMany(510);
  const before = await dumpRows(desk);
  const move = { stories, bucket: "analytics" as const, commandId: desk.parts.commandId() };
  await endAfterSlices(desk, 1, () => desk.call("triage.setBucket", move));
  expect(await desk.page("waiting")).toHaveLength(10);
  const moved = await desk.call("triage.setBucket", move);
  expect(moved).toMatchObject({ changed: 510, waiting: 0 });
  const undo = { batchId: moved.batchId, commandId: desk.parts.commandId() };
  await endAfterSlices(desk, 1, () => desk.call("triage.undo", undo));
  expect(await desk.call("triage.undo", undo)).toMatchObject({ changed: 510, waiting: 510 });
  expect(await dumpRows(desk)).toEqual(before);
});

test("10,000 stories are one act at most", () => {
  const stories = (count: number) => Array.from({ length: count }, () => ({ id: "0".repeat(26), version: 1 }));
  const read = (count: number) =>
    methods["triage.setBucket"].input.safeParse({ commandId: "0".repeat(26), bucket: "pr", stories: stories(count) })
      .success;
  expect([read(10_000), read(10_001)]).toEqual([true, false]);
});
