import { planWalls } from "./wall-plan.ts";
import type { PlacedWall } from "./wall-plan.ts";
import type { Recognised } from "./monitors.ts";
import { openWallWindow } from "./wall-window.ts";
import type { WallWindow, WallWindowParts } from "./wall-window.ts";

export type WallSetParts = Omit<WallWindowParts, "onClosed"> & {
  readonly onGone: (contentsId: number) => void;
  /** Somebody closed the wall of a monitor while no PIN could be asked for. */
  readonly onClosed: (monitor: string) => void;
};

/** The open windows of walls, at most one for each monitor. */
export type WallSet = {
  /** Opens, moves, hides and closes until each monitor has what it should have. */
  readonly follow: (recognised: Recognised) => void;
  /** Puts those out of sight whose monitor is not among these. */
  readonly parkOthers: (monitors: ReadonlySet<string | undefined>) => void;
  readonly monitorOf: (contentsId: number) => string | undefined;
  readonly find: (contentsId: number) => WallWindow | undefined;
  readonly all: () => readonly WallWindow[];
};

export function createWallSet(parts: WallSetParts): WallSet {
  const open = new Map<number, WallWindow>();
  const all = () => [...open.values()];

  function hang(wall: PlacedWall): void {
    const window = openWallWindow(wall, { ...parts, onClosed: forget });
    open.set(window.contentsId, window);
  }

  function takeDown(window: WallWindow | undefined): void {
    if (!window) return;
    open.delete(window.contentsId);
    window.close();
  }

  /** What is still in the list was not closed by us. */
  function forget(contentsId: number): void {
    const window = open.get(contentsId);
    open.delete(contentsId);
    parts.onGone(contentsId);
    if (window) parts.onClosed(window.monitor);
  }

  return {
    follow: (recognised) => {
      const windows = all();
      const states = windows.map(({ monitor, placed }) => ({ monitor, placed: placed() }));
      const steps = planWalls(recognised, states);
      const windowOf = (name: string) => windows.find(({ monitor }) => monitor === name);
      for (const name of steps.close) takeDown(windowOf(name));
      for (const name of steps.park) windowOf(name)?.park();
      for (const wall of steps.place) windowOf(wall.monitor)?.place(wall);
      for (const wall of steps.open) hang(wall);
    },
    parkOthers: (monitors) => {
      for (const window of all()) if (!monitors.has(window.monitor)) window.park();
    },
    monitorOf: (contentsId) => open.get(contentsId)?.monitor,
    find: (contentsId) => open.get(contentsId),
    all,
  };
}
