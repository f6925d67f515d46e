/**
 * The figures of product.md section 6 read a second time, by another pen: it shares no code with src-main, so that a
 * mistake in one of them shows. Slow and plain on purpose; used by tests only.
 */
export type OracleCalendar = {
  readonly tz: string;
  readonly week: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly holidays?: readonly string[];
};

export type OracleItem = {
  readonly bucket: string;
  readonly queuedAt: number;
  readonly firstResponseAt?: number | null | undefined;
  readonly resolvedAt?: number | null | undefined;
  readonly closeReason?: string | null | undefined;
  readonly activeMs?: number;
  readonly wrapMs?: number;
};

export type OracleScope = {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly targetMs: number;
  readonly ignoreMs: number;
  readonly cal: OracleCalendar | null;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(ms: number, tz: string): Record<string, string> {
  let format = formats.get(tz);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: tz, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", weekday: "short" },
    });
    formats.set(tz, format);
  }
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
}

function offsetMs(ms: number, tz: string): number {
  const { year, month, day, hour, minute, second } = partsOf(ms, tz);
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) -
    Math.floor(ms / 1000) * 1000
  );
}

/** Wall clock to instant: a time that does not exist moves forward, of one that comes twice the first is taken. */
function wallToUtc(midnight: number, minuteOfDay: number, tz: string): number {
  const wall = midnight + minuteOfDay * 60_000;
  const offset = offsetMs(wall - offsetMs(wall, tz), tz);
  const late = wall - offset;
  const early = wall - offsetMs(late - 3_600_000, tz);
  return early !== late && offsetMs(early, tz) === wall - early ? Math.min(early, late) : late;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Endless, ascending, [start, end). */
function* intervals(cal: OracleCalendar, fromMs: number): Generator<readonly [number, number]> {
  const { year, month, day } = partsOf(fromMs, cal.tz);
  let midnight = Date.UTC(Number(year), Number(month) - 1, Number(day)) - 86_400_000;
  for (let days = 0; days < 4000; days += 1, midnight += 86_400_000) {
    const date = new Date(midnight);
    if (cal.holidays?.includes(date.toISOString().slice(0, 10))) continue;
    for (const [from, to] of cal.week[weekdays[date.getUTCDay()] ?? ""] ?? []) {
      const [start, end] = [wallToUtc(midnight, from, cal.tz), wallToUtc(midnight, to, cal.tz)];
      if (end > start && end > fromMs) yield [Math.max(start, fromMs), end];
    }
  }
}

/** The deadline; null on a calendar with no hours. */
export function oracleDeadline(fromMs: number, durationMs: number, cal: OracleCalendar): number | null {
  let left = durationMs;
  for (const [start, end] of intervals(cal, fromMs)) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return null;
}

export function oracleClock(from: number, to: number, cal: OracleCalendar | null): number {
  if (!cal) return to - from;
  let total = 0;
  for (const [start, end] of intervals(cal, from)) {
    if (start >= to) break;
    total += Math.min(end, to) - start;
  }
  return total;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Nearest rank. */
function percentile(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? null;
}

const mean = (values: readonly number[]) => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : null);
const rate = (part: number, whole: number) => (whole ? (100 * part) / whole : null);

export function oracleKpis(items: readonly OracleItem[], { from, to, asOf, targetMs, ignoreMs, cal }: OracleScope) {
  const clock = (a: number, b: number) => oracleClock(a, b, cal);
  const queue = items
    .filter((item) => item.queuedAt <= asOf && item.queuedAt >= from && item.queuedAt < to)
    .map((item) => {
      const isResolved = item.resolvedAt != null && item.resolvedAt <= asOf;
      return {
        ...item,
        firstResponseAt:
          item.firstResponseAt != null && item.firstResponseAt <= asOf ? item.firstResponseAt : undefined,
        resolvedAt: isResolved ? item.resolvedAt : undefined,
        closeReason: isResolved ? item.closeReason : undefined,
      };
    })
    .filter((item) => item.bucket !== "analytics");
  const isExcluded = (item: (typeof queue)[number]) =>
    ["spam", "duplicate", "withdrawn"].includes(item.closeReason ?? "") && item.firstResponseAt === undefined;
  const offered = queue.filter((item) => !isExcluded(item));
  const answered = offered.filter((item) => item.firstResponseAt !== undefined);
  const frt = answered.map((item) => clock(item.queuedAt, item.firstResponseAt ?? 0));
  const within = frt.filter((length) => length <= targetMs).length;
  const late = answered.length - within;
  const unanswered = offered.filter((item) => item.firstResponseAt === undefined);
  const pending = unanswered.filter((item) => item.resolvedAt == null && clock(item.queuedAt, asOf) <= targetMs).length;
  const overdue = unanswered.length - pending;
  // Counted only is a decision that no reply is needed while the target still ran; later it hides a breach.
  const isAllowed = (item: (typeof queue)[number]) =>
    item.closeReason === "no_reply_needed" ||
    (item.closeReason === "counted_only" && clock(item.queuedAt, item.resolvedAt ?? 0) <= targetMs);
  const ignored = unanswered.filter((item) =>
    item.resolvedAt != null ? !isAllowed(item) : clock(item.queuedAt, asOf) > ignoreMs,
  ).length;
  const noReply = unanswered.filter((item) => item.resolvedAt != null && isAllowed(item)).length;
  const judged = within + late + overdue - noReply;
  const answerable = offered.length - pending - noReply;
  const resolved = offered.filter((item) => item.resolvedAt != null);
  const handled = resolved.map((item) => (item.activeMs ?? 0) + (item.wrapMs ?? 0)).filter((length) => length > 0);
  return {
    ...{ offered: offered.length, excluded: queue.length - offered.length, answered: answered.length },
    ...{ within, late, pending, overdue, noReply, ignored, judged, answerable },
    serviceLevel: rate(within, judged),
    responseRate: rate(answered.length, answerable),
    ignoredRate: rate(ignored, answerable),
    noReplyShare: rate(noReply, offered.length),
    frt: { n: frt.length, mean: mean(frt), median: median(frt), p90: percentile(frt, 90) },
    resolution: median(resolved.map((item) => clock(item.queuedAt, item.resolvedAt ?? 0))),
    handleTime: mean(handled),
  };
}

/** How many were queued and not resolved at an instant. */
export function oracleBacklog(items: readonly OracleItem[], at: number): number {
  return items.filter(
    (item) => item.bucket !== "analytics" && item.queuedAt <= at && !(item.resolvedAt != null && item.resolvedAt <= at),
  ).length;
}
