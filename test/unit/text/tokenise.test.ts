import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, foldWithOrigins } from "../../../src-main/domain/text/fold.ts";
import { tokenise } from "../../../src-main/domain/text/tokenise.ts";

const forms = (text: string) => tokenise(text).map(({ form }) => form);

test.each([
  ["CAFÉ", "cafe"],
  ["Straße", "strasse"],
  ["usées", "usees"],
  ["Łódź", "lodz"],
  ["İstanbul", "istanbul"],
  ["Ὀδυσσεύς", "οδυσσευσ"],
  ["が", "が"],
  ["हिन्दी", "हिन्दी"],
  ["한국", "한국"],
  ["ＡＢＣ", "abc"],
])("folding %s gives %s", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test.each<[string, string[]]>([
  ["Still waiting, since 22:15!", ["still", "waiting", "since", "22", "15"]],
  ["don't don’t 'quoted' boys'", ["don't", "don't", "quoted", "boys"]],
  ["#Tag @Name a_b c# ## @", ["#tag", "@name", "a_b", "c#"]],
  ["#lost#found", ["#lost", "#found"]],
  ["near-miss state‑of-art", ["near", "miss", "state", "of", "art"]],
  ["great👍🏽👎 ☀️", ["great", "👍", "👎", "☀"]],
  ["👩‍👩‍👧 🇫🇷🇩🇪", ["👩‍👩‍👧", "🇫🇷", "🇩🇪"]],
  ["Acme® Boats™", ["acme", "boats"]],
  ["東京で iPhone手機", ["東", "京", "で", "iphone", "手", "機"]],
  ["whim\u00adbrel", ["whimbrel"]],
  ["cafe\u0301", ["cafe"]],
  ["\ud83d lone", ["lone"]],
])("the tokens of %j are %j", (text, expected) => {
  expect(forms(text)).toEqual(expected);
});

test("a hyphened token says that the next one belongs to it", () => {
  expect(tokenise("near-miss - at sea").map(({ form, hyphened }) => [form, hyphened])).toEqual([
    ["near", true],
    ["miss", false],
    ["at", false],
    ["sea", false],
  ]);
});

test("every token's offsets cut its own words out of the original, in order and apart", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      let last = 0;
      for (const { form, from, to, kind } of tokenise(text)) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(kind === "emoji" || foldText(text.slice(from, to)) === form).toBe(true);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});

test("folding with origins gives the folded text and a place in the original for each unit", () => {
  expect(foldWithOrigins("aßÉ👍z")).toEqual({ folded: "asse👍z", origins: [0, 1, 1, 2, 3, 3, 5, 6] });
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      const { folded, origins } = foldWithOrigins(text);
      expect(folded).toBe(foldText(text));
      expect(origins).toHaveLength(folded.length + 1);
      expect(origins.at(-1)).toBe(text.length);
      expect(origins).toEqual(origins.toSorted((a, b) => a - b));
    }),
  );
});
