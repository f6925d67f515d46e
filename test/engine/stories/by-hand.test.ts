import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../../src-main/contract/refusal.ts";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import type { Seeded, SeedStory } from "../../support/seed-stories.ts";
import { dumpRows, HOUR, MINUTE, startDesk, type Desk } from "../triage/desk.ts";

async function startWith(...stories: readonly SeedStory[]) {
  const desk = await startDesk();
  const seeded = await desk.seed(...stories);
  return { desk, seeded };
}

const seen = async (desk: Desk, story: Seeded | undefined) => {
  const [one] = story ? await desk.seen(story) : [];
  if (!one) throw new Error("the story is not there");
  return one;
};
const copies = (desk: Desk, story: Seeded | undefined) => desk.call("stories.copies", { id: story?.id ?? "" });

/** The mentions and stories that the counts hold, and whether the whole workspace adds up. */
async function counted(desk: Desk) {
  const rows = await desk.parts.store.read.selectFrom("slot_bucket").selectAll().execute();
  const sum = (name: "mentions" | "stories") => rows.reduce((all, row) => all + row[name], 0);
  const { findings } = await checkWorkspace(desk.parts);
  // Seeded mentions are not in the search index, which neither act touches.
  const check = findings.filter(({ code }) => code !== "check.search-index");
  return { mentions: sum("mentions"), stories: sum("stories"), check };
}

describe("taking copies out of a story", () => {
  test("makes each a story of its own in the same bucket, with the case and the clock that it had", async () => {
    const { desk, seeded } = await startWith({ bucket: "pr", copies: 4, at: 1_790_000_000_000 });
    const queuedAt = (await desk.page("pr"))[0]?.case?.queuedAt;
    desk.parts.clock.advance(10 * MINUTE);
    const before = await copies(desk, seeded[0]);
    expect(before.copies.map(({ joined, isHead }) => [joined, isHead])).toHaveLength(4);
    const mentionIds = before.copies.slice(0, 2).map(({ id }) => id);
    const done = await desk.call("stories.split", { story: await seen(desk, seeded[0]), mentionIds });
    expect(done).toMatchObject({ changed: 3, waiting: 3 });
    const rows = await desk.page("pr");
    expect(rows.map((row) => [row.copies, row.bucket, row.case?.queuedAt, row.reason.says.code])).toEqual([
      [2, "pr", queuedAt, "reason.rule"],
      [1, "pr", queuedAt, "reason.rule"],
      [1, "pr", queuedAt, "reason.rule"],
    ]);
    expect(await counted(desk)).toEqual({ mentions: 4, stories: 3, check: [] });
    const after = await copies(desk, seeded[0]);
    expect(after.copies.map(({ id }) => id)).toEqual(before.copies.slice(2).map(({ id }) => id));
  });

  test("gives the place at the head to another copy when the head goes", async () => {
    const { desk, seeded } = await startWith({ copies: 3 });
    const head = (await copies(desk, seeded[0])).copies.find(({ isHead }) => isHead);
    await desk.call("stories.split", { story: await seen(desk, seeded[0]), mentionIds: [head?.id ?? ""] });
    const left = (await copies(desk, seeded[0])).copies;
    expect(left.filter(({ isHead }) => isHead)).toHaveLength(1);
    expect(left.map(({ id }) => id)).not.toContain(head?.id);
    expect(await counted(desk)).toEqual({ mentions: 3, stories: 2, check: [] });
  });

  test("lets the head stay where all copies are named", async () => {
    const { desk, seeded } = await startWith({ copies: 3, bucket: "analytics" });
    const all = (await copies(desk, seeded[0])).copies.map(({ id }) => id);
    await desk.call("stories.split", { story: await seen(desk, seeded[0]), mentionIds: all });
    const left = (await copies(desk, seeded[0])).copies;
    expect(left).toMatchObject([{ isHead: true }]);
    expect((await desk.page("analytics")).map((row) => [row.copies, row.case])).toEqual([
      [1, null],
      [1, null],
      [1, null],
    ]);
  });

  test("is refused for one copy, for a mention of another story, and when somebody changed the story", async () => {
    const { desk, seeded } = await startWith({}, { copies: 2 });
    const [own] = (await copies(desk, seeded[0])).copies;
    const split = async (story: Seeded | undefined, id = "") =>
      desk.call("stories.split", { story: await seen(desk, story), mentionIds: [id] });
    await expect(split(seeded[0], own?.id)).rejects.toMatchObject({ code: "nothing-to-split" });
    await expect(split(seeded[1], own?.id)).rejects.toMatchObject({ code: "not-found" });
    const stale = { ...(await seen(desk, seeded[1])), version: 77 };
    const [copy] = (await copies(desk, seeded[1])).copies;
    await expect(desk.call("stories.split", { story: stale, mentionIds: [copy?.id ?? ""] })).rejects.toMatchObject({
      code: "stale",
    });
  });

  test("is said in the timeline and in the log", async () => {
    const { desk, seeded } = await startWith({ copies: 3 });
    const all = (await copies(desk, seeded[0])).copies;
    const mentionIds = all.flatMap(({ id, isHead }) => (isHead ? [] : [id]));
    await desk.call("stories.split", { story: await seen(desk, seeded[0]), mentionIds });
    const { timeline } = await desk.call("cases.get", { storyId: seeded[0]?.id ?? "" });
    expect(timeline.at(-1)).toMatchObject({
      by: "Ann Lee",
      says: { code: "event.story.split.many", params: { copies: 2 } },
    });
  });
});

