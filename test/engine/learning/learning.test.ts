import { describe, expect, test } from "vitest";
import type { SentimentLabel } from "../../../src-main/contract/values.ts";
import { purgeMentions } from "../../../src-main/engine/mentions/purge-mentions.ts";
import { indexMentions } from "../../../src-main/engine/store/search.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { jargon, startLearningDesk, teach } from "./desk.ts";

const few = jargon.slice(0, 3);

describe("what people say is kept to learn from", () => {
  test("a correction with what the desk thought, who said it and the names that were masked", async () => {
    const desk = await startLearningDesk();
    const [story] = await desk.seed({ title: null, text: "The ramp is wibbling", sentiment: "neutral" });
    await desk.correct(story!, "negative");
    const { rows } = await desk.call("learning.lessons", { kind: "sentiment" });
    expect(rows).toMatchObject([
      {
        storyId: story!.id,
        excerpt: "The ramp is wibbling",
        was: "neutral",
        said: "negative",
        by: { name: "Ann Lee" },
        state: "learned",
      },
    ]);
    expect((await desk.summary()).lessons).toBe(1);
  });

  test("an undone correction is forgotten, and the one before it counts again", async () => {
    const desk = await startLearningDesk();
    const [story] = await desk.seed({ title: null, text: "The ramp is wibbling", sentiment: "neutral" });
    await desk.correct(story!, "positive");
    const { batchId } = await desk.correct(story!, "negative");
    const before = (await desk.call("learning.lessons", { kind: "sentiment" })).rows.map(({ state }) => state);
    await desk.call("triage.undo", { batchId });
    const after = (await desk.call("learning.lessons", { kind: "sentiment" })).rows.map(({ state }) => state);
    expect([before, after]).toEqual([
      ["learned", "replaced"],
      ["undone", "learned"],
    ]);
  });

  test("moves and confirmations by hand, but nothing from a move back to unsorted", async () => {
    const desk = await startLearningDesk();
    const [one, other] = await desk.seed({ bucket: "analytics" }, { bucket: "care" });
    await desk.move(one!, "care");
    await desk.move(other!, "care");
    await desk.move(other!, "unsorted");
    const { rows } = await desk.call("learning.lessons", { kind: "routing" });
    expect(rows.map(({ was, said, state }) => [was, said, state])).toEqual([
      ["care", "unsorted", "silent"],
      ["care", "care", "replaced"],
      ["analytics", "care", "learned"],
    ]);
    expect((await desk.summary("routing")).moves).toEqual([
      { from: "analytics", to: "care", count: 1 },
      { from: "care", to: "unsorted", count: 1 },
    ]);
  });

  test("an undone move is forgotten", async () => {
    const desk = await startLearningDesk();
    const [story] = await desk.seed({ bucket: "pr" });
    const { batchId } = await desk.move(story!, "care");
    await desk.call("triage.undo", { batchId });
    expect((await desk.summary("routing")).lessons).toBe(0);
  });

  test("a mention that is purged takes what was learned from it along", async () => {
    const desk = await startLearningDesk();
    const stories = await teach(desk, few);
    const mention = desk.parts.store.read.selectFrom("mention").select("id").where("story_id", "=", stories[0]!.rowId);
    const { id } = await mention.executeTakeFirstOrThrow();
    await runEngineAct(desk.parts, { topics: [] }, async (act) => {
      await indexMentions(act.trx, [id]);
      await purgeMentions(act, [id]);
    });
    const left = await desk.parts.store.read.selectFrom("lesson").select("item_id").execute();
    expect([left.length, left.some(({ item_id }) => item_id === id)]).toEqual([few.length - 1, false]);
  });

  test("what a lead leaves out is not learned from until it is taken in again", async () => {
    const desk = await startLearningDesk();
    await teach(desk, few);
    const [first] = (await desk.call("learning.lessons", { kind: "sentiment" })).rows;
    await desk.call("learning.forget", { id: first!.id, isForgotten: true }, desk.lea);
    const without = (await desk.summary()).lessons;
    await desk.call("learning.forget", { id: first!.id, isForgotten: false }, desk.lea);
    expect([without, (await desk.summary()).lessons]).toEqual([few.length - 1, few.length]);
  });

  test("of more than five thousand only the newest are kept", async () => {
    const desk = await startLearningDesk();
    const [story] = await teach(desk, few.slice(0, 1));
    await desk.parts.store.write((trx) =>
      trx
        .insertInto("lesson")
        .values(
          Array.from({ length: 1000 }, (_, at) => ({
            ...{
              public_id: `old ${at}`,
              kind: "sentiment" as const,
              item_id: story!.rowId,
              item_version: 1,
              was: "unsure",
            },
            ...{ said: "negative", at, by_id: null, batch_id: "b", withdrawn_at: null, forgotten_at: null },
          })),
        )
        .execute(),
    );
    for (let more = 0; more < 4; more += 1)
      desk.parts.store.raw.exec(`
        INSERT INTO lesson (public_id, kind, item_id, item_version, was, said, at, batch_id)
        SELECT public_id || ' ${more}', kind, item_id, item_version, was, said, at, batch_id FROM lesson LIMIT 1000`);
    await desk.correct(story!, "positive");
    const { count } = await desk.parts.store.read
      .selectFrom("lesson")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    expect(count).toBe(5000);
  });
});

