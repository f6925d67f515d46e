import { expect, test } from "vitest";
import { matchQuery, prepareMention } from "../../../src-main/domain/query/evaluate.ts";
import { parseQuery } from "../../../src-main/domain/query/parse.ts";
import { queryOf } from "./queries.ts";

test.each([
  "(a+)+b",
  "(a*)*b",
  "(a|a)*b",
  "(a|ab)+c",
  "(a?){30}b",
  "(.*)*x",
  "(\\w+\\s?)+$",
  "\\d+\\d+x",
  ".*.*x",
  "\\w+\\s*\\w+x",
  "(x+x+)+y",
  ".*a.*b.*c.*d",
  "(a)\\1+",
  "(?=(a+)+)b",
  "a?a?a?a?a?a?a?a?a?a?a?a?b",
  "(ab|a)(bc|b)(cd|c)*x*x",
  "a{1,2000}b",
  "(?:a|b|[^c])+d",
  "([a-z]+\\.)+com",
  "(a|\\u0061)*b",
])("/%s/ could run for long and is refused", (source) => {
  expect(parseQuery(`/${source}/`, { allowSentiment: true })).toMatchObject({
    ok: false,
    error: { at: 0, code: "regex_slow" },
  });
});

test.each([
  "\\?",
  "WF-\\d{5}",
  "refund.*late",
  "\\b\\d{2}:\\d{2}\\b",
  "colou?r",
  "(foo|bar)+",
  "\\w+@\\w+\\.example",
  "[\\p{L}]+ferry",
  "lat(e|er|est)",
  "(?:late|slow) +ferr(?:y|ies)",
  "£\\d+(?:\\.\\d\\d)?",
  "(?<!not )late",
  "\\-late",
  "^late|late$",
  "[a-z/]+\\/x",
])("/%s/ is taken", (source) => {
  expect(parseQuery(`/${source}/i`, { allowSentiment: true })).toMatchObject({ ok: true });
});

test("what is taken answers the worst text within the moment a mention may take", () => {
  const hostile = [
    "a".repeat(50_000),
    "refund late ".repeat(5000),
    "1".repeat(50_000),
    " ".repeat(50_000),
    "a@".repeat(20_000),
    "foo".repeat(20_000),
  ];
  for (const source of [
    "\\w+@\\w+\\.example",
    "refund.*late.*x",
    "\\d+x",
    "\\s+x",
    ".*foox",
    "(foo|bar)+x",
    "late$",
    "[^b](?:a|b)+z",
    "a{0,9}(?:a|b){12}c",
  ]) {
    const query = queryOf(`/${source}/`);
    for (const text of hostile) {
      const before = process.cpuUsage();
      matchQuery(query, prepareMention({ text }));
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, `${source} on ${text.slice(0, 12)}`).toBeLessThan(1000);
    }
  }
});
