import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";

/** Where the time until an answer went: in the queue, in drafting, in approval, in posting. */
export const responsePieces = ["queue", "draft", "approve", "post"] as const;
export type ResponsePiece = (typeof responsePieces)[number];

export type PieceMoments = {
  readonly queuedAt: number;
  readonly firstOpenedAt: number | null;
  readonly submittedAt: number | null;
  readonly approvedAt: number | null;
  readonly firstResponseAt: number | null;
};

export type Piece = { readonly piece: ResponsePiece; readonly from: number; readonly to: number };

/**
 * The pieces from queued to answered, or until `now` while there is no answer, one after the other without a hole: their
 * lengths add up to that time exactly, elapsed and on any calendar. A step that was left out (a call needs no approval) has no
 * piece, its time belongs to the next one; the last runs until the answer. A moment that a clock set back put before its
 * forerunner counts as that one, so no piece is shorter than nothing.
 */
export function piecesOf(moments: PieceMoments, { now }: { readonly now: number }): readonly Piece[] {
  const { queuedAt, firstOpenedAt, submittedAt, approvedAt, firstResponseAt } = moments;
  const end = Math.max(queuedAt, firstResponseAt ?? now);
  const steps = [
    { piece: "queue", at: firstOpenedAt },
    { piece: "draft", at: submittedAt },
    { piece: "approve", at: approvedAt },
  ] as const;
  const pieces: Piece[] = [];
  let from = queuedAt;
  for (const { piece, at } of steps) {
    if (at === null) continue;
    const to = Math.min(end, Math.max(from, at));
    pieces.push({ piece, from, to });
    from = to;
  }
  return [...pieces, { piece: lastPiece(moments), from, to: end }];
}

/** What runs until the answer came: posting, or, while there is none, the step that has not been taken. */
function lastPiece({ firstOpenedAt, submittedAt, approvedAt, firstResponseAt }: PieceMoments): ResponsePiece {
  if (firstResponseAt !== null || approvedAt !== null) return "post";
  if (submittedAt !== null) return "approve";
  return firstOpenedAt === null ? "queue" : "draft";
}

/** How long each piece took, on a calendar or elapsed; two stretches of one piece are added up. Null = no such piece. */
export function pieceLengths(
  pieces: readonly Piece[],
  calendar: Calendar | null,
): Readonly<Record<ResponsePiece, number | null>> {
  const lengths: Record<ResponsePiece, number | null> = { queue: null, draft: null, approve: null, post: null };
  for (const { piece, from, to } of pieces) {
    lengths[piece] = (lengths[piece] ?? 0) + clockBetween(from, to, calendar);
  }
  return lengths;
}

/** One piece of the way to an answer that came; 0 for a step that was left out. The four add up to its clock exactly. */
export function answeredPiece(
  { queuedAt, firstOpenedAt, submittedAt, approvedAt }: PieceMoments,
  { piece, answeredAt, calendar }: { piece: ResponsePiece; answeredAt: number; calendar: Calendar | null },
): number {
  const end = Math.max(queuedAt, answeredAt);
  const bounded = (at: number | null, from: number) => (at === null ? from : Math.min(end, Math.max(from, at)));
  const opened = bounded(firstOpenedAt, queuedAt);
  const submitted = bounded(submittedAt, opened);
  const approved = bounded(approvedAt, submitted);
  if (piece === "queue") return clockBetween(queuedAt, opened, calendar);
  if (piece === "draft") return clockBetween(opened, submitted, calendar);
  if (piece === "approve") return clockBetween(submitted, approved, calendar);
  return clockBetween(approved, end, calendar);
}

/** How long it took to find the post: elapsed, because it was public day and night. A date in the future counts as now. */
export function detectionMs({
  publishedAt,
  firstSeenAt,
}: {
  readonly publishedAt: number;
  readonly firstSeenAt: number;
}): number {
  return Math.max(0, firstSeenAt - publishedAt);
}
