import { expect, test } from "vitest";
import { logLikelihood, surenessOf } from "../../../src-main/domain/topics/log-likelihood.ts";
import { shareOfVoice } from "../../../src-main/domain/topics/share-of-voice.ts";

// Worked out by hand: common share 20/120, expected 3⅓, 16⅔, 16⅔ and 83⅓;
// 2 × (10 ln 3 + 10 ln 0.6 + 10 ln 0.6 + 90 ln 1.08) = 2 × (10.98612 − 5.10826 − 5.10826 + 6.92649).
test("the log-likelihood of 10 of 20 against 10 of 100 is 15.39", () => {
  expect(logLikelihood({ k: 10, n: 20 }, { k: 10, n: 100 })).toBeCloseTo(15.3922, 3);
});

// Common share 5/110; 2 × (5 ln 11 + 5 ln (5 / 9.54545) + 100 ln (100 / 95.45455)) = 2 × (11.98948 − 3.23314 + 4.65200).
test("a cell of nothing adds nothing: 5 of 10 against 0 of 100 is 26.82", () => {
  expect(logLikelihood({ k: 5, n: 10 }, { k: 0, n: 100 })).toBeCloseTo(26.8167, 3);
});

test.each([
  [
    { k: 3, n: 30 },
    { k: 10, n: 100 },
  ],
  [
    { k: 4, n: 4 },
    { k: 9, n: 9 },
  ],
  [
    { k: 4, n: 4 },
    { k: 0, n: 0 },
  ],
])("equal shares, and a side without anything, say nothing: %o %o", (now, before) => {
  expect(logLikelihood(now, before)).toBeCloseTo(0, 10);
});

test("the words for it stand at one in a thousand, ten thousand and a million", () => {
  expect([10.83, 15.13, 15.14, 23.92, 23.93].map(surenessOf)).toEqual([
    "possible",
    "possible",
    "likely",
    "likely",
    "sure",
  ]);
});

test("the share of voice is a dash where nothing was counted", () => {
  expect([shareOfVoice(30, 40), shareOfVoice(0, 40), shareOfVoice(0, 0)]).toEqual([75, 0, null]);
});
