import type { WallMonitor } from "../contract/desktop.ts";
import { listMonitors, recogniseMonitors } from "./monitors.ts";
import type { KnownMonitor, PresentDisplay, Recognised, SeenDisplays } from "./monitors.ts";
import { readWallMemory, writeWallMemory } from "./wall-memory.ts";

/** The monitors of this computer as they are known, kept in a file. */
export type MonitorBook = {
  readonly recognise: (displays: readonly PresentDisplay[]) => Recognised;
  readonly change: (name: string, change: Partial<Pick<KnownMonitor, "wall" | "isOn">>) => void;
  /** Which monitor a display was when it was last looked at. */
  readonly nameOf: (displayId: number) => string | undefined;
  /** As they were when they were last looked at. */
  readonly list: () => readonly WallMonitor[];
};

export function openMonitorBook(folder: string): MonitorBook {
  let known = readWallMemory(folder);
  let seen: SeenDisplays = new Map();
  let listed: readonly WallMonitor[] = [];

  function keep(next: readonly KnownMonitor[]): void {
    if (JSON.stringify(next) === JSON.stringify(known)) return;
    known = next;
    try {
      writeWallMemory(folder, known);
    } catch (cause) {
      // A full disk must not keep a wall from its monitor.
      process.stderr.write(`watchroom: the monitors' walls could not be remembered: ${String(cause)}\n`);
    }
  }

  return {
    recognise: (displays) => {
      const recognised = recogniseMonitors({ known, displays, seen });
      seen = recognised.seen;
      keep(recognised.known);
      listed = listMonitors(recognised);
      return recognised;
    },
    change: (name, change) => keep(known.map((one) => (one.name === name ? { ...one, ...change } : one))),
    nameOf: (displayId) => seen.get(displayId),
    list: () => listed,
  };
}
