import { expect, test } from "vitest";
import { isInPrefix } from "../../../../src-main/domain/replies/checks/find-unnamed.ts";
import { check, facts, rulesOf } from "./known.ts";

const named = { prefix: "@ann@far.example ", home: "ours.example" };

test.each([
  ["We are sorry.", "We", "@ann@far.example We"],
  ["\n  Sorry!", "Sorry!", "@ann@far.example Sorry!"],
  ["@bob@far.example sorry.", "@bob@far.example", "@ann@far.example @bob@far.example"],
])("%j would not reach its author", (text, words, instead) => {
  const hits = check(text, { named }).hits.filter(({ rule }) => rule === "unnamed");
  expect(hits).toMatchObject([{ severity: "look", words, instead, pin: text, isAgreed: false }]);
  expect(rulesOf(text)).not.toContain("unnamed");
});

test("nothing is said where the author is named, where there are no words, and by hand", () => {
  const texts = ["@ann@far.example We are sorry.", "Sorry, @ann@far.example.", "", "  "];
  expect(texts.flatMap((text) => rulesOf(text, { named }))).toEqual([]);
  expect(rulesOf("We are sorry.", { named: null })).toEqual([]);
});

test("what the desk put there by itself is not held against the writer, and all behind it is", () => {
  const prefix = "@07700900123@far.example ";
  const text = `${prefix}Call 07700 900123.`;
  const from = (change: object) => check(text, change).hits.map((hit) => [hit.rule, hit.from]);
  expect(from({ named: { ...named, prefix } })).toEqual([["phone", text.indexOf("07700 900123")]]);
  const within = { rule: "phone", from: 1, to: 12 } as const;
  const whole = { rule: "language", from: 0, to: text.length } as const;
  const isIn = (given: string, finding: typeof within | typeof whole) =>
    isInPrefix(given, finding, { ...facts, named: { ...named, prefix } });
  expect([isIn(text, within), isIn(text, whole), isIn(`x${text}`, within)]).toEqual([true, false, false]);
});
