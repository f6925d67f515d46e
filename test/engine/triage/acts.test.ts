import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../../src-main/contract/refusal.ts";
import { findChainFault, listEvents } from "../../../src-main/engine/store/event-log.ts";
import type { Seeded, SeedStory } from "../../support/seed-stories.ts";
import { dumpRows, HOUR, MINUTE, startDesk, type Desk } from "./desk.ts";

async function startWithOne(story: SeedStory = {}) {
  const desk = await startDesk();
  const [seeded] = await desk.seed(story);
  if (!seeded) throw new Error("one was seeded");
  return { desk, story: seeded, row: async () => (await desk.call("cases.get", { storyId: seeded.id })).story };
}

describe("moving a story", () => {
  test("does not restart its clock, whose target follows the bucket", async () => {
    const { desk, story, row } = await startWithOne({ bucket: "unsorted" });
    const queuedAt = desk.parts.clock.now();
    desk.parts.clock.advance(20 * MINUTE);
    await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "pr" });
    expect(await row()).toMatchObject({
      bucket: "pr",
      case: { queuedAt },
      clock: { dueAt: queuedAt + 2 * HOUR, targetMs: 2 * HOUR, leftMs: 100 * MINUTE },
      reason: { says: { code: "reason.person", params: { name: "Ann Lee" } }, confidence: null },
    });
  });

  test("to analytics resolves its case as counted only and moves its counts", async () => {
    const { desk, story, row } = await startWithOne({ copies: 3 });
    const moved = await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "analytics" });
    expect(moved).toMatchObject({ changed: 1, waiting: 0 });
    expect(await row()).toMatchObject({
      bucket: "analytics",
      case: { status: "resolved", resolution: "counted_only" },
      clock: { state: "paused" },
    });
    const { slot_bucket, case_cycle } = await dumpRows(desk);
    expect(slot_bucket).toMatchObject([{ bucket: "analytics", mentions: 3, stories: 1 }]);
    expect(case_cycle).toMatchObject([{ bucket: "care", resolution: "counted_only" }]);
  });

  test("from analytics opens a case that is queued now, with its contact", async () => {
    const { desk, story } = await startWithOne({ bucket: "analytics", handle: "@tom", urgency: "high" });
    desk.parts.clock.advance(HOUR);
    await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "care" });
    const detail = await desk.call("cases.get", { storyId: story.id });
    expect(detail.story.case).toMatchObject({ status: "new", priority: 1, queuedAt: desk.parts.clock.now() });
    expect(detail.contact).toMatchObject({ name: "Tom Reed", handles: [{ network: "bluesky", handle: "@tom" }] });
  });

  test("out of analytics again begins a new cycle", async () => {
    const { desk, story } = await startWithOne();
    await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "analytics" });
    desk.parts.clock.advance(MINUTE);
    await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "pr" });
    const { case_cycle } = await dumpRows(desk);
    expect(case_cycle).toMatchObject([
      { cycle: 1, bucket: "care", resolution: "counted_only" },
      { cycle: 2, bucket: "pr", resolution: null, queued_at: desk.parts.clock.now() },
    ]);
  });

  test("is refused with the stories that somebody changed meanwhile, and then changes nothing", async () => {
    const desk = await startDesk();
    const [one, two] = await desk.seed({}, {});
    if (!one || !two) throw new Error("two were seeded");
    const before = await desk.seen(one, two);
    await desk.call("triage.setPriority", { stories: await desk.seen(two), priority: 1 }, desk.bob);
    const rows = await dumpRows(desk);
    const move = desk.call("triage.setBucket", { stories: before, bucket: "pr" });
    await expect(move).rejects.toMatchObject({ code: "stale", params: { ids: two.id, count: 1 } });
    expect(await dumpRows(desk)).toEqual(rows);
  });
});

