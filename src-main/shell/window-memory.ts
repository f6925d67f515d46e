import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rectangle } from "electron";

/** What a window was like when it closed. `zoom` is Chromium's level: 0 is 100 %, each step a fifth more or less. */
export type WindowMemory = {
  readonly bounds: Rectangle | null;
  readonly isMaximised: boolean;
  readonly zoom: number;
};

const nothing: WindowMemory = { bounds: null, isMaximised: false, zoom: 0 };
const fileIn = (folder: string): string => join(folder, "window.json");

/** What is remembered; each part that is missing or makes no sense falls back to nothing. */
export function readWindowMemory(folder: string): WindowMemory {
  try {
    return cleanMemory(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch {
    // Not there yet or not readable: a convenience is lost, no data.
    return nothing;
  }
}

export function writeWindowMemory(folder: string, memory: WindowMemory): void {
  const file = fileIn(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.partial`, `${JSON.stringify(memory)}\n`);
  renameSync(`${file}.partial`, file);
}

/** Takes out of any JSON value what can be used. */
export function cleanMemory(saved: unknown): WindowMemory {
  const { bounds, isMaximised, zoom } = recordOf(saved);
  const { x, y, width, height } = recordOf(bounds);
  const hasBounds = isPixels(x) && isPixels(y) && isPixels(width) && isPixels(height) && width > 0 && height > 0;
  return {
    bounds: hasBounds ? { x, y, width, height } : null,
    isMaximised: isMaximised === true,
    zoom: typeof zoom === "number" && Math.abs(zoom) <= 5 ? zoom : 0,
  };
}

function isPixels(value: unknown): value is number {
  return Number.isSafeInteger(value) && Math.abs(value as number) < 100_000;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
