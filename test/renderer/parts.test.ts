import { describe, expect, test } from "vitest";
import { staysIn } from "../../src-renderer/features/triage/stays-in.ts";
import { keyLabel, keyName } from "../../src-renderer/lib/keys.ts";
import { runClock } from "../../src-renderer/lib/sla.ts";
import { cutAtMarks } from "../../src-renderer/ui/Marked.tsx";
import { MINUTE, mirela, rowOf, sunniva } from "./support/rows.ts";

describe("names of keys", () => {
  const key = (name: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) =>
    keyName({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
  test.each([
    [key("j"), "j"],
    [key("J"), "j"],
    [key("J", { shiftKey: true }), "Shift+J"],
    [key("?", { shiftKey: true }), "?"],
    [key("#"), "#"],
    [key("z", { ctrlKey: true }), "Ctrl+Z"],
    [key("z", { metaKey: true }), "Ctrl+Z"],
    [key("Enter", { shiftKey: true }), "Shift+Enter"],
    [key("é", { altKey: true }), null],
    [key("Shift", { shiftKey: true }), null],
    [key("Dead"), null],
  ])("%s", (name, expected) => expect(name).toBe(expected));

  test("hints show keys as they stand on the keyboard", () => {
    expect(["g t", "Ctrl+Z", "ArrowDown", "Escape", "."].map(keyLabel)).toEqual(["G T", "Ctrl Z", "↓", "Esc", "."]);
  });
});

describe("a running clock", () => {
  const clock = { dueAt: 0, leftMs: 20 * MINUTE, targetMs: 60 * MINUTE, state: "ok", running: true } as const;
  test.each([
    ["just read", clock, 0, { state: "ok", leftMs: 20 * MINUTE }],
    ["at a quarter it is still fine", clock, 5 * MINUTE, { state: "ok", leftMs: 15 * MINUTE }],
    ["under a quarter it is to be watched", clock, 5 * MINUTE + 1, { state: "watch", leftMs: 15 * MINUTE - 1 }],
    ["exactly on target is not late", clock, 20 * MINUTE, { state: "watch", leftMs: 0 }],
    ["after the target it is late", clock, 28 * MINUTE, { state: "breached", leftMs: -8 * MINUTE }],
    [
      "outside desk hours it stands still",
      { ...clock, running: false },
      28 * MINUTE,
      { state: "ok", leftMs: 20 * MINUTE },
    ],
    [
      "waiting has no time left to say",
      { ...clock, leftMs: null, state: "paused" as const },
      MINUTE,
      { state: "paused", leftMs: null },
    ],
    ["a clock of the page that runs behind gives no time", clock, -MINUTE, { state: "ok", leftMs: 20 * MINUTE }],
  ])("%s", (_name, given, elapsedMs, expected) => expect(runClock(given, elapsedMs)).toEqual(expected));
});

describe("lit words", () => {
  const cut = (text: string, ...marks: [number, number][]) =>
    cutAtMarks({ text, field: "text", marks: marks.map(([from, to]) => ({ field: "text", from, to })) })
      .map((piece) => (piece.lit ? `[${piece.text}]` : piece.text))
      .join("");
  test.each([
    ["no mark", cut("late again"), "late again"],
    ["one", cut("late again", [0, 4]), "[late] again"],
    ["out of order", cut("late again", [5, 10], [0, 4]), "[late] [again]"],
    ["overlapping", cut("late again", [0, 6], [4, 10]), "[late a][gain]"],
    ["beyond the end", cut("late", [2, 99]), "la[te]"],
    ["of nothing", cut("late", [9, 12], [1, 1]), "late"],
  ])("%s", (_name, shown, expected) => expect(shown).toBe(expected));

  test("marks of another field light nothing", () => {
    expect(cutAtMarks({ text: "late", field: "title", marks: [{ field: "text", from: 0, to: 4 }] })).toEqual([
      { text: "late", lit: false },
    ]);
  });
});

describe("whether a row stays in its view", () => {
  const mine = rowOf(1, { case: { ...rowOf(1).case!, owner: sunniva } });
  const resolved = rowOf(1, { case: { ...rowOf(1).case!, status: "resolved" } });
  test.each([
    ["waiting", rowOf(1), true],
    ["waiting", rowOf(1, { bucket: "analytics" }), false],
    ["waiting", resolved, false],
    ["unsorted", rowOf(1), false],
    ["care", rowOf(1), true],
    ["pr", rowOf(1), false],
    ["analytics", rowOf(1, { bucket: "analytics", case: null }), true],
    ["mine", mine, true],
    ["mine", rowOf(1, { case: { ...rowOf(1).case!, owner: mirela } }), false],
    ["resolved", resolved, true],
    ["snoozed", rowOf(1), false],
  ] as const)("%s: %#", (view, row, expected) => expect(staysIn(view, row, { meId: sunniva.id })).toBe(expected));
});
