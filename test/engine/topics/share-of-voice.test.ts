import { expect, test } from "vitest";
import { crowd, dayMs, hourMs, startTopicsDesk } from "./desk.ts";

async function startRivals() {
  const desk = await startTopicsDesk();
  const ours = await desk.watch({ name: "Ours", set: "own" });
  const ship = await desk.watch({ name: "Our ship", set: "own" });
  const rival = await desk.watch({ name: "Rival", set: "competitor" });
  const small = await desk.watch({ name: "Small rival", set: "competitor" });
  const issue = await desk.watch({ name: "Weather", set: "issue" });
  return { desk, ours, ship, rival, small, issue };
}

test("ours over ours and theirs: a mention of two brands counts once for each, one of two own watches once", async () => {
  const { desk, ours, ship, rival, small, issue } = await startRivals();
  const { now } = desk;
  await desk.say(crowd(now, 4, { sentiment: "positive" }), [ours.rowId]);
  await desk.say(crowd(now, 1, {}), [ours.rowId, ship.rowId]);
  await desk.say(crowd(now, 1, {}), [ours.rowId, rival.rowId]);
  await desk.say(crowd(now, 2, { sentiment: "unsure" }), [rival.rowId]);
  await desk.say(crowd(now, 3, {}), [issue.rowId]);
  await desk.say(crowd(now - dayMs, 1, {}), [ours.rowId]);
  await desk.say(crowd(now - dayMs, 3, {}), [rival.rowId]);
  await desk.say(crowd(now - 3 * dayMs, 5, {}), [ours.rowId]);
  const answer = await desk.voice();
  // Ours 4 + 1 + 1 = 6, the rival 1 + 2 = 3: 100 × 6 / 9. The day before 1 of 4.
  expect(answer).toMatchObject({
    brands: [
      {
        ...{ isOwn: true, watches: [{ name: "Our ship" }, { name: "Ours" }] },
        now: { count: 6, tone: { positive: 4, negative: 2, n: 6 } },
        before: { count: 1, share: 25 },
      },
      { isOwn: false, watches: [{ name: "Rival" }], now: { count: 3 }, before: { count: 3, share: 75 } },
      { isOwn: false, watches: [{ id: small.id }], now: { count: 0, share: 0, tone: { value: null, n: 0 } } },
    ],
    sum: { now: 9, before: 4 },
    severalBrands: { now: 1, before: 0 },
    heardMs: { before: dayMs },
  });
  expect(answer.brands.map(({ now: { share } }) => share)).toEqual([
    expect.closeTo(66.667, 3),
    expect.closeTo(33.333, 3),
    0,
  ]);
  expect(answer.previous).toEqual({ from: answer.window.from - dayMs, to: answer.window.from });
});

test("stories are counted at their first copy, by the same switch", async () => {
  const { desk, ours, rival } = await startRivals();
  await desk.say([{ copies: 9, at: desk.now - hourMs }], [ours.rowId]);
  await desk.say([{ copies: 1, at: desk.now - hourMs }], [rival.rowId]);
  expect((await desk.voice()).brands[0]?.now).toMatchObject({ count: 9, share: 90 });
  expect((await desk.voice({ counted: "stories" })).brands[0]?.now).toMatchObject({ count: 1, share: 50 });
});

test("nothing said is a dash and not a share, no brand is nothing", async () => {
  const { desk } = await startRivals();
  expect((await desk.voice()).brands.map(({ now }) => now.share)).toEqual([null, null, null]);
  const bare = await startTopicsDesk();
  expect(await bare.voice()).toMatchObject({ brands: [], sum: { now: 0 } });
});
