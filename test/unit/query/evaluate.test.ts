import { expect, test } from "vitest";
import { matchQuery, prepareMention, type MentionFields } from "../../../src-main/domain/query/evaluate.ts";
import { queryOf } from "./queries.ts";

const match = (query: string, mention: MentionFields) => matchQuery(queryOf(query), prepareMention(mention));
const lit = (query: string, text: string) => match(query, { text }).spans.map(({ from, to }) => text.slice(from, to));

test.each<[string, string, string[]]>([
  ["café", "The CAFE is shut", ["CAFE"]],
  ["cafe", "Le Café", ["Café"]],
  ["strasse", "in der Straße", ["Straße"]],
  ["late", "so late, late!", ["late", "late"]],
  ['"late ferry"', "The Late, ferry", ["Late, ferry"]],
  ['"22:15"', "on the 22:15 boat", ["22:15"]],
  ["22:15", "at 22.15 sharp", ["22.15"]],
  ["AT&T", "my at&t bill", ["at&t"]],
  ["whimb*", "Whimbrel-Fähre, whimbrels", ["Whimbrel", "whimbrels"]],
  ["wom?n", "Woman and women", ["Woman", "women"]],
  ["l?tenes*", "Lateness", ["Lateness"]],
  ['case:"G+"', "on G+ now", ["G+"]],
  ["case:US", "the US and us", ["US"]],
  ['case:"?!"', "what?!", ["?!"]],
  ["/wf-\\d{3}/i", "ref WF-123, wf-456", ["WF-123", "wf-456"]],
  ["near-miss", "near miss, nearmiss, near-miss", ["near miss", "nearmiss", "near-miss"]],
  ["nearmiss", "a Near-Miss", ["Near-Miss"]],
  ["near miss", "a near-miss", ["near", "miss"]],
  ['"email address"', "my e-mail address", ["e-mail address"]],
  ["e-ma*", "my email", ["email"]],
  ["#late", "#Late late", ["#Late"]],
  ["late", "#Late late", ["Late", "late"]],
  ["👍", "ok👍🏽!", ["👍🏽"]],
  ["☀️", "sun ☀", ["☀"]],
  ["東京", "在東京都", ["東京"]],
  ["don't", "I don’t", ["don’t"]],
  ["late OR ferry", "late again", ["late"]],
  ["late OR (ferry AND ship)", "late ferry", ["late"]],
  ["late -early", "late", ["late"]],
  ["late NEAR/2 ferry", "ferry is late", ["ferry", "late"]],
  ["late NEAR/1 ferry", "late ferry", ["late", "ferry"]],
  ["(late OR slow) NEAR/2f (fer* OR ship)", "slow old ferries", ["slow", "ferries"]],
  ["/\\?/ NEAR/1 late", "late? yes", ["late", "?"]],
  ['"late ferry" OR ferry', "late ferry", ["late ferry"]],
])("%s lights in %j: %j", (query, text, expected) => {
  expect(lit(query, text)).toEqual(expected);
});

test.each([
  ["late", "lately"],
  ["#late", "late"],
  ["late", "@late"],
  ["case:US", "us"],
  ["case:US", "USA"],
  ['case:"G+"', "g+"],
  ["/wf/", "WF"],
  ['"late ferry"', "ferry late"],
  ['"late ferry"', "late old ferry"],
  ["late ferry", "late"],
  ["late -ferry", "late ferry"],
  ['late AND NOT "old ferry"', "late old-ferry"],
  ["late NEAR/1 ferry", "late old ferry"],
  ["late NEAR/3f ferry", "ferry late"],
  ["late NEAR/5 late", "late"],
  ["東京", "東 京"],
  ["wom?n", "womn"],
  ["whim", "whimbrel"],
  ["acme", "acme's"],
  ["and", "or"],
])("%s does not match %j", (query, text) => {
  expect(match(query, { text })).toEqual({ matches: false, spans: [] });
});

const MENTION: MentionFields = {
  title: "Late ferry",
  text: "again",
  author: "Ann Lee",
  url: "https://ann@www.Acme.example:8080/Café?late=1",
  lang: "de-AT",
  source: "averby-gazette",
  network: "news",
  sentiment: { label: "negative" },
};

test.each<[string, string, string]>([
  ["title:late", "title", "Late"],
  ['author:"ann lee"', "author", "Ann Lee"],
  ["lang:de", "lang", "de"],
  ['source:"averby-gazette"', "source", "averby-gazette"],
  ["network:news", "network", "news"],
  ["url:cafe?late", "url", "Café?late"],
  ['url:"://ann@"', "url", "://ann@"],
  ["site:acme.example", "url", "Acme.example"],
  ["title:(late -again)", "title", "Late"],
])("%s looks in the field it names", (query, field, words) => {
  const { spans } = match(query, MENTION);
  expect(spans.map((span) => [span.field, MENTION[span.field as "title"]?.slice(span.from, span.to)])).toEqual([
    [field, words],
  ]);
});

test("a term with a field does not look elsewhere, and one without looks in title and text only", () => {
  for (const query of ["title:again", "again author:late", "gazette", "ann", "acme"])
    expect(match(query, MENTION).matches).toBe(false);
});

test("a given site is taken before the host of the URL", () => {
  expect(match("site:board", { site: "The Board", url: "https://acme.example/" })).toEqual({
    matches: true,
    spans: [{ field: "site", from: 4, to: 9 }],
  });
  expect(match("site:acme", { site: "The Board", url: "https://acme.example/" }).matches).toBe(false);
});

test("sentiment may be a label or an object; null is unsure, left out is nothing", () => {
  expect(match("sentiment:negative", { sentiment: "negative" }).matches).toBe(true);
  expect(match("sentiment:negative", { sentiment: { label: "negative" } }).matches).toBe(true);
  expect(match("sentiment:unsure", { sentiment: null }).matches).toBe(true);
  expect(match("sentiment:unsure", {}).matches).toBe(false);
});

test("NEAR reads on from the title into the text, a phrase does not", () => {
  const mention = { title: "The old ferry", text: "Late again" };
  expect(match("ferry NEAR/1 late", mention).spans).toEqual([
    { field: "title", from: 8, to: 13 },
    { field: "text", from: 0, to: 4 },
  ]);
  expect(match('"ferry late"', mention).matches).toBe(false);
  expect(match("title:late NEAR/3 ferry", mention).matches).toBe(false);
});

test("offsets count UTF-16 units of the original", () => {
  expect(match("late", { text: "👍🏽 ﬁrst e\u0301 late" }).spans).toEqual([{ field: "text", from: 13, to: 17 }]);
});

test("empty and missing fields match nothing", () => {
  for (const mention of [{}, { title: null, text: null }, { text: "" }])
    expect(match("late OR /./ OR url:a", mention).matches).toBe(false);
});