describe("learning", () => {
  test("is used when it is better on verdicts that it had not seen, and judges what comes then", async () => {
    const desk = await startLearningDesk();
    await teach(desk, jargon);
    const outcome = await desk.learn();
    const { used, judged, models } = await desk.summary();
    expect([outcome, used?.version, models.length, await desk.events()]).toEqual(["better", 1, 1, ["model.adopted"]]);
    expect(judged).toMatchObject({
      n: jargon.length,
      parts: [{ name: "negative" }, { name: "neutral" }, { name: "positive" }],
    });
    expect(judged!.desk.accuracy).toBeGreaterThan(judged!.shipped.accuracy + 0.2);
    const [fresh] = await desk.seed({ title: null, text: "The funnel is wibbling again" });
    await desk.call("learning.rejudge", {}, desk.lea);
    await desk.engine.idle();
    expect((await desk.call("learning.explain", { storyId: fresh!.id })).sentiment).toMatchObject({
      ...{ label: "negative", judgedBy: "desk", modelVersion: 1 },
      reasons: expect.arrayContaining([expect.objectContaining({ words: "wibbling" })]),
    });
  });

  test("of labels given at random is not used, and nothing changes", async () => {
    const desk = await startLearningDesk();
    const labels: readonly SentimentLabel[] = ["negative", "neutral", "positive"];
    let state = 7;
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    await teach(
      desk,
      jargon.map(({ text }) => ({ text, label: labels[Math.floor(random() * 3)] ?? "neutral" })),
    );
    const outcome = await desk.learn();
    const { used, models } = await desk.summary();
    expect([outcome, used, models.map(({ canUse }) => canUse)]).toEqual(["not_better", null, [false]]);
  });

  test("of moves at random is used no more than of labels: a worse desk scorer routes nothing", async () => {
    const desk = await startLearningDesk();
    const stories = await desk.seed(
      ...jargon.slice(0, 60).map(({ text }) => ({ title: null, text, bucket: "unsorted" as const })),
    );
    const buckets = ["care", "pr", "analytics"] as const;
    let state = 11;
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    for (const story of stories) await desk.move(story, buckets[Math.floor(random() * 3)] ?? "care");
    expect(await desk.learn("routing")).not.toBe("better");
    const { used, judged, models } = await desk.summary("routing");
    expect(judged?.n).toBe(60);
    expect([used, models.map(({ canUse }) => canUse)]).toEqual([null, [false]]);
    expect(await desk.events()).toEqual(["model.refused"]);
  });

  test("of fewer than twenty is not judged and says so", async () => {
    const desk = await startLearningDesk();
    await teach(desk, jargon.slice(0, 19));
    expect(await desk.learn()).toBe("too_few");
    expect(await desk.summary()).toMatchObject({ lessons: 19, least: 20, used: null, judged: null });
  });

  test("is forgotten with what it came from: undone corrections take their model out of use", async () => {
    const desk = await startLearningDesk();
    await teach(desk, jargon.slice(0, 30));
    await desk.learn();
    const inUse = (await desk.summary()).used?.version;
    for (const { id } of (await desk.call("learning.lessons", { kind: "sentiment", limit: 200 })).rows.slice(0, 20))
      await desk.call("learning.forget", { id, isForgotten: true }, desk.lea);
    await desk.learn();
    expect([inUse, (await desk.summary()).used, await desk.events()]).toEqual([
      1,
      null,
      ["model.adopted", "model.refused"],
    ]);
  });

  test("reads no correction that was undone", async () => {
    const read: string[] = [];
    const desk = await startLearningDesk({
      trainer: {
        learn: (task) => {
          if (task.kind === "sentiment") read.push(...task.lessons.map(({ text }) => text));
          return Promise.resolve({ trouble: "broke", detail: "" });
        },
      },
    });
    const [odd] = await desk.seed({ title: null, text: "The mast is wibbling", sentiment: "neutral" });
    const { batchId } = await desk.correct(odd!, "negative");
    await teach(desk, jargon.slice(0, 24));
    await desk.call("triage.undo", { batchId });
    await desk.learn();
    expect(read).toEqual(jargon.slice(0, 24).map(({ text }) => text));
  });

  test("begins by itself after a pause, and not again before something new is said", async () => {
    const tried: string[] = [];
    const desk = await startLearningDesk({
      trainer: {
        learn: (task) => {
          tried.push(`${task.kind} ${task.lessons.length}`);
          return Promise.resolve({ trouble: "broke", detail: "" });
        },
      },
    });
    await desk.engine.start();
    desk.parts.clock.advance(60_000);
    await teach(desk, jargon.slice(0, 24));
    for (let looks = 0; looks < 40; looks += 1) {
      desk.parts.clock.advance(15_000);
      await new Promise(setImmediate);
    }
    await desk.engine.idle();
    expect(tried).toEqual(["sentiment 24"]);
  });

  test("that breaks off is told of, changes nothing, and the desk goes on", async () => {
    const desk = await startLearningDesk({
      trainer: { learn: () => Promise.resolve({ trouble: "too_slow", detail: "no answer" }) },
    });
    const [story] = await teach(desk, jargon.slice(0, 20));
    expect(await desk.learn()).toBe("too_slow");
    await desk.correct(story!, "neutral");
    expect(await desk.summary()).toMatchObject({ outcome: "too_slow", used: null, models: [] });
    expect(desk.parts.logged.map(({ event }) => event)).toContain("learning.trouble");
  });
});

