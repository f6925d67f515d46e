import { expect, test } from "vitest";
import { nextThreadStep, threadBackOffMs } from "../../../src-main/domain/conversations/thread-steps.ts";

const minute = 60_000;
const hour = 60 * minute;

test.each([
  ["just sent", 0, { step: 0, dueAt: 5 * minute }],
  ["after the first", 5 * minute, { step: 1, dueAt: 30 * minute }],
  ["after a night without the desk", 10 * hour, { step: 3, dueAt: 24 * hour }],
  ["after the last", 72 * hour, { step: 5, dueAt: null }],
])("%s", (_, now, next) => {
  expect(nextThreadStep(0, now)).toEqual(next);
});

test("a reading that fails is tried again later and later, six hours at most", () => {
  expect([1, 2, 3, 20].map(threadBackOffMs)).toEqual([5 * minute, 10 * minute, 20 * minute, 6 * hour]);
});
