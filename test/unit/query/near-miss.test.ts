import { expect, test } from "vitest";
import { prepareMention } from "../../../src-main/domain/query/evaluate.ts";
import { explainNearMiss } from "../../../src-main/domain/query/near-miss.ts";
import { queryOf } from "./queries.ts";

const explain = (query: string, text: string) => {
  const miss = explainNearMiss(queryOf(query), prepareMention({ text }));
  return miss && { missing: miss.missing.map((part) => part.text), unwanted: miss.unwanted.map((part) => part.text) };
};

test.each<[string, string, ReturnType<typeof explain>]>([
  ["late AND ferry", "a late bus", { missing: ["ferry"], unwanted: [] }],
  ['late "old ferry" -bus', "a late bus", { missing: ['"old ferry"'], unwanted: ["bus"] }],
  ["late NOT (bus OR train)", "a late bus", { missing: [], unwanted: ["bus"] }],
  ["late AND (ferry OR ship)", "a late bus", { missing: ["ferry OR ship"], unwanted: [] }],
  ["(late AND ferry AND ship) OR (late AND boat)", "a late bus", { missing: ["boat"], unwanted: [] }],
  ["bus AND (late NEAR/2f ferry)", "the bus, ferry late", { missing: ["late NEAR/2f ferry"], unwanted: [] }],
  ["late AND ferry", "nothing of it", null],
  ["late OR ferry", "a late bus", null],
])("%s on %j: %j", (query, text, expected) => {
  expect(explain(query, text)).toEqual(expected);
});

test("the parts are places in the query", () => {
  expect(explainNearMiss(queryOf("late AND fer*"), prepareMention({ text: "late" }))?.missing).toEqual([
    { from: 9, to: 13, text: "fer*" },
  ]);
});
