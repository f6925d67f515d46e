import type { Rectangle } from "electron";
import type { KnownMonitor, Recognised } from "./monitors.ts";

/** A wall that fills a monitor. */
export type PlacedWall = { readonly monitor: string; readonly bounds: Rectangle; readonly path: string };

export type WallSteps = {
  readonly open: readonly PlacedWall[];
  /** Windows whose monitor stands elsewhere, has another size or another wall, or is back. */
  readonly place: readonly PlacedWall[];
  /** Their monitor is unplugged: out of sight, and never onto another one. */
  readonly park: readonly string[];
  readonly close: readonly string[];
};

/** A window of a wall as it is; a parked one has no place. */
export type WallWindowState = { readonly monitor: string; readonly placed: PlacedWall | null };

/** What has to happen so that each monitor of now shows the wall that was chosen for it, and nothing else does. */
export function planWalls({ present, known }: Recognised, windows: readonly WallWindowState[]): WallSteps {
  const wanted = present
    .filter(({ monitor }) => showsWall(monitor))
    .map(({ display, monitor }) => placed(display.bounds, monitor));
  const waiting = known.filter(showsWall).map(({ name }) => name);
  const isOpen = (name: string) => windows.some(({ monitor }) => monitor === name);
  const isWanted = (name: string) => wanted.some(({ monitor }) => monitor === name);
  return {
    open: wanted.filter(({ monitor }) => !isOpen(monitor)),
    place: wanted.filter((wall) =>
      windows.some((window) => window.monitor === wall.monitor && !isSame(window.placed, wall)),
    ),
    park: windows
      .filter(({ monitor, placed: at }) => at !== null && !isWanted(monitor) && waiting.includes(monitor))
      .map(({ monitor }) => monitor),
    close: windows.filter(({ monitor }) => !waiting.includes(monitor)).map(({ monitor }) => monitor),
  };
}

function showsWall({ wall, isOn }: KnownMonitor): boolean {
  return wall !== null && isOn;
}

function placed({ x, y, width, height }: Rectangle, { name, wall }: KnownMonitor): PlacedWall {
  return {
    monitor: name,
    bounds: { x, y, width, height },
    path: wall === null || wall === "first" ? "/wall" : `/wall/${wall}`,
  };
}

function isSame(one: PlacedWall | null, other: PlacedWall): boolean {
  return one !== null && one.path === other.path && isSamePlace(one.bounds, other.bounds);
}

export function isSamePlace(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
