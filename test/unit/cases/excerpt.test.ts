import fc from "fast-check";
import { expect, test } from "vitest";
import { badgeOf } from "../../../src-main/domain/cases/badge.ts";
import { earliestAnswer } from "../../../src-main/domain/cases/earliest.ts";
import { excerptOf } from "../../../src-main/domain/cases/excerpt.ts";

const marked = (text: string, word: string) => {
  const from = text.indexOf(word);
  const { excerpt, marks } = excerptOf(text, from < 0 ? [] : [{ field: "text", from, to: from + word.length }]);
  return { excerpt, words: marks.map((mark) => excerpt.slice(mark.from, mark.to)) };
};

test.each([
  [
    "the sentence with the match",
    "Hello. The ferry is late. Bye.",
    "ferry",
    { excerpt: "The ferry is late.", words: ["ferry"] },
  ],
  [
    "a sentence that ends in a quotation mark",
    'She said "no!" The ferry left.',
    "ferry",
    { excerpt: "The ferry left.", words: ["ferry"] },
  ],
  ["lines are sentences", "one\nthe ferry\nthree", "ferry", { excerpt: "the ferry", words: ["ferry"] }],
  ["the whole beginning without a match", "One. Two.", "none", { excerpt: "One. Two.", words: [] }],
  ["nothing of nothing", "", "none", { excerpt: "", words: [] }],
])("an excerpt is %s", (_name, text, word, expected) => {
  expect(marked(text, word)).toEqual(expected);
});

test("a long sentence is cut between words round the match", () => {
  const { excerpt, words } = marked(`${"wide sea ".repeat(60)}ferry ${"calm bay ".repeat(60)}`, "ferry");
  expect(words).toEqual(["ferry"]);
  expect(excerpt.length).toBeLessThanOrEqual(300);
  expect(excerpt).toMatch(/^…(wide|sea) .* (calm|bay)…$/);
});

test("an excerpt is at most 300 characters on one line, with every mark on the words of the text", () => {
  const text = fc
    .array(fc.constantFrom("ferry", "late", "…", "😀", "a".repeat(40), ".", "!\n", "é", "quay? "), { maxLength: 200 })
    .map((parts) => parts.join(" "));
  fc.assert(
    fc.property(text, fc.nat(), (words, seed) => {
      const places = [...words.matchAll(/ferry|late/g)].map((found) => ({
        field: "text",
        from: found.index,
        to: found.index + found[0].length,
      }));
      const spans = places.slice(places.length === 0 ? 0 : seed % places.length);
      const { excerpt, marks } = excerptOf(words, spans);
      expect(excerpt.length).toBeLessThanOrEqual(300);
      expect(excerpt).not.toMatch(/\n/);
      expect(excerpt.isWellFormed()).toBe(true);
      for (const mark of marks) expect(["ferry", "late"]).toContain(excerpt.slice(mark.from, mark.to));
      expect(marks.length > 0).toBe(spans.length > 0);
    }),
  );
});

test("the badge is what needs a person soonest", () => {
  const at = (now: number) =>
    badgeOf(
      [
        { state: "draft", holdUntil: null },
        { state: "approved", holdUntil: 10 },
      ],
      { now, isPrivate: true },
    );
  expect([
    at(5),
    at(10),
    badgeOf([{ state: "sent", holdUntil: null }], { now: 0, isPrivate: true }),
    badgeOf([], { now: 0, isPrivate: false }),
  ]).toEqual(["on_hold", "to_post", "private", null]);
});

test("the earliest answer counts what is still missing: approval in desk time, then the hold", () => {
  const at = (time: string) => Date.parse(`2026-01-21T${time}Z`);
  const week = { Mon: [], Tue: [], Wed: [[540, 1020]], Thu: [[540, 1020]], Fri: [], Sat: [], Sun: [] } satisfies Record<
    string,
    [number, number][]
  >;
  const earliest = (now: string, ...replies: Parameters<typeof earliestAnswer>[0]["replies"]) =>
    earliestAnswer({
      now: at(now),
      replies,
      approvalMs: 30 * 60_000,
      holdMinutes: 5,
      calendar: { timeZone: "UTC", week, holidays: [] },
    });
  expect(earliest("10:00")).toBe(at("10:35"));
  expect(earliest("16:45")).toBe(Date.parse("2026-01-22T09:20Z"));
  expect(earliest("10:20", { state: "submitted", submittedAt: at("10:00"), holdUntil: null })).toBe(at("10:35"));
  expect(earliest("10:20", { state: "approved", submittedAt: at("10:00"), holdUntil: at("10:22") })).toBe(at("10:22"));
  expect(earliest("10:20", { state: "handed_over", submittedAt: at("10:00"), holdUntil: at("10:12") })).toBe(
    at("10:20"),
  );
});
