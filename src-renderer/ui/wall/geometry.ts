import type { Wall, WallShape, WallTile } from "../../../src-main/contract/methods/settings.ts";
import { type Area, layoutPage, type PageLayout, pagePad, tileGap } from "./layout.ts";
import { fitStrip, type StripWords } from "./strip-fit.ts";

/** Where the wall hangs: diagonal of the display in inches, distance of the last reader in metres. */
export type Room = { readonly diagonalInches: number; readonly distanceMetres: number };

/** Sizes of letters in percent of the display's height (vh). */
export type WallSizes = {
  /** 16 arc minutes: nothing on the wall is smaller. */
  readonly min: number;
  /** 20 arc minutes: text that is read at ease. */
  readonly text: number;
  /** 41 arc minutes: the pinned numbers. */
  readonly strip: number;
  /** 60 arc minutes: the one number of a tile. */
  readonly hero: number;
};

const MM_PER_INCH = 25.4;
/** Height of a capital letter or digit in em, for the faces in use. */
const CAP_HEIGHT = 0.72;
const WIDE = 16 / 9;
const ARC = { min: 16, text: 20, strip: 41, hero: 60 } as const;

export const shapeAspects: Readonly<Record<WallShape, number>> = { "16:9": WIDE, "4:3": 4 / 3, "9:16": 9 / 16 };

/** Height of a display in mm, from its diagonal and its form (width / height). */
export function displayHeightMm(diagonalInches: number, aspect: number): number {
  return (diagonalInches * MM_PER_INCH) / Math.hypot(aspect, 1);
}

/**
 * The height of a capital letter that fills an angle at a distance, in mm. ISO 9241-3 asks for 16 arc minutes and prefers
 * 20 to 22.
 * @example capHeightMm(16, 5) // 23.3
 */
export function capHeightMm(arcMinutes: number, distanceMetres: number): number {
  return 2 * distanceMetres * 1000 * Math.tan((arcMinutes / 60) * (Math.PI / 360));
}

/**
 * The size at which capitals fill an angle, in percent of the display's height.
 * @example letterSize({ arcMinutes: 16, room: { diagonalInches: 55, distanceMetres: 5 } }) // 4.7
 */
export function letterSize({
  arcMinutes,
  room,
  aspect = WIDE,
}: {
  arcMinutes: number;
  room: Room;
  aspect?: number;
}): number {
  const capMm = capHeightMm(arcMinutes, room.distanceMetres);
  return (capMm / CAP_HEIGHT / displayHeightMm(room.diagonalInches, aspect)) * 100;
}

/** The angle that capitals of a size fill, in arc minutes: what `letterSize` is asked for. */
export function arcMinutesOf(size: number, { room, aspect = WIDE }: { room: Room; aspect?: number }): number {
  const capMm = (size / 100) * CAP_HEIGHT * displayHeightMm(room.diagonalInches, aspect);
  return Math.atan(capMm / (2000 * room.distanceMetres)) * (360 / Math.PI) * 60;
}

export function wallSizes(room: Room, aspect: number = WIDE): WallSizes {
  const size = (arcMinutes: number) => letterSize({ arcMinutes, room, aspect });
  return { min: size(ARC.min), text: size(ARC.text), strip: size(ARC.strip), hero: size(ARC.hero) };
}

/** The smallest letters that the pages are drawn for, of the display's height or its width, whichever is less. */
const DRAWN_LEAST = 3.4;

export type WallFit = { readonly sizes: WallSizes; readonly aspect: number };

/**
 * The sizes as drawn: never below what the room asks for, and in small rooms never below the design. `share` is the part
 * of the display's height that the wall has, where a browser keeps some for itself.
 */
export function fitWall(room: Room, { aspect = WIDE, share = 1 }: { aspect?: number; share?: number } = {}): WallFit {
  // What is lost in height makes the wall's own form wider than the display's.
  const asked = wallSizes(room, aspect * share);
  const least = DRAWN_LEAST * Math.min(1, aspect / WIDE);
  const factor = Math.max(asked.min / share, least) / asked.min;
  const sized = (size: number) => size * factor;
  return {
    aspect,
    sizes: { min: sized(asked.min), text: sized(asked.text), strip: sized(asked.strip), hero: sized(asked.hero) },
  };
}

/** The alarm takes room from the tiles: then their numbers are smaller, and still far above what must be. */
export function underAlarm(fit: WallFit): WallFit {
  return { ...fit, sizes: { ...fit.sizes, hero: Math.max(fit.sizes.text, 0.7 * fit.sizes.hero) } };
}

export type Around = {
  readonly isAlarmed?: boolean;
  readonly isSilent?: boolean;
  /** What the strip says; without them, words of the usual length. */
  readonly words?: StripWords;
};

/** What is left for a page under the strip, the alarm and the bar of a silent engine. */
export function pageArea(fit: WallFit, { isAlarmed = false, isSilent = false, words }: Around = {}): Area {
  const { sizes, aspect } = fit;
  const pinned = fitStrip(fit, { isAlarmed, ...(words && { words }) });
  // Its name, two lines of facts, and its frame; on an upright display the facts are narrower.
  const facts = aspect < 1 ? 4 : 2;
  const alarm = isAlarmed ? 2.8 + 1.1 * pinned.number + facts * 1.16 * sizes.min + tileGap : 0;
  const silence = isSilent ? 1.16 * sizes.min + 1.8 + tileGap - pagePad : 0;
  const strip = pinned.height + tileGap;
  return { width: 100 * aspect - 2 * pagePad, height: 100 - 2 * pagePad - strip - alarm - silence };
}

/** Where the tiles of a page stand on a display, and which have no room there. */
export function fitPage(tiles: readonly WallTile[], fit: WallFit, around?: Around): PageLayout {
  return layoutPage(tiles, { area: pageArea(fit, around), sizes: fit.sizes });
}

/** The tiles that cannot be read where a wall hangs, page by page. */
export function unreadable(
  wall: Pick<Wall, "diagonalInches" | "distanceMetres" | "shape" | "pages">,
): readonly (readonly WallTile[])[] {
  const fit = fitWall(wall, { aspect: shapeAspects[wall.shape] });
  return wall.pages.map((tiles) => fitPage(tiles, fit).left);
}
