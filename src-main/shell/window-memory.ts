import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rectangle } from "electron";

/** What a window was like when it closed. `zoom` is Chromium's level: 0 is 100 %, each step a fifth more or less. */
export type WindowMemory = {
  readonly bounds: Rectangle | null;
  readonly isMaximised: boolean;
  readonly isFullScreen: boolean;
  readonly zoom: number;
  /** Which display it stood on, by identity (display-name.ts); null when that is not known. */
  readonly display: string | null;
  /** The screen of the page that it showed: a wall comes back as a wall. */
  readonly path: string;
};

export const freshWindow: WindowMemory = {
  bounds: null,
  isMaximised: false,
  isFullScreen: false,
  zoom: 0,
  display: null,
  path: "/",
};
const mostWindows = 12;
const fileIn = (folder: string): string => join(folder, "window.json");

/** The windows that were open at the end; each part that is missing or makes no sense falls back to nothing. */
export function readWindowMemory(folder: string): readonly WindowMemory[] {
  try {
    return cleanMemory(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch {
    // Not there yet or not readable: a convenience is lost, no data.
    return [freshWindow];
  }
}

export function writeWindowMemory(folder: string, windows: readonly WindowMemory[]): void {
  const file = fileIn(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.partial`, `${JSON.stringify({ windows })}\n`);
  renameSync(`${file}.partial`, file);
}

/** Takes out of any JSON value what can be used. Before there were several windows, the value was the one. */
export function cleanMemory(saved: unknown): readonly WindowMemory[] {
  const { windows } = recordOf(saved);
  const given: readonly unknown[] = Array.isArray(windows) ? windows : [saved];
  const clean = given.slice(0, mostWindows).map(cleanWindow);
  return clean.length === 0 ? [freshWindow] : clean;
}

function cleanWindow(saved: unknown): WindowMemory {
  const { bounds, isMaximised, isFullScreen, zoom, display, path } = recordOf(saved);
  const { x, y, width, height } = recordOf(bounds);
  const hasBounds = isPixels(x) && isPixels(y) && isPixels(width) && isPixels(height) && width > 0 && height > 0;
  return {
    bounds: hasBounds ? { x, y, width, height } : null,
    isMaximised: isMaximised === true,
    isFullScreen: isFullScreen === true,
    zoom: typeof zoom === "number" && Math.abs(zoom) <= 5 ? zoom : 0,
    display: typeof display === "string" && display.length <= 300 ? display : null,
    path: isPath(path) ? path : "/",
  };
}

/** A path of our own page, without a word that could lead to another host or file. */
export function isPath(path: unknown): path is string {
  return typeof path === "string" && path.length <= 300 && /^\/(?!\/)[\w/-]*(\?[\w=&%.-]*)?$/.test(path);
}

function isPixels(value: unknown): value is number {
  return Number.isSafeInteger(value) && Math.abs(value as number) < 100_000;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
