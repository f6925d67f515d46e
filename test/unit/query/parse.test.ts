import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "../../../src-main/domain/query/parse.ts";
import { queries } from "./queries.ts";

const words = JSON.parse(readFileSync(new URL("../../../resources/words/en.json", import.meta.url), "utf8")) as {
  query: { error: Record<string, string> };
};

test.each<[string, number, string]>([
  ["", 0, "empty"],
  ["   ", 0, "empty"],
  ['delivery "late ferry', 9, "unclosed_quote"],
  ["late OR (ferry AND ship", 8, "unclosed_parenthesis"],
  ["late (", 5, "unclosed_parenthesis"],
  ["late) OR ferry", 4, "unopened_parenthesis"],
  [")", 0, "unopened_parenthesis"],
  ['late "?!"', 5, "empty_phrase"],
  ["late ()", 5, "empty_group"],
  ["late AND", 8, "expected_term_after"],
  ["late OR OR ferry", 8, "expected_term_after"],
  ["(late OR ) ferry", 9, "expected_term_after"],
  ["late NOT", 8, "expected_term_after"],
  ["late NEAR/3", 11, "expected_term_after"],
  ["AND late", 0, "expected_term_before"],
  ["(OR late)", 1, "expected_term_before"],
  ["NEAR/3 late", 0, "expected_term_before"],
  ["late & ferry", 5, "no_letters"],
  ["late -", 5, "no_letters"],
  ["late fe*", 7, "star_short"],
  ["東京*", 2, "star_short"],
  ["late *ship", 5, "star_place"],
  ["late sh*p", 7, "star_place"],
  ["late case: ferry", 10, "case_value"],
  ['late case:""', 10, "empty_phrase"],
  ["late NEAR ferry", 5, "near_number"],
  ["late NEAR/0 ferry", 5, "near_number"],
  ["late NEAR/x ferry", 5, "near_number"],
  ["late NEAR/3 (ferry AND ship)", 13, "near_operand"],
  ["(late -early) NEAR/3 ferry", 1, "near_operand"],
  ["late NEAR/3 -ferry", 12, "near_operand"],
  ["late NEAR/3 NOT ferry", 12, "near_operand"],
  ["late NEAR/3 url:ferry", 12, "near_operand"],
  ["late NEAR/3 ferry NEAR/3 ship", 18, "near_chain"],
  ["late NEAR/3 author:ann", 5, "near_fields"],
  ["late headline:ferry", 5, "unknown_field"],
  ["https://acme.example/", 0, "unknown_field"],
  ["late title: ferry", 11, "field_value"],
  ["title:-late", 6, "field_value"],
  ["title:(late author:ann)", 12, "nested_field"],
  ["title:author:ann", 6, "nested_field"],
  ["late sentiment:bad", 15, "sentiment_value"],
  ["late /ferr", 5, "regex_unclosed"],
  ["late //", 5, "regex_empty"],
  ["late /ferry/gi", 12, "regex_flag"],
  ["late /fer(ry/", 5, "regex_broken"],
  ["late /(a+)+b/", 5, "regex_slow"],
  ["late /a*/", 5, "regex_matches_empty"],
  ["NOT late", 0, "only_negative"],
  ["-late -ferry", 0, "only_negative"],
  ["late OR NOT ferry", 8, "only_negative"],
  ["late OR (ferry OR -ship)", 18, "only_negative"],
  ["NOT (late AND NOT ferry)", 0, "only_negative"],
])("%j is refused at %i: %s", (query, at, code) => {
  expect(parseQuery(query, { allowSentiment: true })).toMatchObject({ ok: false, error: { at, code } });
});

test("a saved watch is refused sentiment where it stands, rules and views are not", () => {
  const query = "late AND (sentiment:negative OR ferry)";
  expect(parseQuery(query, { allowSentiment: false })).toEqual({
    ok: false,
    error: { at: 10, code: "sentiment_refused", params: {} },
  });
  expect(parseQuery(query, { allowSentiment: true }).ok).toBe(true);
});

test.each([
  "late",
  "and or not near/3",
  "NOT early late",
  "NOT NOT late",
  "late AND NOT (early OR soon)",
  "NOT (NOT late OR early)",
  "22:15",
  "AT&T",
  "c#",
  "wom?n",
  "near-mis*",
  "#tag*",
  "“curly quotes”",
  '"a \\"quoted\\" word"',
  "👍",
  "東京",
  'title:"late ferry"',
  "TITLE:late",
  'title:case:"G+"',
  "title:/lat[e/]r/i",
  "url:https://acme.example/a?b=c",
  "sentiment:(negative OR unsure)",
  '(late OR "late boat") NEAR/5f (fer* OR /sh.p/)',
  "title:(late NEAR/2 ferry)",
  "title:late NEAR/2 ferry",
  "author:(ann NEAR/1 lee)",
  'late(ferry)"by ship"',
])("%j is a query", (query) => {
  expect(parseQuery(query, { allowSentiment: true })).toMatchObject({ ok: true });
});

test("NEAR binds tighter than NOT, NOT tighter than AND, AND tighter than OR", () => {
  const shape = (text: string) => {
    const parsed = parseQuery(text, { allowSentiment: true });
    return parsed.ok
      ? JSON.stringify(parsed.query.root, (key, value) =>
          ["at", "end", "test", "scope"].includes(key) ? undefined : value,
        )
      : parsed.error;
  };
  expect(shape("a OR b NOT c NEAR/2 d e")).toBe(shape("a OR (b AND (NOT (c NEAR/2 d)) AND e)"));
  expect(shape("a b OR c")).not.toBe(shape("a (b OR c)"));
});

test("too long and too deep queries are refused, not crashed on", () => {
  expect(parseQuery("a ".repeat(20_000), { allowSentiment: true })).toMatchObject({ error: { code: "too_long" } });
  expect(parseQuery("(".repeat(5000) + "a", { allowSentiment: true })).toMatchObject({ error: { code: "too_deep" } });
  expect(parseQuery("-".repeat(5000) + "a", { allowSentiment: true })).toMatchObject({ error: { code: "too_deep" } });
});

test("the parser never throws, and each error has a place inside the query and a sentence with its words filled in", () => {
  const pieces = fc.constantFrom(
    "AND",
    "OR",
    "NOT",
    "NEAR/2",
    "NEAR",
    "(",
    ")",
    '"',
    "/",
    "-",
    "*",
    "?",
    ":",
    "title:",
    "case:",
    "late",
    " ",
    "\\",
    "[",
    "{2,",
    "#",
    "東",
    "👍",
    "\ud83d",
  );
  const garbage = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 12 }).map((some) => some.join("")),
    queries,
  );
  fc.assert(
    fc.property(garbage, fc.boolean(), (query, allowSentiment) => {
      const parsed = parseQuery(query, { allowSentiment });
      if (parsed.ok) return;
      const { at, code, params } = parsed.error;
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(query.length);
      const asked = [...(words.query.error[code] ?? "no sentence {{sentence}}").matchAll(/\{\{(\w+)\}\}/g)].map(
        ([, name]) => name,
      );
      expect(asked.filter((name) => !(name !== undefined && name in params))).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});
