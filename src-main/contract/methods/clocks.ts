import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Instant, Ulid } from "../values.ts";

/** What somebody is told of a clock: three quarters of it have passed, or all of it. */
const ClockNotice = z.object({
  /** Of the event; the same notice has the same id. */
  id: Ulid,
  at: Instant,
  what: z.enum(["warned", "breached"]),
  clock: z.enum(["response", "resolution", "approval"]),
  storyId: Ulid,
  title: z.string(),
  dueAt: Instant.nullable(),
});
export type ClockNotice = z.infer<typeof ClockNotice>;

const localDate = z.string().regex(/^\d{4}-\d\d-\d\d$/);

const HolidayFile = z.object({
  /** What the file calls itself. */
  name: z.string().nullable(),
  /** Whole local days, each once, by date. Rules that repeat are worked out from last year until `until`. */
  days: z.array(z.object({ date: localDate, name: z.string(), isRepeated: z.boolean() })),
  until: localDate,
  /** What is in the file and is no day off: only part of a day, cancelled, long ago, or not understood. */
  skipped: z.array(z.object({ name: z.string(), why: z.enum(["part_of_day", "cancelled", "past", "unreadable"]) })),
});
export type HolidayFile = z.infer<typeof HolidayFile>;

export const clockMethods = defineMethods({
  /** Warnings and breaches that were written down after `since`, the newest 50, oldest first; each of them once. */
  "clocks.notices": {
    kind: "read",
    access: "person",
    input: z.object({ since: Instant }),
    output: z.object({ asOf: Instant, notices: z.array(ClockNotice) }),
  },
  /**
   * Reads the days off of an iCalendar file (RFC 5545) in a time zone, for looking at; saves nothing. Refusals:
   * holidays-not-ics, holidays-broken { line }, bad-input.
   */
  "holidays.read": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ text: z.string().max(2_000_000), timeZone: z.string() }),
    output: HolidayFile,
  },
});
