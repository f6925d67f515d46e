import { describe, expect, test } from "vitest";
import type { SourceRow } from "../../src-main/contract/methods/sources.ts";
import { faultyPart, highlightQuery, pairAt, placeOf } from "../../src-renderer/features/monitor/highlight-query.ts";
import { excerptOf } from "../../src-renderer/features/monitor/sample-excerpt.ts";
import { lookOf, shareOf } from "../../src-renderer/features/monitor/source-state.ts";
import { MINUTE, NOON } from "./support/rows.ts";
import { blocked, sourceOf } from "./support/sources.ts";

const DAY = 24 * 60 * MINUTE;

describe("the state of a source in words", () => {
  const format = {
    age: (ms: number) => `${ms / DAY} d`,
    minutes: (ms: number) => `${ms / MINUTE} m`,
    moment: (at: number) => `moment ${at - NOON}`,
    date: (at: number) => `date ${at - NOON}`,
  };
  test.each<[Partial<SourceRow>, string, object | undefined, string]>([
    [{}, "sourceWord.ok", undefined, "ok plain"],
    [{ state: "new", word: { is: "new" } }, "sourceWord.new", undefined, "none plain"],
    [{ word: { is: "repaired" } }, "sourceWord.repaired", undefined, "ok plain"],
    [blocked, "sourceWord.blocked", { status: 403 }, "breached bad"],
    [
      { state: "quiet", word: { is: "quiet", since: NOON - 12 * DAY } },
      "sourceWord.quiet",
      { age: "12 d" },
      "paused plain",
    ],
    [
      { state: "retrying", word: { is: "retrying", at: NOON + 8 * MINUTE } },
      "sourceWord.retryingMinutes",
      { count: 8 },
      "watch warn",
    ],
    [
      { state: "retrying", word: { is: "retrying", at: NOON + 1 } },
      "sourceWord.retryingMinutes",
      { count: 1 },
      "watch warn",
    ],
    [
      { state: "retrying", word: { is: "retrying", at: NOON + 180 * MINUTE } },
      "sourceWord.retrying",
      { left: "180 m" },
      "watch warn",
    ],
    [{ state: "retrying", word: { is: "retrying", at: NOON } }, "sourceWord.retryingNow", undefined, "watch warn"],
    [
      { state: "retrying", word: { is: "retrying", at: null }, isBeforeOffline: true },
      "sourceWord.retryingOnline",
      undefined,
      "watch warn",
    ],
    [
      { state: "retrying", word: { is: "paused", until: NOON + 5 } },
      "sourceWord.pausedUntil",
      { time: "moment 5" },
      "paused warn",
    ],
    [{ word: { is: "moved", to: "new.example" } }, "sourceWord.moved", { to: "new.example" }, "ok plain"],
    [{ state: "by_hand", kind: "by_hand", word: { is: "by_hand" } }, "sourceWord.by_hand", undefined, "none plain"],
    [
      { state: "import", kind: "import", word: { is: "import", at: NOON - 5 } },
      "sourceWord.import",
      { date: "date -5" },
      "none plain",
    ],
  ])("%j reads %s", (change, key, params, look) => {
    const said = lookOf(sourceOf(1, change), NOON, format);
    expect({ key: said.key, params: said.params, look: `${said.shape} ${said.tone}` }).toEqual({ key, params, look });
  });

  test("a share of nothing is unknown", () => {
    expect([shareOf(0, 0), shareOf(13, 200)]).toEqual([null, 6.5]);
  });
});

describe("the colours of a query", () => {
  test("operators, fields, phrases, patterns and brackets are told apart", () => {
    const parts = highlightQuery('(a OR "b c") NEAR/8f site:x -/d e/i');
    expect(parts.filter(({ kind }) => kind !== "space").map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "open (",
      "word a",
      "operator OR",
      'string "b c"',
      "close )",
      "operator NEAR/8f",
      "field site:",
      "word x",
      "operator -",
      "string /d e/i",
    ]);
  });

  test.each(['"never closed', "((", "a\n\nOR\t)", "„x” /y", "\\", "😀 OR 😀", ""])(
    "the parts of %j are the whole text again",
    (text) => {
      expect(
        highlightQuery(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    },
  );

  test("the bracket beside the caret and its partner are found, brackets in a phrase are words", () => {
    const parts = highlightQuery('(a ("(" b))');
    expect(pairAt(parts, 1)).toEqual([0, 10]);
    expect(pairAt(parts, 4)).toEqual([3, 9]);
    expect(pairAt(highlightQuery("(a"), 1)).toBeNull();
  });

  test("a fault at the end underlines the last word, and its place counts lines and letters from one", () => {
    const text = "late OR\nNOT";
    expect(faultyPart(highlightQuery(text), text.length)?.text).toBe("NOT");
    expect(placeOf(text, text.length)).toEqual({ line: 2, column: 4 });
  });

  test("a long sample is cut round its first mark and the mark moves along", () => {
    const text = `${"word ".repeat(60)}late again ${"more ".repeat(60)}`;
    const at = text.indexOf("late");
    const shown = excerptOf({ text, field: "text", spans: [{ field: "text", from: at, to: at + 4 }] });
    expect(shown.text.slice(shown.marks[0]?.from, shown.marks[0]?.to)).toBe("late");
    expect(shown.text.startsWith("… word")).toBe(true);
  });
});
