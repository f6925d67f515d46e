import type { Wall } from "../../../src-main/contract/methods/settings.ts";
import type { Faults } from "../../lib/faults.ts";
import { unreadable } from "../../ui/wall/geometry.ts";
import { readClock, sayClock } from "./clock-minutes.ts";
import { readNumber } from "./read-words.ts";
import type { SectionParts } from "./use-section.ts";

/** A wall as it is typed. */
export type WallDraft = Pick<Wall, "id" | "name" | "shape" | "counts" | "pages" | "rotateSeconds" | "names"> & {
  readonly diagonal: string;
  readonly distance: string;
  readonly isDark: boolean;
  readonly darkFrom: string;
  readonly darkTo: string;
  readonly darkPercent: string;
};

export type WallsDraft = {
  readonly walls: readonly WallDraft[];
  /** The wall that was taken off last, and where it stood. */
  readonly removed: { readonly wall: WallDraft; readonly at: number } | null;
};

const diagonalLimits = { min: 20, max: 120 };
const distanceLimits = { min: 0.5, max: 15 };
const dimLimits = { min: 10, max: 90, isWhole: true };
const dayMinutes = 1440;
const usualNight = { fromMinute: 1320, toMinute: 360, dimPercent: 60 };

export const wallParts: SectionParts<WallsDraft> = {
  keys: ["walls"],
  toDraft: ({ walls }) => ({ walls: walls.map(draftOf), removed: null }),
  read: ({ walls }) => ({
    change: { walls: walls.map(readWall) },
    faults: Object.assign({}, ...walls.map(faultsOf)) as Faults,
  }),
};

export function draftOf({ diagonalInches, distanceMetres, night, ...wall }: Wall): WallDraft {
  const { fromMinute, toMinute, dimPercent } = night ?? usualNight;
  return {
    ...wall,
    diagonal: String(diagonalInches),
    distance: String(distanceMetres),
    isDark: night !== null,
    darkFrom: sayClock(fromMinute),
    darkTo: sayClock(toMinute),
    darkPercent: String(dimPercent),
  };
}

/** What a draft means; what cannot be read becomes 0, and its fault keeps it from being sent. */
export function readWall(draft: WallDraft): Wall {
  const { diagonal, distance, isDark, darkFrom, darkTo, darkPercent, ...wall } = draft;
  return {
    ...wall,
    diagonalInches: readNumber(diagonal, diagonalLimits) ?? 0,
    distanceMetres: readNumber(distance, distanceLimits) ?? 0,
    night: isDark
      ? {
          fromMinute: minuteOf(darkFrom) ?? 0,
          toMinute: minuteOf(darkTo) ?? 0,
          dimPercent: readNumber(darkPercent, dimLimits) ?? 0,
        }
      : null,
  };
}

/** The room, once both numbers can be read. */
export function roomOf(draft: WallDraft): Wall | null {
  const wall = readWall(draft);
  return wall.diagonalInches > 0 && wall.distanceMetres > 0 ? wall : null;
}

/** Midnight is the beginning of a day here, also when somebody writes 24:00. */
function minuteOf(text: string): number | null {
  const minute = readClock(text);
  return minute === null ? null : minute % dayMinutes;
}

function faultsOf(draft: WallDraft): Faults {
  const { id, isDark } = draft;
  const wall = readWall(draft);
  const clockBad = (text: string) => isDark && minuteOf(text) === null;
  const isSame = isDark && minuteOf(draft.darkFrom) === minuteOf(draft.darkTo);
  const room = roomOf(draft);
  return {
    ...(wall.name.trim() === "" && { [`${id} name`]: { says: "settings.wall.nameless" } }),
    ...(wall.diagonalInches === 0 && { [`${id} diagonal`]: { says: "settings.numberBad", params: diagonalLimits } }),
    ...(wall.distanceMetres === 0 && { [`${id} distance`]: { says: "settings.numberBad", params: distanceLimits } }),
    ...(clockBad(draft.darkFrom) && { [`${id} darkFrom`]: { says: "settings.alarms.clockBad" } }),
    ...(clockBad(draft.darkTo)
      ? { [`${id} darkTo`]: { says: "settings.alarms.clockBad" } }
      : isSame && { [`${id} darkTo`]: { says: "settings.alarms.same" } }),
    ...(wall.night?.dimPercent === 0 && {
      [`${id} darkPercent`]: { says: "settings.numberBad", params: { min: dimLimits.min, max: dimLimits.max } },
    }),
    ...(room &&
      unreadable(room).some((tiles) => tiles.length > 0) && { [`${id} pages`]: { says: "settings.wall.tooMuch" } }),
  };
}

/** Whether a wall could be saved as it stands. */
export function isSound(draft: WallDraft): boolean {
  return Object.keys(faultsOf(draft)).length === 0;
}
