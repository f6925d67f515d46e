import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fitToScreens } from "../../../src-main/shell/window-bounds.ts";
import { cleanMemory, readWindowMemory, writeWindowMemory } from "../../../src-main/shell/window-memory.ts";

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1440 };

describe("a window that opens again", () => {
  test.each([
    ["where it was", { x: 100, y: 100, width: 1000, height: 700 }, { x: 100, y: 100, width: 1000, height: 700 }],
    [
      "on the second screen",
      { x: 2000, y: 50, width: 1400, height: 900 },
      { x: 2000, y: 50, width: 1400, height: 900 },
    ],
    ["no larger than its screen", { x: 0, y: 25, width: 3000, height: 2000 }, laptop],
    [
      "no smaller than it can be used",
      { x: 10, y: 30, width: 100, height: 50 },
      { x: 10, y: 30, width: 800, height: 560 },
    ],
    [
      "wholly on the screen that holds its top",
      { x: -300, y: 400, width: 1000, height: 700 },
      { x: 0, y: 200, width: 1000, height: 700 },
    ],
    ["where the system likes, when its screen is gone", { x: 5000, y: 100, width: 1000, height: 700 }, null],
    ["where the system likes, when its top is below every screen", { x: 100, y: 2000, width: 1000, height: 700 }, null],
  ])("opens %s", (_where, was, expected) => {
    expect(fitToScreens(was, [laptop, beside])).toEqual(expected);
  });

  test("opens where the system likes the first time", () => {
    expect(fitToScreens(null, [laptop])).toBeNull();
  });
});

describe("what a window remembers", () => {
  const memory = { bounds: { x: -5, y: 0, width: 1200, height: 800 }, isMaximised: true, zoom: 1.5 };
  const nothing = { bounds: null, isMaximised: false, zoom: 0 };

  function makeFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "watchroom-window-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return folder;
  }

  test("comes back as it was written", () => {
    const folder = join(makeFolder(), "desktop");
    writeWindowMemory(folder, memory);
    expect(readWindowMemory(folder)).toEqual(memory);
  });

  test("is nothing when there is no file, and nothing when it is damaged", () => {
    const folder = makeFolder();
    expect(readWindowMemory(folder)).toEqual(nothing);
    writeFileSync(join(folder, "window.json"), '{"bounds":');
    expect(readWindowMemory(folder)).toEqual(nothing);
  });

  test.each([
    ["null", null],
    ["a list", []],
    ["bounds without a height", { bounds: { x: 0, y: 0, width: 100 }, zoom: "1", isMaximised: "yes" }],
    ["bounds that are no pixels", { bounds: { x: 0.5, y: 0, width: 1e9, height: 10 }, zoom: 99 }],
  ])("leaves out what makes no sense: %s", (_what, saved) => {
    expect(cleanMemory(saved)).toEqual(nothing);
  });
});