describe("putting stories together", () => {
  test("ends the open case as a duplicate, and all copies stand where the other story stands", async () => {
    const { desk, seeded } = await startWith({ bucket: "pr", copies: 2 }, { bucket: "care" }, { bucket: "analytics" });
    const [into, ...rest] = seeded;
    const stories = await desk.seen(...rest);
    expect(await desk.call("stories.join", { into: await seen(desk, into), stories })).toMatchObject({
      changed: 2,
      waiting: 1,
    });
    expect(await copies(desk, into)).toMatchObject({ story: { copies: 4 } });
    expect(await desk.page("resolved")).toMatchObject([{ copies: 0, case: { resolution: "duplicate" } }]);
    expect(await desk.page("analytics")).toEqual([]);
    const rows = await desk.parts.store.read.selectFrom("slot_bucket").selectAll().where("mentions", ">", 0).execute();
    expect(rows).toMatchObject([{ bucket: "pr", mentions: 4, stories: 1 }]);
    expect((await counted(desk)).check).toEqual([]);
  });

  test("into a closed case begins a new cycle when one of them waits, so that nobody is forgotten", async () => {
    const { desk, seeded } = await startWith({ bucket: "care" }, { bucket: "care" });
    await desk.call("triage.resolve", { stories: await desk.seen(seeded[0] as Seeded), resolution: "spam" });
    desk.parts.clock.advance(HOUR);
    await desk.call("stories.join", { into: await seen(desk, seeded[0]), stories: [await seen(desk, seeded[1])] });
    expect(await desk.page("care")).toMatchObject([
      { id: seeded[0]?.id, case: { status: "new", queuedAt: desk.parts.clock.now() } },
    ]);
  });

  test("into a story that is only counted ends the case as counted only, which after its target is a miss", async () => {
    const { desk, seeded } = await startWith({ bucket: "analytics" }, { bucket: "care" });
    await desk.call("stories.join", { into: await seen(desk, seeded[0]), stories: [await seen(desk, seeded[1])] });
    expect(await desk.page("resolved")).toMatchObject([{ case: { resolution: "counted_only" } }]);
  });

  test("is refused with itself alone", async () => {
    const { desk, seeded } = await startWith({});
    const one = await seen(desk, seeded[0]);
    await expect(desk.call("stories.join", { into: one, stories: [one] })).rejects.toMatchObject({
      code: "nothing-to-join",
    });
  });
});

describe("taking back", () => {
  test("puts a split or a join back as it was, with its cases and counts", async () => {
    const { desk, seeded } = await startWith({ bucket: "pr", copies: 3 }, { bucket: "care" }, { bucket: "analytics" });
    const rows = await dumpRows(desk);
    const all = (await copies(desk, seeded[0])).copies.map(({ id }) => id);
    const split = await desk.call("stories.split", { story: await seen(desk, seeded[0]), mentionIds: all });
    await desk.call("triage.undo", { batchId: split.batchId });
    expect(await dumpRows(desk)).toEqual(rows);
    const joined = await desk.call("stories.join", {
      into: await seen(desk, seeded[0]),
      stories: await desk.seen(...seeded.slice(1)),
    });
    await desk.call("triage.undo", { batchId: joined.batchId });
    expect(await dumpRows(desk)).toEqual(rows);
    expect((await counted(desk)).check).toEqual([]);
  });

  test("is refused once somebody went on with one of the stories", async () => {
    const { desk, seeded } = await startWith({ copies: 2 });
    const [copy] = (await copies(desk, seeded[0])).copies;
    const { batchId } = await desk.call("stories.split", {
      story: await seen(desk, seeded[0]),
      mentionIds: [copy?.id ?? ""],
    });
    const other = (await desk.page("care")).find((row) => row.id !== seeded[0]?.id);
    await desk.call("cases.open", { storyId: other?.id ?? "" });
    await expect(desk.call("triage.undo", { batchId })).rejects.toMatchObject({ code: "stale" });
  });

  test("after any acts, in any order, the workspace adds up", async () => {
    const step = fc.record({
      does: fc.constantFrom("split", "join", "undo", "move"),
      on: fc.nat({ max: 5 }),
      with: fc.nat({ max: 5 }),
      bucket: fc.constantFrom("care", "pr", "analytics", "unsorted"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        const { desk } = await startWith(
          { bucket: "pr", copies: 3 },
          { bucket: "care", copies: 2 },
          { bucket: "analytics" },
        );
        const batches: string[] = [];
        for (const one of steps) {
          const stories = await desk.parts.store.read
            .selectFrom("story")
            .select(["public_id as id", "version"])
            .orderBy("id")
            .execute();
          const [story, other] = [stories[one.on % stories.length], stories[one.with % stories.length]];
          if (!story || !other) throw new Error("there is always one");
          try {
            if (one.does === "undo")
              await desk.call("triage.undo", { batchId: batches[one.on % batches.length] ?? story.id });
            else if (one.does === "move")
              batches.push(
                (await desk.call("triage.setBucket", { stories: [story], bucket: one.bucket as "pr" })).batchId,
              );
            else if (one.does === "join")
              batches.push((await desk.call("stories.join", { into: story, stories: [other] })).batchId);
            else {
              const ids = (await desk.call("stories.copies", { id: story.id })).copies.map(({ id }) => id);
              batches.push(
                (await desk.call("stories.split", { story, mentionIds: ids.slice(0, 1 + (one.with % 3)) })).batchId,
              );
            }
          } catch (cause) {
            // A "no" is part of the game; anything else is not.
            if (!(cause instanceof Refusal) && (cause as Error).name !== "ZodError") throw cause;
          }
          const { mentions, check } = await counted(desk);
          expect({ mentions, check }).toEqual({ mentions: 6, check: [] });
        }
      }),
      { numRuns: 25 },
    );
  });
});
