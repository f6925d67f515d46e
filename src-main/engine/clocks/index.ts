import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { clockNotices } from "../store/clock-notice.ts";
import { readHolidayFile } from "./read-holiday-file.ts";

const mostNotices = 50;

/** What the clocks of cases and approvals tell people, and the days on which they stand still. */
export function createClocks({
  store,
  clock,
}: Pick<Parts, "store" | "clock">): Handlers<"clocks.notices" | "holidays.read"> {
  return {
    "clocks.notices": async ({ since }) => ({
      asOf: clock.now(),
      notices: [...(await clockNotices(store.read, { since, limit: mostNotices }))],
    }),
    "holidays.read": async ({ text, timeZone }) => readHolidayFile(text, { timeZone, now: clock.now() }),
  };
}