describe("people choose", () => {
  test("the shipped model, which stays through learning; an earlier one; and to let the desk choose again", async () => {
    const desk = await startLearningDesk();
    await teach(desk, jargon);
    await desk.learn();
    const [model] = (await desk.summary()).models;
    await desk.call("learning.use", { kind: "sentiment", use: "shipped" }, desk.lea);
    await desk.learn();
    const held = await desk.summary();
    await desk.call("learning.use", { kind: "sentiment", use: model!.id }, desk.lea);
    const back = await desk.summary();
    await desk.call("learning.use", { kind: "sentiment", use: "best" }, desk.lea);
    const free = await desk.summary();
    expect([held, back, free].map(({ used, isHeld }) => [used?.version ?? null, isHeld])).toEqual([
      [null, true],
      [1, true],
      [3, false],
    ]);
    expect(await desk.events()).toEqual(["model.adopted", "model.restored", "model.restored", "model.adopted"]);
  });

  test("no model that was not good enough, or that is not there", async () => {
    const desk = await startLearningDesk();
    const use = "01KA8K3F000000000000000099";
    await expect(desk.call("learning.use", { kind: "sentiment", use }, desk.lea)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("judging anew", () => {
  test("moves counts and stories, leaves what people corrected, and is told of", async () => {
    const desk = await startLearningDesk();
    const stories = await desk.seed(
      { title: null, text: "The crew were wonderful, thank you so much", sentiment: "neutral" },
      { title: null, text: "Awful, rude and three hours late", sentiment: "neutral" },
    );
    await desk.correct(stories[1]!, "positive");
    await desk.call("learning.rejudge", {}, desk.lea);
    await desk.engine.idle();
    const slots = await desk.parts.store.read.selectFrom("mention").select("slot_sentiment").orderBy("id").execute();
    const shown = await desk.parts.store.read.selectFrom("story").select("sentiment").orderBy("id").execute();
    expect(slots.map((row) => row.slot_sentiment)).toEqual(["positive", "positive"]);
    expect(shown.map((row) => row.sentiment)).toEqual(["positive", "positive"]);
    const { rejudging } = await desk.call("learning.summary", {});
    expect([rejudging?.state, rejudging?.done, rejudging?.total]).toEqual(["done", 1, 1]);
    expect(await desk.events()).toEqual(["model.rejudged"]);
  });

  test("can be stopped, is not begun twice, and a stopped one does nothing more", async () => {
    const desk = await startLearningDesk();
    await desk.seed({ title: null, text: "Wonderful crew, thank you", sentiment: "neutral" });
    // Written one after the other: the first lot of the work comes after the three.
    const asked = desk.call("learning.rejudge", {}, desk.lea);
    const again = desk.call("learning.rejudge", {}, desk.lea);
    const stopped = desk.call("learning.cancelRejudge", {}, desk.lea);
    await expect(again).rejects.toMatchObject({ code: "rejudge-busy" });
    await Promise.all([asked, stopped]);
    await desk.engine.idle();
    const { rejudging } = await desk.call("learning.summary", {});
    expect(rejudging).toMatchObject({ state: "cancelled", done: 0, changed: 0 });
    const { slot_sentiment: slot } = await desk.parts.store.read
      .selectFrom("mention")
      .select("slot_sentiment")
      .executeTakeFirstOrThrow();
    expect(slot).toBe("neutral");
  });
});

describe("an explanation", () => {
  test("names the words, their places, the model, and who corrected it", async () => {
    const desk = await startLearningDesk();
    const [story] = await desk.seed({ title: null, text: "Still waiting. The crew were rude." });
    await desk.call("learning.rejudge", {}, desk.lea);
    await desk.engine.idle();
    const judged = (await desk.call("learning.explain", { storyId: story!.id })).sentiment;
    expect(judged).toMatchObject({ label: "negative", judgedBy: "shipped", corrected: null });
    const lit = judged.spans.map(({ from, to }) => "Still waiting. The crew were rude.".slice(from, to).toLowerCase());
    expect(judged.reasons.some(({ words, effect }) => effect < 0 && lit.includes(words.toLowerCase()))).toBe(true);
    await desk.correct(story!, "neutral");
    await desk.move(story!, "pr");
    const { sentiment, bucket } = await desk.call("learning.explain", { storyId: story!.id });
    expect(sentiment).toMatchObject({
      judgedBy: "person",
      reasons: [],
      corrected: { by: { name: "Ann Lee" }, was: "negative" },
    });
    expect(bucket).toMatchObject({ bucket: "pr", moved: { by: { name: "Ann Lee" }, was: "care" } });
  });

  test("does not make up reasons for a verdict that no kept model gives", async () => {
    const desk = await startLearningDesk();
    const [story] = await desk.seed({ title: null, text: "Still waiting.", sentiment: "positive" });
    expect((await desk.call("learning.explain", { storyId: story!.id })).sentiment).toMatchObject({
      judgedBy: "earlier",
      reasons: [],
    });
  });

  test("of a story that is not there is refused", async () => {
    const desk = await startLearningDesk();
    await expect(desk.call("learning.explain", { storyId: "01KA8K3F000000000000000099" })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
