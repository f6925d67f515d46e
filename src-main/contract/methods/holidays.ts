import { z } from "zod";
import { defineMethods } from "../method.ts";

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

export const holidayMethods = defineMethods({
  /**
   * Reads the days off of an iCalendar file (RFC 5545) in a time zone, for looking at; saves nothing. Refusals:
   * holidays-not-ics, holidays-broken, bad-input.
   */
  "holidays.read": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ text: z.string().max(1_000_000), timeZone: z.string() }),
    output: HolidayFile,
  },
});
