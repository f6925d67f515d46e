import { clockBetween } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";
import type { DeskGap, GapKind } from "./desk-gaps.ts";

type Part<Name extends string> = { readonly piece: Name; readonly from: number; readonly to: number };

/**
 * Where the time of a clock went that ran out: the part that took the most open time up to the deadline. Time in which the desk was
 * off or offline is nobody's, so it counts for the gap and not for the part. Of equals the first is named.
 */
export function breachCause<Name extends string>(
  parts: readonly Part<Name>[],
  {
    dueAt,
    gaps,
    calendar,
  }: { readonly dueAt: number; readonly gaps: readonly DeskGap[]; readonly calendar: Calendar | null },
): Name | GapKind | null {
  const lengths = new Map<Name | GapKind, number>();
  const add = (name: Name | GapKind, length: number) => lengths.set(name, (lengths.get(name) ?? 0) + length);
  for (const part of parts) {
    const to = Math.min(part.to, dueAt);
    const missing = gaps.map((gap) => {
      const [from, until] = [Math.max(gap.from, part.from), Math.min(gap.to, to)];
      const length = until > from ? clockBetween(from, until, calendar) : 0;
      add(gap.kind, length);
      return length;
    });
    add(part.piece, clockBetween(part.from, to, calendar) - missing.reduce((sum, length) => sum + length, 0));
  }
  const [longest] = [...lengths].toSorted(([, a], [, b]) => b - a);
  return longest?.[0] ?? null;
}
