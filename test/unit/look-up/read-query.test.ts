import { expect, test } from "vitest";
import { indexWords } from "../../../src-main/domain/look-up/index-words.ts";
import { readQuery } from "../../../src-main/domain/look-up/read-query.ts";
import type { Tier } from "../../../src-main/domain/look-up/read-query.ts";

const dorrit = indexWords({
  name: "Dorrit Müller-Hask",
  organisation: "Tarn Pier",
  handles: [
    { network: "mastodon", handle: "@dorrit_h@island.example" },
    { network: "phone", handle: "+494120" },
  ],
  phones: ["+4930901820412"],
  emails: ["d.hask@tarn.example"],
});

/** The rank, from 0 on, at which these words are found; null when they are not. */
function rankOf(typed: string, words = dorrit): number | null {
  const tiers = readQuery(typed, "DE") ?? [];
  const rank = tiers.findIndex((tier: Tier) =>
    tier.some((pieces) =>
      pieces.every(({ columns, text }) =>
        (columns.length === 0 ? Object.values(words) : columns.map((column) => words[column])).some((column) =>
          column.includes(text),
        ),
      ),
    ),
  );
  return rank === -1 ? null : rank;
}

test("the words of a contact are folded, and their beginnings and ends are marked", () => {
  expect(dorrit).toEqual({
    names: " dorrit muller hask  tarn pier ",
    handles: " dorrit_h@island.example;",
    numbers: "#4930901820412;#494120;",
    mails: " d.hask@tarn.example;",
  });
});

test.each([
  ["+49 30 901820412", 0],
  ["0049 (0)30 / 9018-20412", 0],
  ["030 901820412", 0],
  ["tel:+4930901820412", 0],
  ["20412", 1],
  ["0412", 1],
  ["9018", 4],
  ["+49 30 90", 4],
  ["030 9018", 4],
  ["(0)30 9018", 4],
])("the number is found as %s, at rank %i", (typed, rank) => expect(rankOf(typed)).toBe(rank));

test.each([
  ["dorrit_h@island.example", 0],
  ["@dorrit_h@island.example", 0],
  ["D.Hask@tarn.example", 0],
  ["Dorrit Müller-Hask", 2],
  ["dorrit_", 1],
  ["d.hask@", 1],
  ["muller", 2],
  ["mull", 2],
  ["Mülle", 2],
  ["Muelle", 2],
  ["hask dor", 3],
  ["ask", 3],
  ["rrit", 3],
  ["island.ex", 4],
])("the name or address is found as %s, at rank %i", (typed, rank) => expect(rankOf(typed)).toBe(rank));

test.each(["Mueller", "Müller", "MULLER"])("a Mueller is found as %s", (typed) => {
  const mueller = indexWords({ name: "Mueller", organisation: null, handles: [], phones: [], emails: [] });
  expect(rankOf(typed, mueller)).toBe(2);
});

test("a word of the name and a piece of the number together find who has both", () => {
  expect([rankOf("hask 0412"), rankOf("hask 9999")]).toEqual([3, null]);
});

test.each(["", " ", "ab", "12", "+4", "a-b", "@", '";#', "½"])("%j is too short to be looked up", (typed) =>
  expect(readQuery(typed, "DE")).toBeNull(),
);

test("what nobody is called is not found", () => expect(rankOf("xyz")).toBeNull());
