import { describe, expect, test } from "vitest";
import type { SourceRow } from "../../src-main/contract/methods/sources.ts";
import { faultyPart, highlightQuery, pairAt, placeOf } from "../../src-renderer/features/monitor/highlight-query.ts";
import { excerptOf } from "../../src-renderer/features/monitor/sample-excerpt.ts";
import { byTrouble, lookOf, matchRate } from "../../src-renderer/features/monitor/source-state.ts";
import { MINUTE, NOON } from "./support/rows.ts";
import { blocked, sourceOf } from "./support/sources.ts";

const DAY = 24 * 60 * MINUTE;

describe("the state of a source in words", () => {
  const format = { age: (ms: number) => `${ms / DAY} d`, minutes: (ms: number) => `${ms / MINUTE} m` };
  test.each([
    { change: {}, says: "monitor.state.ok", params: undefined },
    { change: blocked, says: "monitor.state.blocked", params: { status: "403" } },
    { change: { state: "quiet", newestItemAt: NOON - 12 * DAY }, says: "monitor.state.quiet", params: { age: "12 d" } },
    {
      change: {
        state: "retrying",
        failures: 1,
        trouble: { code: "fetch.timed-out", params: { seconds: 20 } },
        nextCheckAt: NOON + 8 * MINUTE,
      },
      says: "monitor.state.retrying",
      params: { left: "8 m" },
    },
    {
      change: { state: "retrying", failures: 1, trouble: { code: "feed.not_well_formed_line", params: { line: 14 } } },
      says: "monitor.state.formatLine",
      params: { line: 14 },
    },
    {
      change: { state: "broken", failures: 9, trouble: { code: "fetch.http-5xx", params: { status: 502 } } },
      says: "monitor.state.refused",
      params: { status: 502 },
    },
    { change: { state: "gone" }, says: "monitor.state.gone", params: undefined },
  ] as const)("$says", ({ change, says, params }) => {
    const look = lookOf(sourceOf(1, change as Partial<SourceRow>), NOON, format);
    expect({ key: look.key, params: look.params }).toEqual({ key: says, params });
  });

  test("trouble stands first, then what is quiet, then what is well", () => {
    const rows = [
      sourceOf(1),
      sourceOf(2, { state: "quiet" }),
      sourceOf(3, { state: "retrying" }),
      sourceOf(4, blocked),
    ];
    expect(byTrouble(rows).map(({ state }) => state)).toEqual(["broken", "retrying", "quiet", "ok"]);
  });

  test("a source without items has no match rate", () => {
    expect([matchRate({ items: 0, mentions: 0 }), matchRate({ items: 200, mentions: 13 })]).toEqual([null, 6.5]);
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