describe("handling a case", () => {
  test("resolving without an answer needs a reason", async () => {
    const { desk, story } = await startWithOne();
    const stories = await desk.seen(story);
    await expect(desk.call("triage.resolve", { stories, resolution: "no_reply_needed" })).rejects.toMatchObject({
      code: "reason-needed",
    });
    expect(
      await desk.call("triage.resolve", { stories, resolution: "no_reply_needed", reason: "praise" }),
    ).toMatchObject({ changed: 1 });
  });

  test("is answered by hand only with a posted reply of this cycle", async () => {
    const { desk, story, row } = await startWithOne();
    const { read } = desk.parts.store;
    const resolve = async () =>
      desk.call("triage.resolve", { stories: await desk.seen(story), resolution: "answered", reason: "" });
    await expect(resolve()).rejects.toMatchObject({ code: "proof-needed" });
    const { id } = await read.selectFrom("desk_case").select("id").executeTakeFirstOrThrow();
    const none = { parent_url: null, script_id: null, script_version: null, variant: null };
    const never = { submitted_at: null, approved_at: null, hold_until: null, handed_over_at: null, sent_at: null };
    const unreturned = { proof_url: null, returned_by: null, returned_at: null, return_reason: null };
    const reply = { network: "bluesky", account: "assisted", text: "Hi", cycle: 1, saved_at: 1 } as const;
    const add = (change: { state: "sent" | "handed_over"; cycle?: number }) =>
      desk.parts.store.write((trx) =>
        trx
          .insertInto("reply")
          .values({
            public_id: desk.parts.commandId(),
            case_id: id,
            ...none,
            ...never,
            ...unreturned,
            ...reply,
            ...change,
          })
          .execute(),
      );
    await add({ state: "handed_over" });
    await add({ state: "sent", cycle: 2 });
    await expect(resolve()).rejects.toMatchObject({ code: "proof-needed" });
    expect((await row()).clock.state).toBe("ok");
    await add({ state: "sent" });
    await resolve();
    expect((await row()).case).toMatchObject({ status: "resolved", resolution: "answered" });
  });

  test("handing it to a private channel is the response, at this moment", async () => {
    const { desk, story } = await startWithOne();
    await desk.call("triage.resolve", { stories: await desk.seen(story), resolution: "handed_private" });
    const { clock } = await desk.call("cases.get", { storyId: story.id });
    expect(clock.firstResponseAt).toBe(desk.parts.clock.now());
  });

  test("a resolved case is not resolved, snoozed or given away again", async () => {
    const { desk, story } = await startWithOne();
    await desk.call("triage.resolve", { stories: await desk.seen(story), resolution: "spam" });
    const stories = await desk.seen(story);
    await expect(desk.call("triage.resolve", { stories, resolution: "answered" })).rejects.toMatchObject({
      code: "case-resolved",
    });
    await expect(desk.call("triage.snooze", { stories, until: null })).rejects.toMatchObject({ code: "case-resolved" });
  });

  test("taking it over from somebody needs a reason; giving it on oneself does not", async () => {
    const { desk, story, row } = await startWithOne();
    const give = async (to: string, as: typeof desk.ann, reason = "") =>
      desk.call("triage.assign", { stories: await desk.seen(story), personId: to, reason }, as);
    const [ann, bob] = [desk.ann.person?.id ?? "", desk.bob.person?.id ?? ""];
    await give(ann, desk.ann);
    await expect(give(bob, desk.bob)).rejects.toMatchObject({ code: "already-claimed", params: { owner: "Ann Lee" } });
    await give(bob, desk.bob, "Ann is ill");
    await give(ann, desk.bob);
    expect((await row()).case?.owner).toEqual({ id: ann, name: "Ann Lee", initials: "AL" });
  });

  test("a new priority moves the deadline, from the same beginning", async () => {
    const { desk, story, row } = await startWithOne({ urgency: "low" });
    const queuedAt = desk.parts.clock.now();
    desk.parts.clock.advance(10 * MINUTE);
    await desk.call("triage.setPriority", { stories: await desk.seen(story), priority: 1 });
    expect((await row()).clock).toMatchObject({ dueAt: queuedAt + HOUR, targetMs: HOUR, leftMs: 50 * MINUTE });
  });

  test("a sentiment corrected by hand is counted as the person's", async () => {
    const { desk, story, row } = await startWithOne({ copies: 2 });
    await desk.call("triage.correctSentiment", { stories: await desk.seen(story), label: "positive" });
    expect(await row()).toMatchObject({ sentiment: "positive", score: 1, confidence: 1 });
    const { slot_bucket, item } = await dumpRows(desk);
    expect(slot_bucket).toMatchObject([{ sentiment: "positive", mentions: 2, stories: 1 }]);
    expect(item).toMatchObject([{ corrected_by: desk.ann.person?.rowId }, { corrected_by: desk.ann.person?.rowId }]);
  });
});

