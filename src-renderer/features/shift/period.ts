import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { daysBetween } from "../../lib/local-date.ts";

/** Which part of the log is shown. */
export type Period =
  | { kind: "shift"; id: string }
  | { kind: "today" }
  | { kind: "yesterday" }
  | { kind: "week" }
  | { kind: "days"; from: string; to: string };

/** From inclusive, to exclusive; a running one still gets lines. */
export type Span = { from: number; to: number; isRunning: boolean };

const IS_DATE = /^\d{4}-\d\d-\d\d$/;

const FRESH_MS = 86_400_000;

/** The shift that somebody comes here for: the open one, else the last when it waits since a day at most to be taken over. */
export function presentShift(shifts: readonly Shift[], now: number): Shift | null {
  const open = shifts.find(({ closedAt }) => closedAt === null);
  if (open) return open;
  const last = shifts.reduce<Shift | null>((one, other) => (one && one.openedAt > other.openedAt ? one : other), null);
  if (last?.closedAt == null || last.handover === null || last.takeover !== null) return null;
  return now - last.closedAt < FRESH_MS ? last : null;
}

/** The period in the address; without one, the shift of the present, else today. */
export function readPeriod(params: URLSearchParams, openShift: Shift | null): Period {
  const shift = params.get("shift");
  if (shift !== null) return { kind: "shift", id: shift };
  const kind = params.get("period");
  if (kind === "today" || kind === "yesterday" || kind === "week") return { kind };
  const [from, to] = [params.get("from") ?? "", params.get("to") ?? ""];
  if (IS_DATE.test(from) && IS_DATE.test(to)) return { kind: "days", from, to };
  return openShift ? { kind: "shift", id: openShift.id } : { kind: "today" };
}

export function writePeriod(period: Period): Record<string, string> {
  if (period.kind === "shift") return { shift: period.id };
  return period.kind === "days" ? { from: period.from, to: period.to } : { period: period.kind };
}

type Place = {
  shifts: readonly Shift[];
  /** The desk's local date, YYYY-MM-DD. */ today: string;
  localInstant: (days: number, minute: number) => number;
};

/** The instants of a period on the desk's own clock; null for an unknown shift or days that run backwards. */
export function spanOf(period: Period, { shifts, today, localInstant }: Place): Span | null {
  if (period.kind === "shift")
    return spanOfShift(
      shifts.find(({ id }) => id === period.id),
      localInstant,
    );
  if (period.kind === "today") return { from: localInstant(0, 0), to: localInstant(1, 0), isRunning: true };
  if (period.kind === "yesterday") return { from: localInstant(-1, 0), to: localInstant(0, 0), isRunning: false };
  if (period.kind === "week") return { from: localInstant(-6, 0), to: localInstant(1, 0), isRunning: true };
  const [first, last] = [daysBetween(today, period.from), daysBetween(today, period.to)];
  return last < first ? null : { from: localInstant(first, 0), to: localInstant(last + 1, 0), isRunning: last >= 0 };
}

function spanOfShift(shift: Shift | undefined, localInstant: Place["localInstant"]): Span | null {
  if (!shift) return null;
  // The line of the closing itself stands at that very moment.
  if (shift.closedAt !== null) return { from: shift.openedAt, to: shift.closedAt + 1, isRunning: false };
  return { from: shift.openedAt, to: localInstant(2, 0), isRunning: true };
}
