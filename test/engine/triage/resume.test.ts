import { expect, test } from "vitest";
import { createActResumer } from "../../../src-main/engine/triage/resume-acts.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { updatePerson } from "../../../src-main/engine/store/person.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";
import { dumpRows, startDesk } from "./desk.ts";
import { endAfterSlices } from "./end-after-slices.ts";

/** A desk with more than one transaction holds. */
async function startMany(count = 510) {
  const desk = await startDesk();
  await desk.seed(
    ...Array.from({ length: count }, (_, index) => ({ text: `post ${index}`, at: desk.parts.clock.now() - index })),
  );
  const { stories } = await desk.call("triage.select", { view: "waiting" });
  const move = { stories, bucket: "analytics" as const, commandId: desk.parts.commandId() };
  const resume = async () => {
    const resumer = createActResumer(desk.parts, desk.handlers());
    resumer.start();
    await resumer.idle();
  };
  const openJobs = () => desk.parts.store.read.selectFrom("job").select("public_id").execute();
  const eventsOf = async (kind: string) =>
    (await listEvents(desk.parts.store.read, { batchId: move.commandId, limit: 10_000 })).filter(
      (event) => event.kind === kind,
    );
  return { desk, move, resume, openJobs, eventsOf };
}

test("a large act in whose midst the program ended goes on by itself at the next start, once, with one undo", async () => {
  const { desk, move, resume, openJobs, eventsOf } = await startMany();
  const before = await dumpRows(desk);
  await endAfterSlices(desk, 1, () => desk.call("triage.setBucket", move));
  expect(await desk.page("waiting")).toHaveLength(10);
  await resume();
  expect(await desk.page("waiting")).toEqual([]);
  const moves = await eventsOf("story.moved");
  expect([moves.length, new Set(moves.map(({ subjectId }) => subjectId)).size]).toEqual([510, 510]);
  expect(moves.every(({ actor }) => actor.kind === "person" && actor.id === desk.ann.person?.id)).toBe(true);
  // The page that asked hears the same, and nothing is done again: not now, and not at the next start.
  const rows = await dumpRows(desk);
  expect(await desk.call("triage.setBucket", move)).toMatchObject({
    batchId: move.commandId,
    changed: 510,
    waiting: 0,
  });
  await resume();
  expect(await dumpRows(desk)).toEqual(rows);
  expect(await openJobs()).toEqual([]);
  await desk.call("triage.undo", { batchId: move.commandId });
  expect(await dumpRows(desk)).toEqual(before);
});

test("the engine goes on with it when it starts", async () => {
  const { desk, move, openJobs } = await startMany();
  await desk.parts.store.write((trx) => trx.updateTable("source").set({ gone_at: 1 }).execute());
  await endAfterSlices(desk, 1, () => desk.call("triage.setBucket", move));
  const engine = createWholeEngine(desk.parts);
  await engine.start();
  await engine.idle();
  await engine.stop();
  expect([await desk.page("waiting"), await openJobs()]).toEqual([[], []]);
});

test("the page that sends it again while it goes on gets the answer of that one act", async () => {
  const { desk, move, resume, eventsOf } = await startMany();
  await endAfterSlices(desk, 1, () => desk.call("triage.setBucket", move));
  const [, moved, again] = await Promise.all([
    resume(),
    desk.call("triage.setBucket", move),
    desk.call("triage.setBucket", move),
  ]);
  expect([moved, again]).toEqual([again, moved]);
  expect(moved).toMatchObject({ changed: 510, waiting: 0 });
  expect(await eventsOf("story.moved")).toHaveLength(510);
});

test("what somebody did before it went on stays, and is counted as left out", async () => {
  const { desk, move, resume } = await startMany();
  await endAfterSlices(desk, 1, () => desk.call("triage.setBucket", move));
  const last = move.stories.slice(-1);
  await desk.call("triage.setBucket", { stories: last, bucket: "pr" }, desk.bob);
  await resume();
  expect((await desk.page("waiting")).map(({ id, bucket }) => [id, bucket])).toEqual([[last[0]?.id, "pr"]]);
  expect(await desk.call("triage.setBucket", move)).toMatchObject({ changed: 509, skipped: 1 });
});

test("an undo in whose midst the program ended goes on too", async () => {
  const { desk, move, resume, openJobs } = await startMany();
  const before = await dumpRows(desk);
  const { batchId } = await desk.call("triage.setBucket", move);
  const undo = { batchId, commandId: desk.parts.commandId() };
  await endAfterSlices(desk, 1, () => desk.call("triage.undo", undo));
  await resume();
  expect(await dumpRows(desk)).toEqual(before);
  expect(await openJobs()).toEqual([]);
  expect(await desk.call("triage.undo", undo)).toMatchObject({ changed: 510, waiting: 510 });
});

test("what was being taken back, because a slice was refused, is taken back to the end", async () => {
  const { desk, resume, openJobs } = await startMany(1010);
  const [last] = (await desk.call("triage.select", { view: "waiting" })).stories.slice(-1);
  if (!last) throw new Error("nothing waits");
  await desk.call("triage.assign", { stories: [last], personId: desk.bob.person?.id ?? "" }, desk.bob);
  const { stories } = await desk.call("triage.select", { view: "waiting" });
  const before = await dumpRows(desk);
  const taking = { stories, personId: desk.ann.person?.id ?? "", commandId: desk.parts.commandId() };
  // Two slices, a third that is refused, the word that it is taken back, and the first slice of that.
  await endAfterSlices(desk, 5, () => desk.call("triage.assign", taking));
  expect(await dumpRows(desk)).not.toEqual(before);
  await resume();
  expect(await dumpRows(desk)).toEqual(before);
  expect(await openJobs()).toEqual([]);
});

test("the act of somebody who left meanwhile is taken back", async () => {
  const { desk, move, resume, openJobs } = await startMany();
  const before = await dumpRows(desk);
  await endAfterSlices(desk, 1, () => desk.call("triage.setBucket", move));
  await desk.parts.store.write((trx) =>
    updatePerson(trx, desk.ann.person?.rowId ?? 0, { removedAt: desk.parts.clock.now() }),
  );
  await resume();
  expect(await dumpRows(desk)).toEqual(before);
  expect(await openJobs()).toEqual([]);
});
