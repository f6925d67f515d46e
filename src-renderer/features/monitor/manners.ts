import type { FetchRow } from "../../../src-main/contract/methods/sources.ts";

export type Manners = {
  readonly since: number;
  readonly count: number;
  /** Asked whole, as if nothing were known: of a polite reader the first only, and few after that. */
  readonly unconditional: number;
  /** Between two fetches in a row; null with one. */
  readonly smallestGapMs: number | null;
};

/** What a server would say of us, from the log of its fetches; null without any. */
export function mannersOf(fetches: readonly FetchRow[]): Manners | null {
  const times = fetches.map(({ at }) => at).toSorted((a, b) => a - b);
  const [since] = times;
  if (since === undefined) return null;
  const gaps = times.slice(1).map((at, before) => at - (times[before] ?? at));
  return {
    since,
    count: fetches.length,
    unconditional: fetches.filter(({ conditional }) => !conditional).length,
    smallestGapMs: gaps.length === 0 ? null : Math.min(...gaps),
  };
}