describe("undo", () => {
  test("somebody else's act is taken back by a shift lead only", async () => {
    const { desk, story, row } = await startWithOne();
    const { batchId } = await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "pr" });
    await expect(desk.call("triage.undo", { batchId }, desk.bob)).rejects.toMatchObject({ code: "not-allowed" });
    await desk.call("triage.undo", { batchId }, desk.lea);
    expect((await row()).bucket).toBe("care");
  });

  test("is too late after ten minutes", async () => {
    const { desk, story } = await startWithOne();
    const { batchId } = await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "pr" });
    desk.parts.clock.advance(10 * MINUTE + 1);
    await expect(desk.call("triage.undo", { batchId })).rejects.toMatchObject({ code: "undo-too-late" });
  });

  test("is refused when somebody went on since, and a second time", async () => {
    const { desk, story } = await startWithOne();
    const { batchId } = await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "pr" });
    const { batchId: second } = await desk.call(
      "triage.setPriority",
      { stories: await desk.seen(story), priority: 1 },
      desk.bob,
    );
    await expect(desk.call("triage.undo", { batchId })).rejects.toMatchObject({
      code: "stale",
      params: { ids: story.id },
    });
    await desk.call("triage.undo", { batchId: second }, desk.bob);
    await expect(desk.call("triage.undo", { batchId: second }, desk.bob)).rejects.toMatchObject({ code: "stale" });
  });

  test("of what is no act of triage is refused", async () => {
    const { desk, story } = await startWithOne();
    await expect(desk.call("triage.undo", { batchId: desk.parts.commandId() })).rejects.toMatchObject({
      code: "nothing-to-undo",
    });
    await desk.call("cases.open", { storyId: story.id });
    const opened = (await listEvents(desk.parts.store.read, { limit: 100 })).at(-1);
    await expect(desk.call("triage.undo", { batchId: opened?.batchId ?? "" })).rejects.toMatchObject({
      code: "nothing-to-undo",
    });
  });

  test("does not take away a case that somebody has worked on", async () => {
    const { desk, story } = await startWithOne({ bucket: "analytics" });
    const { batchId } = await desk.call("triage.setBucket", { stories: await desk.seen(story), bucket: "care" });
    await desk.call("cases.note", { storyId: story.id, text: "Rang the quay" });
    await expect(desk.call("triage.undo", { batchId })).rejects.toMatchObject({ code: "stale" });
  });

  test("puts every row back as it was, whatever the act", async () => {
    const desk = await startDesk();
    const stories = await desk.seed(
      { bucket: "unsorted" },
      { bucket: "care", copies: 2, handle: "@tom" },
      { bucket: "pr", sentiment: "unsure" },
      { bucket: "analytics", urgency: "high" },
    );
    const ids = [null, desk.ann.person?.id ?? null];
    const act = fc.oneof(
      fc.record({
        name: fc.constant("triage.setBucket" as const),
        bucket: fc.constantFrom("unsorted", "analytics", "pr", "care"),
      }),
      fc.record({
        name: fc.constant("triage.resolve" as const),
        resolution: fc.constantFrom("duplicate", "spam", "handed_private"),
        reason: fc.constant("r"),
      }),
      fc.record({ name: fc.constant("triage.snooze" as const), until: fc.constantFrom(null, Date.UTC(2030, 1, 1)) }),
      fc.record({
        name: fc.constant("triage.assign" as const),
        personId: fc.constantFrom(...ids),
        reason: fc.constant("r"),
      }),
      fc.record({ name: fc.constant("triage.setPriority" as const), priority: fc.constantFrom(1, 2, 3) }),
      fc.record({
        name: fc.constant("triage.correctSentiment" as const),
        label: fc.constantFrom("negative", "neutral", "positive"),
      }),
    );
    const some = fc.subarray([...stories], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(some, act, act, async (chosen, first, second) => {
        // The first act stays, so that the second begins from ever new places.
        await attempt(desk, first, chosen);
        const before = await dumpRows(desk);
        const done = await attempt(desk, second, chosen);
        if (!done || done.changed === 0) return;
        await desk.call("triage.undo", { batchId: done.batchId });
        expect(await dumpRows(desk)).toEqual(before);
      }),
      { numRuns: 60 },
    );
    expect(await findChainFault(desk.parts.store.read)).toBeNull();
  });
});

/** Does an act with the versions of now; null when it is refused because nothing is open. */
async function attempt(desk: Desk, { name, ...input }: { readonly name: string }, stories: readonly Seeded[]) {
  try {
    return await desk.call(name as "triage.setBucket", { stories: await desk.seen(...stories), ...input } as never);
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === "case-resolved") return null;
    throw cause;
  }
}

test("a thousand stories are moved, given and taken back in one act each", async () => {
  const desk = await startDesk();
  const stories = await desk.seed(
    ...Array.from({ length: 1000 }, (_, index) => ({ text: `Post ${index}`, handle: `@p${index}` })),
  );
  const before = await dumpRows(desk);
  const moved = await desk.call("triage.setBucket", { stories: await desk.seen(...stories), bucket: "analytics" });
  expect(moved.changed).toBe(1000);
  const batches = await desk.parts.store.read
    .selectFrom("event")
    .select(["batch_id", (eb) => eb.fn.countAll<number>().as("n")])
    .where("kind", "=", "story.moved")
    .groupBy("batch_id")
    .execute();
  expect(batches).toEqual([{ batch_id: moved.batchId, n: 1000 }]);
  expect(await desk.call("triage.undo", { batchId: moved.batchId })).toMatchObject({ changed: 1000 });
  expect(await dumpRows(desk)).toEqual(before);
  const give = async (personId: string | null) =>
    desk.call("triage.assign", { stories: await desk.seen(...stories), personId });
  expect([(await give(desk.ann.person?.id ?? "")).changed, (await give(null)).changed]).toEqual([1000, 1000]);
  expect(await desk.call("triage.counts", {})).toMatchObject({ counts: { waiting: 1000, analytics: 0 } });
});

test("a thousand stories out of one that changed are all left as they are", async () => {
  const desk = await startDesk();
  const stories = await desk.seed(...Array.from({ length: 1000 }, (_, index) => ({ text: `Post ${index}` })));
  const seen = await desk.seen(...stories);
  const before = await dumpRows(desk);
  const wrong = seen.map((one, index) => (index === 999 ? { ...one, version: one.version + 1 } : one));
  await expect(desk.call("triage.setBucket", { stories: wrong, bucket: "analytics" })).rejects.toMatchObject({
    code: "stale",
  });
  expect(await dumpRows(desk)).toEqual(before);
});
