import { expect, test } from "vitest";
import { matchQuery, prepareMention } from "../../../src-main/domain/query/evaluate.ts";
import { explainNearMiss } from "../../../src-main/domain/query/near-miss.ts";
import { parseQuery } from "../../../src-main/domain/query/parse.ts";
import { compileWatches } from "../../../src-main/domain/query/watch-set.ts";
import { queryOf } from "./queries.ts";

const parse = (query: string) => parseQuery(query, { allowSentiment: false });

test.each([
  ["", 0, "empty"],
  ["   ", 0, "empty"],
  ["NOT late", 0, "only_negative"],
  ["-late -ferry", 0, "only_negative"],
  ["late OR NOT ferry", 8, "only_negative"],
  ['late "ferry', 5, "unclosed_quote"],
  ["late ferry”", 10, "unclosed_quote"],
  ["((late)", 0, "unclosed_parenthesis"],
  ["late)", 4, "unopened_parenthesis"],
  ["sentiment:negative AND late", 0, "sentiment_refused"],
  ["\u200b", 0, "no_letters"],
])("%j is refused at %i as %s", (query, at, code) => {
  expect(parse(query)).toMatchObject({ ok: false, error: { at, code } });
});

test("sentiment is asked for by rules and searches", () => {
  expect(parseQuery("sentiment:negative AND late", { allowSentiment: true })).toMatchObject({ ok: true });
});

test("a query of ten thousand letters is read, matched and explained at once", () => {
  const words = Array.from({ length: 1400 }, (_, at) => `word${at}`);
  const long = words
    .join(" OR ")
    .slice(0, 10_000)
    .replace(/ O?R?$/, "");
  const query = queryOf(long);
  expect(long.length).toBeGreaterThan(9_990);
  expect(matchQuery(query, prepareMention({ text: "It holds word600 and no more" }))).toEqual({
    matches: true,
    spans: [{ field: "text", from: 9, to: 16 }],
  });
  const all = queryOf(long.replaceAll(" OR ", " "));
  expect(explainNearMiss(all, prepareMention({ text: "word1 word2" }))?.missing.length).toBeGreaterThan(700);
});

test.each([
  ["emoji alone", "🚢🚢🚢", "🚢"],
  ["a family of joined emoji", "👩‍👩‍👧 late", "👩‍👩‍👧"],
  ["right-to-left words", "السفينة متأخرة جدا", "متأخرة"],
  ["marks that turn the direction about", "\u202ethe ferry is late\u202c", "ferry"],
  ["a soft hyphen and joiners inside a word", "fer\u00adry and la\u200dte", "ferry AND late"],
  ["letters of mathematics", "𝐟𝐞𝐫𝐫𝐲 late", "ferry"],
  ["full-width letters", "ｆｅｒｒｙ", "ferry"],
  ["letters that fold to two", "Straße", "strasse"],
  ["a word joined over a hyphen", "E‑Mail", "email"],
  ["a lone half of a pair", "late \ud83d ferry", "ferry"],
])("%s are matched, alone and among other watches", (_what, text, source) => {
  const query = queryOf(source);
  const mention = prepareMention({ text });
  const alone = matchQuery(query, mention);
  expect(alone.matches).toBe(true);
  const others = [{ id: "other", query: queryOf("nothing OR 東京") }];
  expect(compileWatches([...others, { id: "one", query }]).match(mention)).toEqual([{ id: "one", spans: alone.spans }]);
});

test("empty words match nothing", () => {
  expect(
    compileWatches([{ id: 1, query: queryOf("late OR /e/") }]).match(prepareMention({ title: "", text: "" })),
  ).toEqual([]);
});

test("a text of a hundred thousand letters costs about as much for each letter as a short one", () => {
  const set = compileWatches(
    ["late", "lat*", '"is late"', "late NEAR/3 ferry", "#late", "l?te", "/l.te/", "東京"].map((source, id) => ({
      id,
      query: queryOf(source),
    })),
  );
  const cost = (text: string, times: number) => {
    const begun = process.cpuUsage();
    for (let at = 0; at < times; at += 1) set.match(prepareMention({ text }));
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / (times * text.length);
  };
  const short = "the ferry is late again and again, no word of it ".repeat(4);
  const long = short.repeat(500);
  cost(short, 200);
  const each = cost(short, 500);
  expect(cost(long, 2) / each).toBeLessThan(10);
});
