import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { matchLine, type SaysQueryError } from "../../../src-main/domain/query/match-line.ts";

const words = JSON.parse(readFileSync(new URL("../../../resources/words/en.json", import.meta.url), "utf8")) as {
  query: { error: Record<string, string> };
};
const says: SaysQueryError = (code, params) =>
  (words.query.error[code] ?? "").replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));

test.each<[unknown, object]>([
  [
    { query: "late*", mention: { text: "the lateness" } },
    { matches: true, spans: [{ field: "text", from: 4, to: 12 }] },
  ],
  [
    { query: "late", mention: { title: null, text: "soon", sentiment: { label: "negative", score: -0.7 } } },
    { matches: false, spans: [] },
  ],
  [
    { query: "sentiment:negative", mention: { sentiment: "negative" } },
    { matches: true, spans: [{ field: "sentiment", from: 0, to: 8 }] },
  ],
  [
    { query: 'delivery "la', mention: { text: "late" } },
    { error: { at: 9, says: "this quotation mark is never closed" } },
  ],
  [
    { query: "late fe*", mention: { text: "late" } },
    { error: { at: 7, says: "there are too few letters before this star; expected at least 3" } },
  ],
  [
    { mention: { text: "late" } },
    { error: { at: 0, says: "expected an object with a query, which is a text, and a mention" } },
  ],
  [null, { error: { at: 0, says: "expected an object with a query, which is a text, and a mention" } }],
  [
    { query: "late", mention: [] },
    {
      error: { at: 0, says: "mention of this line cannot be read; expected a mention whose fields are texts or null" },
    },
  ],
  [
    { query: "late", mention: { text: 5 } },
    { error: { at: 0, says: "text of this line cannot be read; expected a mention whose fields are texts or null" } },
  ],
])("the line %j is answered with %j", (line, answer) => {
  expect(matchLine(line, says)).toEqual(answer);
});
