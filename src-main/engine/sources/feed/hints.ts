import type { ParsedFeed } from "./parsed-feed.ts";
import { firstText } from "./raw-feed.ts";
import type { RawNode } from "./raw-feed.ts";

const minutesOf: ReadonlyMap<string, number> = new Map([
  ["hourly", 60],
  ["daily", 1_440],
  ["weekly", 10_080],
  ["monthly", 43_200],
  ["yearly", 525_600],
]);

/** How often a feed says it changes: `ttl`, and `sy:updatePeriod` over `sy:updateFrequency`, in minutes. */
export function hintsOf(channel: RawNode): ParsedFeed["hints"] {
  const ttlMinutes = positive(firstText(channel, "ttl"));
  const period = minutesOf.get(firstText(channel, "sy:updateperiod")?.toLowerCase() ?? "");
  const frequency = positive(firstText(channel, "sy:updatefrequency")) ?? 1;
  return { ttlMinutes, updatePeriodMinutes: period === undefined ? null : period / frequency };
}

function positive(text: string | null): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) && value > 0 ? value : null;
}
