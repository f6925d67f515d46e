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

/**
 * The size at which capitals fill an angle, in percent of the display's height. ISO 9241-3 asks for 16 arc minutes and
 * prefers 20 to 22.
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
  const displayMm = (room.diagonalInches * MM_PER_INCH) / Math.hypot(aspect, 1);
  const capMm = 2 * room.distanceMetres * 1000 * Math.tan((arcMinutes / 60) * (Math.PI / 360));
  return (capMm / CAP_HEIGHT / displayMm) * 100;
}

export function wallSizes(room: Room, aspect: number = WIDE): WallSizes {
  const size = (arcMinutes: number) => letterSize({ arcMinutes, room, aspect });
  return { min: size(16), text: size(20), strip: size(41), hero: size(60) };
}

/** Four tiles a page need letters no larger than those of 55 inches at 5 metres; above that a page carries two. */
const ROOMY_UP_TO = 5.05;
/** The smallest and largest letters that the pages are drawn for. Settings say when a room asks for larger ones. */
const DRAWN = { least: 3.4, most: 6.2 } as const;

export type WallFit = { readonly sizes: WallSizes; readonly isTight: boolean };

/** The sizes as drawn, and whether pages have to carry less. Small rooms never shrink the wall below its design. */
export function fitWall(room: Room, aspect: number = WIDE): WallFit {
  const asked = wallSizes(room, aspect);
  const factor = Math.min(Math.max(asked.min, DRAWN.least), DRAWN.most) / asked.min;
  const isTight = asked.min * factor > ROOMY_UP_TO;
  const strip = asked.strip * factor;
  return {
    isTight,
    sizes: {
      min: asked.min * factor,
      text: asked.text * factor,
      // Beside large letters the four pinned numbers must still fit one line.
      strip: isTight ? Math.min(strip, 8.8) : strip,
      hero: asked.hero * factor,
    },
  };
}
