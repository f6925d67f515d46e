import type { Rectangle } from "electron";

export const usualSize = { width: 1440, height: 900 } as const;
export const smallestSize = { width: 800, height: 560 } as const;
/** So much of a window's top must be on a screen for a hand to find it. */
const grip = 64;

/** Where a window goes: where it was, but inside a screen that is there today; null = let the system place it. */
export function fitToScreens(was: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle | null {
  const screen = was && workAreas.find((area) => isHeldBy(was, area));
  return was && screen ? fitInto(was, screen) : null;
}

export type Screen = { readonly name: string; readonly workArea: Rectangle };
export type Place = { readonly bounds: Rectangle | null; readonly display: string | null };

/**
 * Where a window goes that knows its display: onto that one, wherever it stands today; when it is gone, onto another screen
 * that holds the place, else where the system likes.
 */
export function placeOnScreens({ bounds, display }: Place, screens: readonly Screen[]): Rectangle | null {
  const own = screens.find(({ name }) => name === display);
  if (own && bounds) return fitInto(bounds, own.workArea);
  return fitToScreens(
    bounds,
    screens.map(({ workArea }) => workArea),
  );
}

function fitInto(was: Rectangle, screen: Rectangle): Rectangle {
  const width = clamp(was.width, smallestSize.width, screen.width);
  const height = clamp(was.height, smallestSize.height, screen.height);
  return {
    x: clamp(was.x, screen.x, screen.x + screen.width - width),
    y: clamp(was.y, screen.y, screen.y + screen.height - height),
    width,
    height,
  };
}

function isHeldBy(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return across >= grip && window.y >= area.y - grip && window.y <= area.y + area.height - grip;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), Math.min(least, most));
}
