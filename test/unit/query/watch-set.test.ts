import fc from "fast-check";
import { expect, test } from "vitest";
import { anchorsOf } from "../../../src-main/domain/query/anchors.ts";
import { matchQuery, prepareMention } from "../../../src-main/domain/query/evaluate.ts";
import { parseQuery } from "../../../src-main/domain/query/parse.ts";
import { compileWatches } from "../../../src-main/domain/query/watch-set.ts";
import { queries, queryOf, texts } from "./queries.ts";

const maybe = fc.option(texts);
const mentions = fc.record({
  title: maybe,
  text: maybe,
  author: maybe,
  source: maybe,
  site: maybe,
  lang: fc.constantFrom("de", "de-AT", null),
  url: fc.constantFrom(null, "https://ferry.example/late", "https://www.other.example/ferry"),
  sentiment: fc.constantFrom("negative", "positive", null),
});

test("a set of watches finds exactly what evaluating them one by one finds", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(queries, { minLength: 1, maxLength: 12 }), mentions, (sources, fields) => {
      const watches = sources
        .map((source) => parseQuery(source, { allowSentiment: true }))
        .flatMap((parsed, id) => (parsed.ok ? [{ id, query: parsed.query }] : []));
      const mention = prepareMention(fields);
      const expected = watches
        .map(({ id, query }) => ({ id, ...matchQuery(query, mention) }))
        .filter(({ matches }) => matches)
        .map(({ id, spans }) => ({ id, spans }));
      found += expected.length;
      expect(compileWatches(watches).match(mention)).toEqual(expected);
    }),
    { numRuns: 1500 },
  );
  expect(found).toBeGreaterThan(200);
});

test("every branch gets an anchor, the rarest of those that must be there", () => {
  expect(anchorsOf(queryOf("(the AND ferries) OR (whimb* -bird) OR lang:de").root)).toEqual([
    { scope: "words", match: "exact", form: "ferries" },
    { scope: "words", match: "prefix", form: "whimb" },
    { scope: "lang", match: "exact", form: "de" },
  ]);
  expect(anchorsOf(queryOf("/late/ OR ferry").root)).toBeNull();
  expect(anchorsOf(queryOf("/late/ AND ferry").root)).toEqual([{ scope: "words", match: "exact", form: "ferry" }]);
});

test("a mention without any anchor evaluates none of five hundred watches", () => {
  let reads = 0;
  const watches = Array.from({ length: 500 }, (_, id) => {
    const { source, root } = queryOf(`word${id} AND ferry${id}*`);
    const query = {
      source,
      get root() {
        reads += 1;
        return root;
      },
    };
    return { id, query };
  });
  const set = compileWatches(watches);
  reads = 0;
  expect(set.match(prepareMention({ text: "nothing of it here" }))).toEqual([]);
  expect(reads).toBe(0);
  expect(set.match(prepareMention({ text: "Word7 and ferry7s" })).map(({ id }) => id)).toEqual([7]);
  expect(reads).toBeGreaterThan(0);
});
