import { daysBetween } from "../../lib/local-date.ts";

/** Which stretch of time the figures are of. Days are days of the desk's clock; `exact` comes from a link to a figure. */
export type Period =
  | { kind: "today" | "yesterday" | "week" | "fourWeeks" | "month" | "lastMonth" | "shift" }
  | { kind: "days"; from: string; to: string }
  | { kind: "exact"; from: number; to: number };
export type PeriodKind = Period["kind"];

/** From inclusive, to exclusive. */
export type Span = { readonly from: number; readonly to: number };

const named = ["today", "yesterday", "week", "fourWeeks", "month", "lastMonth", "shift"] as const;
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const LONGEST_MS = 5 * 366 * DAY_MS;
const IS_DATE = /^\d{4}-\d\d-\d\d$/;
const IS_INSTANT = /^\d{1,15}$/;

/** The period in an address; without one, the last seven days. */
export function readPeriod(params: URLSearchParams): Period {
  const [from, to] = [params.get("from") ?? "", params.get("to") ?? ""];
  if (IS_DATE.test(from) && IS_DATE.test(to)) return { kind: "days", from, to };
  if (IS_INSTANT.test(from) && IS_INSTANT.test(to)) return { kind: "exact", from: Number(from), to: Number(to) };
  return { kind: named.find((kind) => kind === params.get("period")) ?? "week" };
}

export function writePeriod(period: Period): Record<string, string> {
  if (period.kind === "days" || period.kind === "exact") return { from: String(period.from), to: String(period.to) };
  return { period: period.kind };
}

export type PeriodPlace = {
  /** The desk's local date, YYYY-MM-DD. */
  readonly today: string;
  readonly now: number;
  /** When the shift that is open began; null without one. */
  readonly shiftOpenedAt: number | null;
  readonly localInstant: (days: number, minute: number) => number;
};

/** The instants of a period; else why it has none. */
export function spanOf(period: Period, place: PeriodPlace): Span | "backwards" | "too-long" | "no-shift" {
  const span = instantsOf(period, place);
  if (span === null) return "no-shift";
  if (span.to <= span.from) return "backwards";
  return span.to - span.from > LONGEST_MS ? "too-long" : span;
}

function instantsOf(period: Period, { today, now, shiftOpenedAt, localInstant }: PeriodPlace): Span | null {
  const days = (first: number, last: number) => ({ from: localInstant(first, 0), to: localInstant(last + 1, 0) });
  const dayOfMonth = Number(today.slice(8));
  switch (period.kind) {
    case "exact":
      return { from: period.from, to: period.to };
    case "days":
      return days(daysBetween(today, period.from), daysBetween(today, period.to));
    case "today":
      return days(0, 0);
    case "yesterday":
      return days(-1, -1);
    case "week":
      return days(-6, 0);
    case "fourWeeks":
      return days(-27, 0);
    case "month":
      return days(1 - dayOfMonth, 0);
    case "lastMonth":
      return days(1 - dayOfMonth - daysOfMonthBefore(today), -dayOfMonth);
    case "shift":
      if (shiftOpenedAt === null) return null;
      // A shift that runs ends with the quarter of an hour, so that not every minute is another question.
      return { from: shiftOpenedAt, to: Math.floor(now / QUARTER_MS) * QUARTER_MS + QUARTER_MS };
  }
}

function daysOfMonthBefore(today: string): number {
  return new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1, 0)).getUTCDate();
}
