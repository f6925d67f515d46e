import { expect, test } from "vitest";
import type { Input } from "../../../src-main/contract/methods.ts";
import { methods } from "../../../src-main/contract/methods.ts";
import { startRuleDesk, type RuleDesk } from "./rule-desk.ts";

const preview = (desk: RuleDesk, rule: Partial<Input<"rules.preview">>) => {
  const blank = { name: "", query: "whimbrel", bucket: "pr", priority: null, department: null, reason: "" } as const;
  return desk.rules["rules.preview"](methods["rules.preview"].input.parse({ ...blank, ...rule }), desk.lead);
};
const late = "Whimbrel was late again";
const refund = "Where is my refund, Whimbrel?";

test("a preview says where stories would go, what would move, and which words were found, and stores nothing", async () => {
  const desk = await startRuleDesk();
  await desk.bring(late, refund, "Nothing to see");
  const before = await desk.places();
  const found = await preview(desk, { query: "refund OR late" });
  expect(found).toMatchObject({
    fault: null,
    ...{ scanned: 3, isCapped: false, matched: 2, missed: 0, kept: 0 },
    routes: { care: 0, pr: 2, analytics: 0, unsorted: 0 },
  });
  expect(found.moves.reduce((sum, { stories }) => sum + stories, 0)).toBe(2);
  expect(found.moves.every(({ to }) => to === "pr")).toBe(true);
  const sample = found.samples.find(({ text }) => text === refund);
  expect(sample).toMatchObject({ from: "care", to: "pr", spans: [{ field: "text", from: 12, to: 18 }] });
  expect(await desk.places()).toEqual(before);
  expect(await desk.eventsOf("story.ruled")).toBe(0);
});

test("a query that cannot be read says where it breaks; a rule without words looks at all", async () => {
  const desk = await startRuleDesk();
  await desk.bring(late);
  expect(await preview(desk, { query: "late NEAR/" })).toMatchObject({ fault: { at: expect.any(Number) }, scanned: 0 });
  expect(await preview(desk, { query: null })).toMatchObject({ matched: 1 });
});

test("what a person decided stays, and is counted apart", async () => {
  const desk = await startRuleDesk();
  await desk.bring(late, refund);
  await desk.triage["triage.setBucket"](
    { commandId: desk.commandId(), stories: [await desk.storyOf(refund)], bucket: "care" },
    desk.lead,
  );
  expect(await preview(desk, {})).toMatchObject({ matched: 2, kept: 1, routes: { pr: 1, care: 1 } });
});

test("rules after it that would no longer be reached are named; a rule before it that stops keeps stories from it", async () => {
  const desk = await startRuleDesk();
  const one = await desk.save({ name: "One", query: "refund", bucket: "care" });
  const two = await desk.save({ name: "Two", query: "whimbrel", bucket: "pr" });
  await desk.bring(late, refund);
  expect(await preview(desk, { position: 1 })).toMatchObject({
    matched: 2,
    unreached: [
      { id: one.id, name: "One", today: 1, then: 0 },
      { id: two.id, name: "Two", today: 1, then: 0 },
    ],
  });
  expect(await preview(desk, { position: 2 })).toMatchObject({
    ...{ matched: 1, missed: 1 },
    unreached: [{ id: two.id, today: 1, then: 0 }],
  });
  expect(await preview(desk, { position: 1, stop: false })).toMatchObject({ matched: 2, unreached: [] });
});

test("a rule that is changed is compared with what it says today", async () => {
  const desk = await startRuleDesk();
  const one = await desk.save({ name: "One", query: "whimbrel", bucket: "care" });
  const two = await desk.save({ name: "Two", query: "late", bucket: "pr" });
  await desk.bring(late, refund);
  expect(await preview(desk, { id: one.id, query: "refund", bucket: "care" })).toMatchObject({
    matched: 1,
    moves: [],
    unreached: [],
  });
  expect(await preview(desk, { id: two.id, query: "late", position: 1 })).toMatchObject({
    matched: 1,
    moves: [{ from: "care", to: "pr", stories: 1 }],
    unreached: [{ id: one.id, today: 2, then: 1 }],
  });
});

test("looks at the stories of the last 30 days only", async () => {
  const desk = await startRuleDesk();
  await desk.bring(late);
  desk.clock.advance(31 * 24 * 60 * 60_000);
  await desk.bring(refund);
  expect(await preview(desk, {})).toMatchObject({ scanned: 1, matched: 1 });
});

test("gives other requests their turn, and ends when its asker asks again", async () => {
  const desk = await startRuleDesk();
  for (let lot = 0; lot < 3; lot += 1)
    await desk.bring(...Array.from({ length: 100 }, (_, at) => `Whimbrel ${lot} ${at} ${"word ".repeat(at)}`));
  let turns = 0;
  const old = preview(desk, {});
  const count = () => {
    turns += 1;
    if (turns < 1000) setImmediate(count);
  };
  setImmediate(count);
  const [first, second] = await Promise.all([old, preview(desk, { query: "word" })]);
  expect(turns).toBeGreaterThan(3);
  expect(first.scanned).toBeLessThan(300);
  expect(second).toMatchObject({ scanned: 300, matched: 297 });
});
