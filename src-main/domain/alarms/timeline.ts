import { offsetMsAt } from "../calendar/time-zone.ts";

/** Counts are kept per quarter of an hour, UTC, as in the desk's other counts. */
export const slotMs = 900_000;
export const slotsAnHour = 4;
export const slotsADay = 96;
/** Hours of the day, of working days and of weekends. */
export const cellCount = 48;

/** A stretch of slots with what is the same for all series: which hour of the week each lies in, and who listened. */
export type Timeline = {
  readonly firstSlot: number;
  readonly length: number;
  /** 0 to 23 = the local hour of a working day, 24 to 47 = of a weekend. */
  readonly cells: Uint8Array;
  /** 1 where the desk listened. */
  readonly heard: Uint8Array;
};

/** A day is given one offset when it is the same at both ends: asking for it is slow. */
const block = slotsADay;

export type Stretch = { readonly from: number; readonly to: number };

export type TimelineOf = {
  readonly firstSlot: number;
  readonly length: number;
  readonly timeZone: string;
  /** Stretches (ms) in which nobody listened. */
  readonly gaps: readonly Stretch[];
};

/** Lays a local calendar and the desk's gaps over slots. A slot that a gap touches was not listened to. */
export function timelineOf({ firstSlot, length, timeZone, gaps }: TimelineOf): Timeline {
  const heard = new Uint8Array(length).fill(1);
  for (const { from, to } of gaps)
    for (let at = Math.max(0, Math.floor(from / slotMs) - firstSlot); at < length; at += 1) {
      if ((firstSlot + at) * slotMs >= to) break;
      heard[at] = 0;
    }
  return { firstSlot, length, cells: cellsOf({ firstSlot, length, timeZone }), heard };
}

// A memo of a pure function: the same weeks are asked for at every look.
let known: (Omit<TimelineOf, "gaps"> & { readonly cells: Uint8Array }) | null = null;

function cellsOf({ firstSlot, length, timeZone }: Omit<TimelineOf, "gaps">): Uint8Array {
  if (known?.firstSlot === firstSlot && known.length === length && known.timeZone === timeZone) return known.cells;
  const cells = new Uint8Array(length);
  let begins = offsetMsAt(firstSlot * slotMs, timeZone);
  for (let from = 0; from < length; from += block) {
    const to = Math.min(length, from + block);
    const ends = offsetMsAt((firstSlot + to) * slotMs, timeZone);
    for (let at = from; at < to; at += 1) {
      const instant = (firstSlot + at) * slotMs;
      cells[at] = cellOf(instant + (begins === ends ? begins : offsetMsAt(instant, timeZone)));
    }
    begins = ends;
  }
  known = { firstSlot, length, timeZone, cells };
  return cells;
}

function cellOf(wall: number): number {
  const local = new Date(wall);
  const day = local.getUTCDay();
  return local.getUTCHours() + (day === 0 || day === 6 ? 24 : 0);
}
