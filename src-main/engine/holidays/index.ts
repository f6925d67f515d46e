import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readHolidayFile } from "./read-holiday-file.ts";

/** The days on which clocks stand still, from files of other programs. */
export function createHolidays({ clock }: Pick<Parts, "clock">): Handlers<"holidays.read"> {
  return {
    "holidays.read": async ({ text, timeZone }) => readHolidayFile(text, { timeZone, now: clock.now() }),
  };
}
