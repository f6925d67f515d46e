import fc from "fast-check";
import { parseQuery, type ParseOptions } from "../../../src-main/domain/query/parse.ts";
import type { Query } from "../../../src-main/domain/query/query.ts";

/** The parsed query, or a failure of the test that names the error. */
export function queryOf(text: string, options: ParseOptions = { allowSentiment: true }): Query {
  const parsed = parseQuery(text, options);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.error)}`);
  return parsed.query;
}

const WORDS = [
  "late",
  "ferry",
  "near",
  "miss",
  "nearmiss",
  "#late",
  "café",
  "東京",
  "京都",
  "G+",
  "👍",
  "email",
  "e-mail",
  "the",
];

/** Texts of few words, so that queries of the same words often match. */
export const texts = fc
  .array(fc.constantFrom(...WORDS, "Near-Miss", "LATE", "cafe", "?", ".", "WF-12345", "g+", "東京都", "👍🏽", "de"), {
    maxLength: 9,
  })
  .map((words) => words.join(" "));

const terms = fc.oneof(
  fc.constantFrom(
    ...WORDS,
    "fer*",
    "lat*",
    "m?ss",
    "near-mis*",
    "e-ma*",
    "/\\?/",
    "/wf-\\d+/i",
    'case:"G+"',
    "case:LATE",
    "case:?",
  ),
  fc.constantFrom(
    "title:late",
    "title:(late OR 東京)",
    "lang:de",
    "url:ferry",
    "site:ferry.example",
    "source:late",
    'author:"the ferry"',
    "sentiment:negative",
  ),
  fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map(([first, second]) => `"${first} ${second}"`),
);

const nears = fc
  .tuple(
    fc.constantFrom(...WORDS),
    fc.constantFrom("NEAR/1", "NEAR/3", "NEAR/2f"),
    fc.constantFrom(...WORDS, "(late OR ferry)", "(fer* OR title:miss)"),
  )
  .map((parts) => parts.join(" "));

/** Queries as people would write them; some are refused, because a branch has nothing positive. */
export const queries = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(terms, nears),
    fc
      .tuple(tie("query"), fc.constantFrom(" OR ", " AND ", " ", " NOT ", " -", " AND NOT "), tie("query"))
      .map(([left, operator, right]) => `(${left})${operator}(${right})`),
  ),
})).query;
