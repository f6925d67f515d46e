import { expect, test } from "vitest";
import { plainNamesOf } from "../../../src-main/domain/query/plain-names.ts";
import { queryOf } from "./queries.ts";

test.each([
  ["ternway", ["ternway"]],
  ['ternway OR "Tarn Ferry" OR tern-way', ["ternway", "Tarn Ferry", "tern-way"]],
  ['("Best Buy" OR bestbuy) NOT site:example -jobs', ["Best Buy", "bestbuy"]],
  ['case:"G+" OR #gplus OR title:gplus', ["G+", "gplus"]],
  ["ternw* OR ternway OR @ternway OR author:ternway", ["ternway"]],
  ["ternway AND late", []],
  ["ternway NEAR/5 late", []],
  ["(ternway AND ferry) OR ternway", []],
])("%s is about %j", (query, names) => {
  expect(plainNamesOf(queryOf(query))).toEqual(names);
});
