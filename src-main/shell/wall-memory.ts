import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KnownMonitor } from "./monitors.ts";
import { isWallChoice } from "./wall-choice.ts";

const mostMonitors = 40;
const longest = 300;
const fileIn = (folder: string): string => join(folder, "walls.json");

/** The monitors that this computer has seen and their walls; what makes no sense is left out. */
export function readWallMemory(folder: string): readonly KnownMonitor[] {
  try {
    return cleanWallMemory(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch {
    // Not there yet or not readable: walls are chosen anew, no data is lost.
    return [];
  }
}

export function writeWallMemory(folder: string, monitors: readonly KnownMonitor[]): void {
  const file = fileIn(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.partial`, `${JSON.stringify({ monitors: keepMonitors(monitors) })}\n`);
  renameSync(`${file}.partial`, file);
}

/** So many that a walk through conference rooms fits; those that have a wall stay longest. */
export function keepMonitors(monitors: readonly KnownMonitor[]): readonly KnownMonitor[] {
  if (monitors.length <= mostMonitors) return monitors;
  const [withWall, without] = [monitors.filter(hasWall), monitors.filter((one) => !hasWall(one))];
  return [...withWall, ...without].slice(0, mostMonitors);
}

export function cleanWallMemory(saved: unknown): readonly KnownMonitor[] {
  const { monitors } = recordOf(saved);
  const clean = (Array.isArray(monitors) ? monitors : []).flatMap((one) => cleanMonitor(one) ?? []);
  const isFirst = ({ name }: KnownMonitor, at: number) => clean.findIndex((one) => one.name === name) === at;
  return keepMonitors(clean.filter(isFirst));
}

function cleanMonitor(saved: unknown): KnownMonitor | null {
  const { name, label, isBuiltIn, width, height, wall, isOn } = recordOf(saved);
  if (!isShort(name) || name === "" || !isShort(label) || !isPixels(width) || !isPixels(height)) return null;
  const choice = isWallChoice(wall) ? wall : null;
  return { name, label, isBuiltIn: isBuiltIn === true, width, height, wall: choice, isOn: isOn !== false };
}

function hasWall({ wall }: KnownMonitor): boolean {
  return wall !== null;
}

function isShort(value: unknown): value is string {
  return typeof value === "string" && value.length <= longest;
}

function isPixels(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 100_000;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
