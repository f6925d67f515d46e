import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import words from "../../../resources/words/en.json" with { type: "json" };
import { changeKeys, conflictsOf, doesAct, keysOf, takeKeys } from "../../../src-renderer/lib/key-choice.ts";
import { keyMap } from "../../../src-renderer/lib/key-map.ts";

const acts = keyMap.flatMap((place) => place.acts.map((act) => ({ ...act, place })));
const wordsAt = (key: string): unknown =>
  key.split(".").reduce<unknown>((tree, part) => (tree as Record<string, unknown> | undefined)?.[part], words);

// The keyboard map of the product: each key and a place where it acts.
const promised: readonly (readonly [keys: string, act: string])[] = [
  ["j", "triage.next"],
  ["k", "triage.previous"],
  ["ArrowDown", "triage.next"],
  ["ArrowUp", "triage.previous"],
  ["Enter", "triage.open"],
  ["o", "triage.open"],
  ["u", "case.back"],
  ["Escape", "case.back"],
  ["x", "triage.select"],
  ["Shift+J", "triage.extendDown"],
  ["Shift+K", "triage.extendUp"],
  ["1", "triage.toAnalytics"],
  ["2", "triage.toPr"],
  ["3", "triage.toCare"],
  ["0", "triage.toUnsorted"],
  ["r", "triage.draft"],
  ["m", "triage.note"],
  [";", "case.script"],
  ["/", "case.script"],
  ["Ctrl+Enter", "case.submit"],
  ["a", "approvals.approve"],
  ["a", "triage.assign"],
  ["i", "triage.assignMe"],
  ["e", "triage.resolve"],
  ["e", "case.resolve"],
  ["n", "triage.noReply"],
  ["h", "triage.snooze"],
  ["p", "case.private"],
  ["y", "triage.priority"],
  ["#", "triage.spam"],
  ["Ctrl+Z", "all.undo"],
  ["z", "all.undo"],
  ["v", "triage.original"],
  [".", "triage.showNew"],
  ["/", "triage.search"],
  ["Ctrl+K", "all.palette"],
  ["g t", "go.triage"],
  ["g a", "go.approvals"],
  ["g m", "go.monitor"],
  ["g w", "go.wall"],
  ["g r", "go.reports"],
  ["g s", "go.shift"],
  ["g i", "go.alarms"],
  ["g k", "go.topics"],
  ["?", "all.sheet"],
  ["Shift+E", "case.resolveNext"],
  ["l", "triage.label"],
  ["g c", "go.contacts"],
  ["Ctrl+Alt+L", "all.lookUp"],
  ["F11", "all.wallHere"],
];

describe("the map of keys", () => {
  test.each(promised)("%s does %s", (keys, act) => {
    expect(acts.find((one) => one.act === act)?.keys).toContain(keys);
  });

  test("names every act once and has words for each act and place", () => {
    expect(new Set(acts.map(({ act }) => act)).size).toBe(acts.length);
    const wordless = [...acts.map(({ says }) => says), ...keyMap.map(({ title }) => title)].filter(
      (key) => typeof wordsAt(key) !== "string",
    );
    expect(wordless).toEqual([]);
    expect(acts.filter(({ keys }) => keys.length === 0)).toEqual([]);
  });

  test("gives no key to two acts of a screen; only these take one from what is everywhere", () => {
    const twice = acts.flatMap(({ act, keys, place }) =>
      keys.flatMap((key) =>
        conflictsOf(act, key, {}).map((other) => `${place.isEverywhere ? "everywhere " : ""}${act} ${other.act.act}`),
      ),
    );
    expect(twice.toSorted()).toEqual([
      "approvals.comment go.log",
      "everywhere all.wallHere wall.full",
      "everywhere go.log approvals.comment",
      "everywhere go.log monitor.copyReport",
      "monitor.copyReport go.log",
      "wall.full all.wallHere",
    ]);
  });

  test("lists every act that a screen offers", () => {
    const sources = ["app", "features"].flatMap((folder) => filesIn(join("src-renderer", folder)));
    const offered = sources.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/says: "([\w.]+)",\s*run/g)].map(([, says]) => says ?? ""),
    );
    expect(offered.length).toBeGreaterThan(60);
    const listed = new Set<string>(acts.map(({ says }) => says));
    expect([...new Set(offered.filter((says) => !listed.has(says)))]).toEqual([]);
  });

  test("knows every key that a control is named by", () => {
    const sources = ["app", "features", "ui"].flatMap((folder) => filesIn(join("src-renderer", folder)));
    const named = sources.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\bkeys="([^"]+)"|useShownKeys\("([^"]+)"\)/g)].map(
        ([, one, other]) => one ?? other ?? "",
      ),
    );
    expect(named.length).toBeGreaterThan(30);
    const usual = new Set(acts.flatMap(({ keys }) => keys));
    // The cap of a key in a list of its own is no act of the map.
    expect([...new Set(named.filter((keys) => !usual.has(keys)))]).toEqual([]);
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("a person's own keys", () => {
  const next = acts.find(({ act }) => act === "triage.next") ?? { act: "", says: "keys.go" as const, keys: [] };

  test("take the place of those an act came with; what is as it came is not remembered", () => {
    const changed = changeKeys({}, next, ["n", "ArrowDown"]);
    expect([changed, keysOf(next, changed)]).toEqual([{ "triage.next": ["n", "ArrowDown"] }, ["n", "ArrowDown"]]);
    expect(changeKeys(changed, next, ["j", "ArrowDown"])).toEqual({});
    expect(changeKeys(changed, next, null)).toEqual({});
    expect(keysOf(next, changeKeys({}, next, []))).toEqual([]);
  });

  test.each([
    ["triage.note", "r", ["triage.draft"]],
    ["triage.note", "b", []],
    ["triage.note", "z", ["all.undo"]],
    ["case.draft", "r", []],
    ["monitor.retry", "1", []],
    ["log.next", "w", ["shift.handover"]],
  ])("%s on %s is in conflict with what the same screen does: %j", (act, keys, taken) => {
    expect(conflictsOf(act, keys, {}).map((one) => one.act.act)).toEqual(taken);
  });

  test("a key that begins a sequence is in conflict with the sequence", () => {
    expect(conflictsOf("triage.note", "g", {}).map((one) => one.act.act)).toContain("go.triage");
    expect(conflictsOf("go.triage", "j k", {}).map((one) => one.act.act)).toContain("triage.next");
  });

  test("a key can be taken away from the acts that have it", () => {
    expect(takeKeys({}, conflictsOf("triage.note", "z", {}))).toEqual({ "all.undo": ["Ctrl+Z"] });
  });

  test("single keys that are switched off leave sequences of characters off, and the others on", () => {
    const act = (keys: string) => doesAct(keys, { single: false });
    expect(["j", "Shift+J", "g t", "Space", "Ctrl+K", "F11", "Enter"].map(act)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});
