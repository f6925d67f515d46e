import type { Calendar as DeskCalendar, NamedCalendar, Targets } from "../../contract/methods/settings.ts";
import type { Bucket, Priority } from "../../contract/values.ts";
import { addBusiness } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";

/** The hours in which clocks run: settings have all of it. */
export type Hours = {
  readonly targets: Pick<Targets, "hours">;
  /** The hours of the desk. */
  readonly calendar: DeskCalendar;
  readonly calendars: readonly NamedCalendar[];
};

/** What deadlines are made of. */
export type Policy = Hours & { readonly targets: Targets };

/** Hours that were in force until an instant (ms). */
export type PastHours = { readonly until: number; readonly hours: Hours };

/** The hours in which the clocks of a bucket run. Unsorted, and a bucket whose calendar is gone, has the hours of the desk. */
export function calendarOf({ targets, calendar, calendars }: Hours, bucket: Bucket): DeskCalendar {
  const id = bucket === "care" || bucket === "pr" ? targets.hours[bucket] : null;
  return calendars.find((known) => known.id === id)?.hours ?? calendar;
}

/**
 * The hours that a bucket had at an instant: what ended then is judged by them for ever, whatever the hours became since.
 * `past` is oldest first.
 */
export function calendarAt(
  { now, past }: { readonly now: Hours; readonly past: readonly PastHours[] },
  { bucket, at }: { readonly bucket: Bucket; readonly at: number },
): DeskCalendar {
  return calendarOf(past.find(({ until }) => at < until)?.hours ?? now, bucket);
}

type Kind = "first" | "next" | "resolution" | "approval";

/**
 * The target of a clock in milliseconds. Nobody knows yet where an unsorted story belongs, so it has the strictest target of its
 * priority; analytics has none, because nothing there is answered. Null = no such clock.
 */
export function targetMs(
  targets: Targets,
  { kind, bucket, priority }: { readonly kind: Kind; readonly bucket: Bucket; readonly priority: Priority },
): number | null {
  if (bucket === "analytics") return null;
  const { care, pr } = targets[kind];
  const minutes =
    bucket === "unsorted" ? strictestTarget([care[priority], pr[priority]]) : targets[kind][bucket][priority];
  return minutes === null ? null : minutes * 60_000;
}

/** The shortest of the targets that exist; null when none does. */
export function strictestTarget(targets: readonly (number | null)[]): number | null {
  const known = targets.filter((target) => target !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** At this share of a target somebody is warned. */
const warnShare = 0.75;

/** When a clock runs out and when it is warned of; both null without a target or without open hours. */
export type Deadline = {
  readonly targetMs: number | null;
  readonly dueAt: number | null;
  readonly warnAt: number | null;
};

/** The deadline of a clock that began at `from`: where its target of open time has passed. */
export function deadlineFrom(from: number, length: number | null, calendar: Calendar): Deadline {
  if (length === null) return { targetMs: null, dueAt: null, warnAt: null };
  return {
    targetMs: length,
    dueAt: addBusiness(from, length, calendar),
    warnAt: addBusiness(from, length * warnShare, calendar),
  };
}
