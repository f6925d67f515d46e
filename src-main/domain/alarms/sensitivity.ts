import type { Sensitivity } from "../../contract/methods/alarm-settings.ts";

/** What a sensitivity asks for before it calls a count too many. */
export type Limits = {
  /** P(count or more) must be below this. */
  readonly p: number;
  /** Fewer are never a spike. */
  readonly least: number;
  /** At least so many times the usual count: what is certain but small is no news. */
  readonly leastRatio: number;
  /** The same for a whole day: a slow rise of many shows in its hours, one of few is talk that goes on. */
  readonly leastDayRatio: number;
  /**
   * False alarms a week to be expected of all mentions and the negative ones together: the mean over quiet and noisy simulated
   * weeks of 5, 10, 20, 50, 100 and 200 posts a day (normal: 104 weeks of each rate; calm, watchful: 52).
   */
  readonly expectedPerWeek: number;
};

export const limitsOf: Readonly<Record<Sensitivity, Limits>> = {
  calm: { p: 1e-5, least: 8, leastRatio: 2, leastDayRatio: 5, expectedPerWeek: 0.01 },
  normal: { p: 1.2e-4, least: 5, leastRatio: 1.5, leastDayRatio: 4, expectedPerWeek: 0.1 },
  watchful: { p: 1e-3, least: 5, leastRatio: 1.3, leastDayRatio: 2.5, expectedPerWeek: 0.9 },
};
