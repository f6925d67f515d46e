import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PolicyRow } from "../../../src-main/contract/approval-policy.ts";
import { changedCharacters } from "../../../src-main/domain/replies/changed-characters.ts";
import { demandOf, strictest, usualPolicy } from "../../../src-main/domain/replies/policy-rows.ts";
import type { Situation } from "../../../src-main/domain/replies/policy-rows.ts";
import { findSentence, nthOf, sentencesOf } from "../../../src-main/domain/replies/sentences.ts";

const ordinary: Situation = { bucket: "care", priority: 2, urgency: "normal", script: null, reach: null };
const everything: PolicyRow["when"] = { bucket: null, script: null, priority: null, urgency: null, reachFrom: null };
const asks = { template: true, approvers: 1, legal: false } as const;

const row = fc.record({
  when: fc.record({
    bucket: fc.constantFrom(null, "pr" as const, "care" as const),
    script: fc.constantFrom(null, "refund"),
    priority: fc.constantFrom(null, 1 as const, 3 as const),
    urgency: fc.constantFrom(null, "high" as const),
    reachFrom: fc.constantFrom(null, 100, 10_000),
  }),
  asks: fc.record({
    template: fc.boolean(),
    approvers: fc.constantFrom(1 as const, 2 as const),
    legal: fc.boolean(),
  }),
});
const situation = fc.record({
  bucket: fc.constantFrom("pr" as const, "care" as const),
  script: fc.constantFrom(null, "refund"),
  priority: fc.constantFrom(1 as const, 2 as const, 3 as const),
  urgency: fc.constantFrom("high" as const, "normal" as const),
  reach: fc.constantFrom(null, 0, 100, 20_000),
});

describe("a policy", () => {
  test("asks for one person, or an approved script, until it says more", () => {
    expect(demandOf(usualPolicy, ordinary)).toEqual({ asks, because: [] });
  });

  test("asks for two looks at what very many will read, and takes an unknown reach for no reach", () => {
    expect(demandOf(usualPolicy, { ...ordinary, reach: 10_000 })).toEqual({
      asks: { template: false, approvers: 2, legal: false },
      because: [
        { from: "row", row: 2, asks: "two" },
        { from: "row", row: 2, asks: "person" },
      ],
    });
    expect(demandOf(usualPolicy, { ...ordinary, reach: 9_999 }).asks).toEqual(asks);
  });

  test("without a row that fits needs a person", () => {
    expect(demandOf([], ordinary).asks).toEqual({ template: false, approvers: 1, legal: false });
  });

  test.each<[string, Partial<PolicyRow["when"]>, boolean]>([
    ["its bucket", { bucket: "care" }, true],
    ["another bucket", { bucket: "pr" }, false],
    ["its priority", { priority: 2 }, true],
    ["another urgency", { urgency: "high" }, false],
    ["a script, where there is none", { script: "refund" }, false],
    ["bucket and priority", { bucket: "care", priority: 2 }, true],
    ["bucket but not priority", { bucket: "care", priority: 1 }, false],
  ])("a row counts by %s", (_by, when, counts) => {
    const rows: PolicyRow[] = [
      { when: everything, asks },
      { when: { ...everything, ...when }, asks: { ...asks, legal: true } },
    ];
    expect(demandOf(rows, ordinary).asks.legal).toBe(counts);
  });

  test("never asks for less because of one more row, nor because of their order", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), row, situation, (rows, more, about) => {
        const before = demandOf(rows, about).asks;
        const after = demandOf([...rows, more], about).asks;
        const turned = demandOf(rows.toReversed(), about).asks;
        // A template needs a row that allows it: the only thing that a first fitting row can bring.
        const anyFits = rows.some(
          (one) => demandOf([one], about).because.length > 0 || demandOf([one], about).asks.template,
        );
        expect(anyFits ? strictest(before, after) : after).toEqual(after);
        expect([after.approvers >= before.approvers, after.legal || !before.legal]).toEqual([true, true]);
        expect(turned).toEqual(before);
      }),
    );
  });
});

describe("counting changed characters", () => {
  test.each([
    ["Deck 5.", "Deck 5.", 0],
    ["Deck 5.", "Deck 6.", 1],
    ["Deck 5.", "Deck 5", 1],
    ["", "🛳️", 2],
    ["kitten", "sitting", 3],
    ["We are sorry.", "", 13],
  ])("%j to %j is %i", (before, after, count) => {
    expect(changedCharacters(before, after)).toBe(count);
  });

  test("is never 0 for different words, and the same both ways", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (one, other) => {
        const count = changedCharacters(one, other);
        return count === changedCharacters(other, one) && (count === 0) === (one === other);
      }),
    );
  });
});

describe("sentences", () => {
  test("are found with the place they stand at", () => {
    expect(sentencesOf("We are sorry.  Your refund of £12.50 comes today!\nInes")).toEqual([
      { from: 0, to: 13, text: "We are sorry." },
      { from: 15, to: 49, text: "Your refund of £12.50 comes today!" },
      { from: 50, to: 54, text: "Ines" },
    ]);
  });

  test("are found again when others changed, the second of two equal ones too", () => {
    const sentences = sentencesOf("Sorry. Please wait. Sorry.");
    const quoted = { sentence: "Sorry.", nth: nthOf(sentences, 2) };
    expect(findSentence("Hello. Sorry. Thank you. Sorry.", quoted)).toEqual({ from: 25, to: 31, text: "Sorry." });
    expect(findSentence("Hello. Thank you.", quoted)).toBeNull();
  });
});
