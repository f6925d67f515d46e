import type { Calendar } from "../../domain/calendar/calendar.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import type { Hours } from "../../domain/cases/policy.ts";
import type { ReadyScope } from "../kpis/scope.ts";
import type { Db } from "../store/open.ts";
import { readPastHours } from "../store/past-hours.ts";

/** The hours in force until an instant; null: still. */
type HoursUntil = {
  readonly until: string | null;
  readonly care: Calendar;
  readonly pr: Calendar;
  readonly others: Calendar;
};

/** What a reader needs to make lengths of time again: minutes of the day by the clock of the zone. */
export type ScopeHours = {
  readonly clock: "hours" | "elapsed";
  readonly asOf: string;
  readonly rule: string;
  readonly inForce: readonly HoursUntil[];
};

const rule =
  "by the bucket, the first hours whose end is after the first answer, else after the resolution, else after asOf";

export async function scopeHours(db: Db, { asked, asOf, settings }: ReadyScope): Promise<ScopeHours> {
  const past = await readPastHours(db);
  const inForce = [
    ...past.map(({ until, hours }) => hoursUntil(hours, new Date(until).toISOString())),
    hoursUntil(settings, null),
  ];
  return { clock: asked.clock, asOf: new Date(asOf).toISOString(), rule, inForce };
}

function hoursUntil(hours: Hours, until: string | null): HoursUntil {
  const plain = ({ timeZone, week, holidays }: Calendar): Calendar => ({ timeZone, week, holidays });
  const of = (bucket: "care" | "pr" | "unsorted") => plain(calendarOf(hours, bucket));
  return { until, care: of("care"), pr: of("pr"), others: of("unsorted") };
}
