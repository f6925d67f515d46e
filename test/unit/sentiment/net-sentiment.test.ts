import { expect, test } from "vitest";
import { netSentiment } from "../../../src-main/domain/sentiment/net-sentiment.ts";

test("the published examples come out", () => {
  const first = netSentiment({ positive: 80, neutral: 100, negative: 20, unsure: 7 });
  expect([Number(first.value?.toFixed(9)), Number(first.band?.toFixed(2)), first.n, first.unsure]).toEqual([
    30, 8.87, 200, 7,
  ]);
  expect(netSentiment({ positive: 35, neutral: 59, negative: 6, unsure: 0 }).value).toBeCloseTo(29);
});

test("without a sure mention there is no number", () => {
  expect(netSentiment({ positive: 0, neutral: 0, negative: 0, unsure: 9 })).toMatchObject({
    value: null,
    band: null,
    n: 0,
  });
});
