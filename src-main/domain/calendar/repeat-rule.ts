const dayMs = 86_400_000;
const weekdayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** The part of a recurrence rule that names days (RFC 5545, 3.3.10). Numbers below 0 count from the end. */
export type RepeatRule = {
  readonly freq: "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";
  readonly interval: number;
  readonly count: number | null;
  /** The last day that it may name. */
  readonly until: number | null;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  /** "MO", "-1MO", "4TH". */
  readonly weekdays: readonly string[];
  readonly positions: readonly number[];
};

/**
 * The days that a rule names in from <= day < until; days are midnights written as if they were UTC. Every day is looked at once, so
 * no rule, however it contradicts itself, takes longer than its days. RangeError when `mostDays` would have to be looked at.
 */
export function repeatedDays(
  rule: RepeatRule,
  { start, from, until, mostDays }: { start: number; from: number; until: number; mostDays: number },
): readonly number[] {
  const end = Math.min(until, rule.until === null ? until : rule.until + dayMs);
  // Who counts begins at the beginning; everybody else with the whole period in which `from` lies.
  const begin = rule.count === null ? Math.max(start, startOfYear(from)) : start;
  if ((end - begin) / dayMs > mostDays) throw new RangeError("Too many days to look at");
  const named: number[] = [];
  let period: number[] = [];
  let current: number | null = null;
  const close = () => {
    named.push(...positioned(period, rule.positions));
    period = [];
  };
  for (let day = rule.positions.length > 0 ? startOfYear(begin) : begin; day < end; day += dayMs) {
    if (!matches(rule, { day, start })) continue;
    const its = periodOf(rule.freq, day);
    if (its !== current) close();
    current = its;
    period.push(day);
  }
  close();
  const counted = named.filter((day) => day >= start);
  return (rule.count === null ? counted : counted.slice(0, rule.count)).filter((day) => day >= from);
}

function positioned(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, at) => positions.includes(at + 1) || positions.includes(at - days.length));
}

function matches(rule: RepeatRule, { day, start }: { readonly day: number; readonly start: number }): boolean {
  const { freq, interval, months, monthDays, yearDays, weekdays } = rule;
  if ((periodOf(freq, day) - periodOf(freq, start)) % Math.max(1, interval) !== 0) return false;
  const [date, first] = [new Date(day), new Date(start)];
  const isPlain = monthDays.length === 0 && weekdays.length === 0 && yearDays.length === 0;
  if (months.length > 0 && !months.includes(date.getUTCMonth() + 1)) return false;
  if (freq === "YEARLY" && isPlain && months.length === 0 && date.getUTCMonth() !== first.getUTCMonth()) return false;
  if ((freq === "YEARLY" || freq === "MONTHLY") && isPlain && date.getUTCDate() !== first.getUTCDate()) return false;
  if (freq === "WEEKLY" && isPlain && date.getUTCDay() !== first.getUTCDay()) return false;
  if (monthDays.length > 0 && !isAmong(monthDays, date.getUTCDate(), daysInMonth(date))) return false;
  if (yearDays.length > 0 && !isAmong(yearDays, ...dayOfYear(day))) return false;
  return weekdays.length === 0 || isOneOf(rule, date);
}

/** "4TH" is the fourth of its month or, in a rule of years without months, of its year. */
function isOneOf({ freq, months, weekdays }: RepeatRule, date: Date): boolean {
  const isOfYear = freq === "YEARLY" && months.length === 0;
  const [at, length] = isOfYear ? dayOfYear(date.getTime()) : [date.getUTCDate(), daysInMonth(date)];
  return weekdays.some((text) => {
    const [, ordinal = "", name = ""] = /^([+-]?\d*)(\w\w)$/.exec(text) ?? [];
    if (weekdayNames.indexOf(name) !== date.getUTCDay()) return false;
    const nth = Number(ordinal);
    if (ordinal === "" || nth === 0) return true;
    return nth > 0 ? Math.ceil(at / 7) === nth : Math.ceil((length - at + 1) / 7) === -nth;
  });
}

function isAmong(numbers: readonly number[], at: number, length: number): boolean {
  return numbers.includes(at) || numbers.includes(at - length - 1);
}

function periodOf(freq: RepeatRule["freq"], day: number): number {
  const date = new Date(day);
  if (freq === "YEARLY") return date.getUTCFullYear();
  if (freq === "MONTHLY") return date.getUTCFullYear() * 12 + date.getUTCMonth();
  // Day 0 was a Thursday; weeks begin on Monday.
  return freq === "WEEKLY" ? Math.floor((day / dayMs + 3) / 7) : day / dayMs;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

function dayOfYear(day: number): [at: number, length: number] {
  const begin = startOfYear(day);
  const next = Date.UTC(new Date(day).getUTCFullYear() + 1, 0, 1);
  return [(day - begin) / dayMs + 1, (next - begin) / dayMs];
}

function startOfYear(day: number): number {
  return Date.UTC(new Date(day).getUTCFullYear(), 0, 1);
}
