import type { Rectangle } from "electron";
import type { WallMonitor } from "../contract/desktop.ts";
import { displayNames } from "./display-name.ts";
import type { KnownDisplay } from "./display-name.ts";

/** A display as it is plugged in now. `id` is the system's, and good until the computer starts anew. */
export type PresentDisplay = KnownDisplay & { readonly id: number; readonly bounds: Rectangle };

/** A monitor that this computer has seen, and the wall that was chosen for it. */
export type KnownMonitor = Omit<WallMonitor, "isConnected">;

/** Which monitor each display was, by the system's numbers, since the program started. */
export type SeenDisplays = ReadonlyMap<number, string>;

export type Recognised = {
  /** Each display of now and the monitor that it is, from left to right. */
  readonly present: readonly { readonly display: PresentDisplay; readonly monitor: KnownMonitor }[];
  /** All that are known from now on. */
  readonly known: readonly KnownMonitor[];
  readonly seen: SeenDisplays;
};

type Given = {
  readonly known: readonly KnownMonitor[];
  readonly displays: readonly PresentDisplay[];
  readonly seen: SeenDisplays;
};

/**
 * Which of the known monitors each display is: by the number that it had before in this run, for two of one make change
 * their names when one of them is unplugged; else by its name (display-name.ts); else, when its size was changed while we
 * were not running, by what its maker calls it. No two displays are the same monitor. One that is none of them is new.
 */
export function recogniseMonitors({ known, displays, seen }: Given): Recognised {
  const names = [...displayNames(displays)].map(([display, name]) => ({ display: display as PresentDisplay, name }));
  const taken = new Map<PresentDisplay, string>();
  const isTaken = (name: string) => [...taken.values()].includes(name);
  const find = (name: string | undefined) => known.find((one) => one.name === name && !isTaken(one.name));

  for (const [id, name] of seen) {
    const display = displays.find((one) => one.id === id);
    const monitor = find(name);
    if (display && monitor && !taken.has(display) && isSameMake(monitor, display)) taken.set(display, name);
  }
  for (const { display, name } of names) if (!taken.has(display) && find(name)) taken.set(display, name);
  for (const { display } of names) {
    const monitor = known.find((one) => one.label !== "" && isSameMake(one, display) && !isTaken(one.name));
    if (!taken.has(display) && monitor) taken.set(display, monitor.name);
  }
  for (const { display, name } of names) if (!taken.has(display)) taken.set(display, freeName(name, isTaken));

  const present = names.map(({ display }) => ({ display, monitor: monitorOf(display, taken, known) }));
  const isHere = ({ name }: KnownMonitor) => present.some(({ monitor }) => monitor.name === name);
  return {
    present,
    known: [...present.map(({ monitor }) => monitor), ...known.filter((one) => !isHere(one))],
    seen: new Map([...seen, ...[...taken].map(([{ id }, name]) => [id, name] as const)]),
  };
}

/** The monitors to choose walls for: those of now from left to right, then those that a wall waits for. */
export function listMonitors({ present, known }: Recognised): readonly WallMonitor[] {
  const isHere = (name: string) => present.some(({ monitor }) => monitor.name === name);
  return known
    .map((monitor) => ({ ...monitor, isConnected: isHere(monitor.name) }))
    .filter(({ isConnected, wall }) => isConnected || wall !== null);
}

function isSameMake(monitor: KnownMonitor, { label, internal }: PresentDisplay): boolean {
  return monitor.isBuiltIn === internal && (internal || monitor.label === label);
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  const plain = name.replace(/ #\d+$/, "");
  for (let number = 1; ; number += 1) {
    const next = number === 1 ? plain : `${plain} #${number}`;
    if (!isTaken(next)) return next;
  }
}

function monitorOf(
  display: PresentDisplay,
  taken: ReadonlyMap<PresentDisplay, string>,
  known: readonly KnownMonitor[],
): KnownMonitor {
  const name = taken.get(display) ?? "";
  const { wall = null, isOn = true } = known.find((one) => one.name === name) ?? {};
  const { label, internal, size } = display;
  return { name, label, isBuiltIn: internal, width: size.width, height: size.height, wall, isOn };
}
