import { describe, expect, test } from "vitest";
import type { NewEvent } from "../../../src-main/domain/events.ts";
import { readChanges, readHappenings } from "../../../src-main/domain/crm/happenings.ts";
import { choiceOf, defaultChoices } from "../../../src-main/domain/crm/logging-choice.ts";
import { outcomeOf } from "../../../src-main/domain/crm/outcome.ts";

const resolved: NewEvent = { kind: "case.resolved", subjectId: "c" };
const met: NewEvent = { kind: "case.private_step", subjectId: "c", payload: { step: "confirmed", via: "phone" } };
const sent: NewEvent = { kind: "reply.sent", subjectId: "r" };
const called: NewEvent = { kind: "mention.logged", subjectId: "s", payload: { kind: "call", mention: "m" } };
const types = (...events: readonly NewEvent[]) => readHappenings(events).map(({ type }) => type);

describe("what of an act may be logged", () => {
  test("a reply or a call is the whole of its act, whatever ends with it", () => {
    expect(types(sent, resolved)).toEqual(["reply"]);
    expect(types(called, resolved, met)).toEqual(["call"]);
  });

  test("a case that ends in private is the private contact; one that just ends is its end", () => {
    expect(types(resolved, met)).toEqual(["private"]);
    expect(types(resolved)).toEqual(["resolved"]);
    expect(readHappenings([met])).toMatchObject([{ note: "We are in contact in private, by phone" }]);
  });

  test("an invitation, a post entered by hand and everything else is none", () => {
    expect(types({ ...met, payload: { step: "invited", via: null } })).toEqual([]);
    expect(types({ ...called, payload: { kind: "post", mention: "m" } })).toEqual([]);
    expect(types({ kind: "story.moved", subjectId: "s" })).toEqual([]);
  });
});

test("what changes is read once for each subject, and both halves of a merge that was taken back", () => {
  expect(readChanges([resolved, { ...resolved }, sent])).toEqual([{ because: "outcome_changed", of: "case", id: "c" }]);
  const unmerged: NewEvent = { kind: "contact.unmerged", subjectId: "a", payload: { merged: "b" } };
  expect(readChanges([unmerged]).map(({ id }) => id)).toEqual(["a", "b"]);
});

test("a desk begins with public answers by themselves, calls in care, and endings by hand", () => {
  expect(choiceOf(defaultChoices, "care", "reply")).toBe("automatic");
  expect(choiceOf(defaultChoices, "pr", "reply")).toBe("automatic");
  expect(choiceOf(defaultChoices, "care", "call")).toBe("automatic");
  expect(choiceOf(defaultChoices, "pr", "call")).toBe("by-hand");
  expect(choiceOf(defaultChoices, "care", "resolved")).toBe("by-hand");
  expect(choiceOf(defaultChoices, "analytics", "by-hand")).toBe("by-hand");
});

test.each([
  ["an answer whose case is open", {}, "answered"],
  ["an answer that was taken away", { isReplyGone: true }, "reply_taken_away"],
  ["a case opened again by a person", { wasReopened: true }, "reopened"],
  ["a call whose case is open", { type: "call" as const }, "open"],
  ["an earlier cycle", { cycle: 1, resolutionThen: "handed_private" as const }, "handed_private"],
])("the outcome of %s", (_name, told, outcome) => {
  const now = { status: "open", cycle: 2, resolution: null } as const;
  const usual = { type: "reply", cycle: 2, isReplyGone: false, wasReopened: false, resolutionThen: null } as const;
  expect(outcomeOf({ ...usual, case: now, ...told })).toBe(outcome);
});
