import fc from "fast-check";
import { expect, test } from "vitest";
import { compileWordPatterns } from "../../../src-main/domain/routing/word-patterns.ts";

const lists = [
  "i|i'm|me|(?:my|our) (?:\\w+ )?(?:order|car)",
  "late|delay(?:s|ed)?|sue(?:d|s)?|a&e",
  "(?<!not )urgent(?:ly)?|(?:\\d+|an?|two) (?:hours?|days?)|\\d{2,} staff",
  "smel(?:l|t) (?:of )?gas|night shift|part-time|no\\.?[0-9]|kit",
];
const expected = (text: string) =>
  lists.map(
    (choices) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${choices})(?![\\p{L}\\p{N}])`, "iu").exec(text)?.[0] ?? null,
  );

test("finds in one walk what each expression finds first by itself", () => {
  const { find } = compileWordPatterns(lists);
  const piece = fc.constantFrom(
    ..."I i'm me my our big order car late delays delayed sue sued a&e not urgent urgently 3 two an hours day 12 staff smelt of gas night shift part-time no.5 kit Kit ſued é ü 𝒜 日本 _ - ' , . # \u0301".split(
      " ",
    ),
  );
  const text = fc.array(fc.tuple(piece, fc.constantFrom(" ", "", " ", "-", "\n")), { maxLength: 16 });
  fc.assert(
    fc.property(text, (pieces) => {
      const words = pieces.flat().join("");
      expect(find(words)).toEqual(expected(words));
    }),
    { numRuns: 2000 },
  );
});

test("refuses a list that may begin with no letter, which its tree could not find", () => {
  expect(() => compileWordPatterns(["late|\\w+ly"])).toThrow("must begin with letters");
});
