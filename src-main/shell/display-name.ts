import type { Display } from "electron";

/** What a display is recognised by: the system gives out new numbers when cables are plugged in another order. */
export type KnownDisplay = Pick<Display, "label" | "size" | "scaleFactor" | "internal" | "workArea">;

/** The identity of a display: its name and size. Two of one make are told apart by their order from left to right. */
export function displayNames(displays: readonly KnownDisplay[]): ReadonlyMap<KnownDisplay, string> {
  const seen = new Map<string, number>();
  const names = new Map<KnownDisplay, string>();
  const fromLeft = displays.toSorted(
    (one, other) => one.workArea.x - other.workArea.x || one.workArea.y - other.workArea.y,
  );
  for (const display of fromLeft) {
    const { label, size, scaleFactor, internal } = display;
    const name = `${internal ? "own" : label} ${size.width}x${size.height}@${scaleFactor}`;
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    names.set(display, number === 1 ? name : `${name} #${number}`);
  }
  return names;
}
