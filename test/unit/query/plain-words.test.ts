import fc from "fast-check";
import { expect, test } from "vitest";
import { holds, matchQuery, prepareMention } from "../../../src-main/domain/query/evaluate.ts";
import { parseQuery } from "../../../src-main/domain/query/parse.ts";
import { tokenise } from "../../../src-main/domain/text/tokenise.ts";

function rootOf(word: string) {
  const parsed = parseQuery(word);
  if (!parsed.ok) throw new Error(`${word} is not a query`);
  return parsed.query;
}

const late = rootOf("late");

test.each([
  ["Late", true],
  ["the boat (late!)", true],
  ["later, plate, late2", false],
  ["late's", false],
  ["late_ #late2 _late", false],
  ["later late", true],
])("a plain word is found in %j as its tokens say: %s", (text, is) => {
  expect(holds(late.root, prepareMention({ text }))).toBe(is);
});

const text = fc
  .array(fc.constantFrom("late", "Late", "e", "#", "@", "_", "'", " ", ".", "-", "2", "’", "é", "\n", "/"), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

test("a glance never finds a plain word that is no token of the text, and misses none", () => {
  fc.assert(
    fc.property(text, (words) => {
      const mention = prepareMention({ text: words });
      const { matches } = matchQuery(late, prepareMention({ text: words }));
      expect([words, holds(late.root, mention)]).toEqual([words, matches]);
      const isToken = tokenise(words).some(({ form }) => form === "late");
      expect([words, mention.text?.shows("late") === true && !isToken]).toEqual([words, false]);
    }),
    { numRuns: 2000 },
  );
});
