import type { Calendar } from "../calendar/calendar.ts";
import { breachCause } from "../cases/breach-cause.ts";
import type { DeskGap, GapKind } from "../cases/desk-gaps.ts";
import { type PieceMoments, piecesOf, type ResponsePiece } from "../kpi/pieces.ts";

type Stretch = { readonly from: number; readonly to: number };

/** Where the time of a late answer went. `queue` = nobody had opened it, `shift_end` = nobody had when a shift ended. */
export const lateCauses = [
  "queue",
  "shift_end",
  "draft",
  "approve",
  "post",
  "found",
  "feed_down",
  "off",
  "asleep",
  "offline",
] as const;
export type LateCause = (typeof lateCauses)[number];

export type LateCycle = PieceMoments & {
  readonly dueAt: number;
  readonly publishedAt: number | null;
  readonly firstSeenAt: number | null;
  readonly asOf: number;
  readonly calendar: Calendar | null;
};

export type LateFacts = {
  /** When the desk was not there, oldest first, never over one another. */
  readonly gaps: readonly DeskGap[];
  /** When the source of the cycle could not be read, oldest first. */
  readonly down: readonly Stretch[];
  /** When shifts closed, in order. */
  readonly shiftEnds: readonly number[];
};

/**
 * The one cause of a late answer: the part of the way from the post to the deadline that took the most open time. Of equals the first
 * is named. Each late answer has exactly one, so that the causes add up to all of them.
 */
export function lateCause(cycle: LateCycle, { gaps, down, shiftEnds }: LateFacts): LateCause {
  const { queuedAt, publishedAt, firstSeenAt, dueAt, asOf, calendar } = cycle;
  const isFound = publishedAt !== null && firstSeenAt !== null && publishedAt < Math.min(firstSeenAt, queuedAt);
  const found = isFound ? [{ piece: "found" as const, from: publishedAt, to: Math.min(firstSeenAt, queuedAt) }] : [];
  const from = found[0]?.from ?? queuedAt;
  const pieces: readonly { piece: ResponsePiece | "found"; from: number; to: number }[] = [
    ...found,
    ...piecesOf(cycle, { now: asOf }),
  ];
  const beside = overlapping(gaps, { from, to: dueAt });
  const cause: ResponsePiece | "found" | GapKind = breachCause(pieces, { dueAt, gaps: beside, calendar }) ?? "queue";
  if (cause === "found") return overlapping(down, { from, to: queuedAt }).length > 0 ? "feed_down" : "found";
  if (cause === "queue" && shiftEnds.some((end) => end > queuedAt && end <= dueAt)) return "shift_end";
  return cause;
}

/** Those of sorted stretches, none over another, that touch a period. */
function overlapping<Of extends Stretch>(stretches: readonly Of[], { from, to }: Stretch): readonly Of[] {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const found: Of[] = [];
  for (let at = low; at < stretches.length; at += 1) {
    const stretch = stretches[at];
    if (!stretch || stretch.from >= to) break;
    found.push(stretch);
  }
  return found;
}
