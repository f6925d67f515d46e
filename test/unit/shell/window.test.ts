import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fitToScreens, placeOnScreens } from "../../../src-main/shell/window-bounds.ts";
import {
  cleanMemory,
  freshWindow,
  readWindowMemory,
  writeWindowMemory,
} from "../../../src-main/shell/window-memory.ts";

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

  test("opens on its own display wherever that stands today, and elsewhere when it is gone", () => {
    const bounds = { x: 2000, y: 50, width: 1400, height: 900 };
    const screens = (workArea: typeof laptop) => [
      { name: "own", workArea: laptop },
      { name: "Zq 27", workArea },
    ];
    const moved = { x: -2560, y: 0, width: 2560, height: 1440 };
    expect(placeOnScreens({ bounds, display: "Zq 27" }, screens(beside))).toEqual(bounds);
    expect(placeOnScreens({ bounds, display: "Zq 27" }, screens(moved))).toEqual({ ...bounds, x: -1400 });
    expect(placeOnScreens({ bounds, display: "gone" }, screens(beside))).toEqual(bounds);
    expect(placeOnScreens({ bounds, display: "gone" }, [{ name: "own", workArea: laptop }])).toBeNull();
  });
});

describe("what a window remembers", () => {
  const bounds = { x: -5, y: 0, width: 1200, height: 800 };
  const memory = { ...freshWindow, bounds, isMaximised: true, zoom: 1.5, display: "Zq 27", path: "/wall" };
  const nothing = [freshWindow];

  function makeFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "watchroom-window-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return folder;
  }

  test("comes back as it was written", () => {
    const folder = join(makeFolder(), "desktop");
    writeWindowMemory(folder, [memory, freshWindow]);
    expect(readWindowMemory(folder)).toEqual([memory, freshWindow]);
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
    ["a path that leads elsewhere", { windows: [{ path: "//evil.example/", display: 7 }] }],
    ["no window", { windows: [] }],
    ["bounds that are no pixels", { bounds: { x: 0.5, y: 0, width: 1e9, height: 10 }, zoom: 99 }],
  ])("leaves out what makes no sense: %s", (_what, saved) => {
    expect(cleanMemory(saved)).toEqual(nothing);
  });

  test("of a desk with one window, as it was written then, is taken over", () => {
    expect(cleanMemory({ bounds, isMaximised: true, zoom: 1 })).toEqual([
      { ...freshWindow, bounds, isMaximised: true, zoom: 1 },
    ]);
  });
});
