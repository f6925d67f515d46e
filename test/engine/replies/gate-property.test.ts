import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { createWorld, walk } from "./gate-world.ts";
import type { Step, World } from "./gate-world.ts";

let parts: TestParts;
let world: World;
beforeAll(async () => {
  parts = await startTestParts();
  world = await createWorld(parts);
});
afterAll(() => parts.close());

const who = fc.nat(6);
const text = fc.constantFrom("We are on it.", "We are on it!", "Two look.", "Sorry.", "Sorry, Ann.");
const row = fc.record({
  when: fc.record({
    bucket: fc.constantFrom(null, "care" as const, "pr" as const),
    script: fc.constantFrom(null, "fixed"),
    priority: fc.constant(null),
    urgency: fc.constant(null),
    reachFrom: fc.constantFrom(null, 100),
  }),
  asks: fc.record({
    template: fc.boolean(),
    approvers: fc.constantFrom(1 as const, 2 as const),
    legal: fc.boolean(),
  }),
});
const acts = {
  save: fc.record({ act: fc.constant("save" as const), who, text }),
  edit: fc.record({ act: fc.constant("edit" as const), who, text }),
  act: (act: "submit" | "approve" | "return" | "cancel" | "undo" | "handOver" | "send") =>
    fc.record({ act: fc.constant(act), who }),
  legal: fc.record({ act: fc.constant("legal" as const), who, wanted: fc.boolean() }),
  policy: fc.record({ act: fc.constant("policy" as const), rows: fc.array(row, { minLength: 1, maxLength: 3 }) }),
  reach: fc.record({ act: fc.constant("reach" as const), followers: fc.constantFrom(null, 5, 20_000) }),
  tamper: fc.oneof(
    fc.record({ act: fc.constant("tamper" as const), column: fc.constant("text" as const), value: text }),
    fc.record({
      act: fc.constant("tamper" as const),
      column: fc.constantFrom("account" as const, "parent_url" as const),
      value: fc.constantFrom("assisted", "01KA8K3F000000000000000099", "https://forum.example/t/1"),
    }),
    fc.record({
      act: fc.constant("tamper" as const),
      column: fc.constant("network" as const),
      value: fc.constantFrom("forum", "mastodon"),
    }),
    fc.record({
      act: fc.constant("tamper" as const),
      column: fc.constant("state" as const),
      value: fc.constantFrom("approved", "submitted", "draft"),
    }),
  ),
  wait: fc.record({ act: fc.constant("wait" as const), ms: fc.constantFrom(60_000, 6 * 60_000) }),
};

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: acts.save },
  { weight: 2, arbitrary: acts.edit },
  { weight: 5, arbitrary: acts.act("submit") },
  { weight: 9, arbitrary: acts.act("approve") },
  { weight: 1, arbitrary: acts.act("return") },
  { weight: 1, arbitrary: acts.act("cancel") },
  { weight: 1, arbitrary: acts.act("undo") },
  { weight: 2, arbitrary: acts.legal },
  { weight: 2, arbitrary: acts.policy },
  { weight: 2, arbitrary: acts.reach },
  { weight: 3, arbitrary: acts.tamper },
  { weight: 3, arbitrary: acts.wait },
  { weight: 6, arbitrary: acts.act("handOver") },
  { weight: 3, arbitrary: acts.act("send") },
);

/** Random acts alone seldom get as far as the door, so each walk begins with one good way to it, and goes astray from there. */
const walks = fc.record({
  script: fc.constantFrom("none" as const, "none" as const, "fixed" as const, "two" as const),
  isLegalRoute: fc.boolean().map((isRare) => isRare && false),
  steps: fc
    .tuple(
      fc.boolean(),
      fc.array(step, { maxLength: 3 }),
      fc.array(step, { minLength: 4, maxLength: 16 }),
      fc.array(step, { maxLength: 4 }),
    )
    .map(([isPaved, early, late, last]): readonly Step[] => [
      ...(isPaved
        ? [{ act: "save", who: 0, text: "Sorry." } as const, ...early, { act: "submit", who: 0 } as const]
        : []),
      ...late,
      { act: "wait", ms: 6 * 60_000 },
      { act: "handOver", who: 0 },
      ...last,
    ]),
});

test("whatever people do, and whatever is done to the file, no word leaves without its approvals", async () => {
  // A new seed each time; a failure prints it with the shrunk walk, and so does this line.
  const seed = Math.trunc(performance.timeOrigin + performance.now()) % 2_147_483_647;
  process.stdout.write(`gate property: seed ${seed}\n`);
  let [left, asked] = [0, 0];
  await fc.assert(
    fc.asyncProperty(walks, async (given) => {
      const walked = await walk(world, given);
      left += walked.left;
      asked += walked.wasAsked;
    }),
    { seed, numRuns: 25 },
  );
  // Both answers of the door were heard, or the walks prove nothing.
  expect([left > 1, asked - left > 1]).toEqual([true, true]);
});
