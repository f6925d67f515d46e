import { isPublisher } from "../../domain/stories/near-text.ts";
import { slotMs, slotsADay, timelineOf } from "../../domain/alarms/timeline.ts";
import type { Stretch, Timeline } from "../../domain/alarms/timeline.ts";
import type { Tone } from "../../domain/alarms/dip.ts";
import { arrivalsAfter, wasReadBetween } from "../store/alarm-posts.ts";
import type { Arrival } from "../store/alarm-posts.ts";
import type { SeriesName } from "../store/alarm.ts";
import { firstRowWithin } from "../store/mention-said.ts";
import type { Db } from "../store/open.ts";
import { authorKey } from "./author-key.ts";

/** What is held: the 28 days of a baseline, the day that is judged, and room for some days to come. */
const dayMs = slotsADay * slotMs;
const roomDays = 3;
const lot = 400;
/** What a source publishes reaches us within two of its turns; what took longer may have waited for us. */
const lateMs = 2 * 60 * 60_000;

/** Counts of what came in, by the moment at which it was first seen, per quarter of an hour. */
export type CountMemory = {
  readonly firstSlot: number;
  readonly length: number;
  readonly series: ReadonlyMap<SeriesName, Uint16Array>;
  readonly tone: Tone;
  /** Posts with a known author, and those whose author was new then. */
  readonly authored: Uint16Array;
  readonly newAuthored: Uint16Array;
  /** First row of each slot, 0 where none came. */
  readonly firstRows: Float64Array;
  /** Mentions that came in late because nobody listened: they are nobody's spike. */
  readonly caughtUp: ReadonlySet<number>;
  /** The row at which an author was first seen; undefined for one who was not. */
  readonly firstRowOf: (author: string) => number | undefined;
  readonly timeline: (timeZone: string, gaps: readonly Stretch[]) => Timeline;
  /** Reads what came in since; how many were counted. */
  readonly read: (db: Db, gaps: readonly Stretch[]) => Promise<number>;
};

export type MemoryOf = { readonly now: number; readonly days: number };

/** Whether a mention is one more voice: a copy in the press of what was counted is none, nor is what an archive held. */
export function isCounted({ backfill, isFirst, network }: Pick<Arrival, "backfill" | "isFirst" | "network">): boolean {
  return !backfill && (isFirst || !isPublisher({ network }));
}

/** An empty memory that ends some days after `now`; `read` fills it. */
export function createCountMemory({ now, days }: MemoryOf): CountMemory {
  const length = (days + roomDays) * slotsADay;
  const firstSlot = Math.floor(now / slotMs) - days * slotsADay;
  const series = new Map<SeriesName, Uint16Array>();
  const authors = new Map<string, number>();
  const caughtUp = new Set<number>();
  const counts = () => new Uint16Array(length);
  const tone = { sure: counts(), negative: counts() };
  const [authored, newAuthored, firstRows] = [counts(), counts(), new Float64Array(length)];
  let cursor: number | null = null;

  const add = (name: SeriesName, at: number) => {
    const known = series.get(name) ?? counts();
    known[at] = (known[at] ?? 0) + 1;
    series.set(name, known);
  };

  const count = (arrival: Arrival): number => {
    const at = Math.floor(arrival.seenAt / slotMs) - firstSlot;
    const author = authorKey(arrival);
    const isNewAuthor = author !== null && !authors.has(author);
    if (author !== null && isNewAuthor) authors.set(author, arrival.rowId);
    if (at < 0 || at >= length || !isCounted(arrival) || caughtUp.has(arrival.rowId)) return 0;
    if (firstRows[at] === 0) firstRows[at] = arrival.rowId;
    if (author !== null) authored[at] = (authored[at] ?? 0) + 1;
    if (isNewAuthor) newAuthored[at] = (newAuthored[at] ?? 0) + 1;
    add("all", at);
    if (arrival.tone === "negative") add("negative", at);
    if (arrival.tone === "negative") tone.negative[at] = (tone.negative[at] ?? 0) + 1;
    if (arrival.tone !== "unsure") tone.sure[at] = (tone.sure[at] ?? 0) + 1;
    for (const watch of arrival.watchRowIds) add(`watch:${watch}`, at);
    return 1;
  };

  return {
    ...{ firstSlot, length, series, tone, authored, newAuthored, firstRows, caughtUp },
    firstRowOf: (author) => authors.get(author),
    timeline: (timeZone, gaps) => timelineOf({ firstSlot, length, timeZone, gaps }),
    read: async (db, gaps) => {
      cursor ??= (await firstRowWithin(db, (days + 1) * dayMs)) - 1;
      let counted = 0;
      for (;;) {
        const arrivals = await arrivalsAfter(db, { after: cursor, limit: lot });
        for (const arrival of arrivals) {
          // The log of a source's fetches does not reach back much further.
          const isRecent = arrival.seenAt > now - dayMs;
          if (isRecent && isCounted(arrival) && (await waitedForUs(db, arrival, gaps))) caughtUp.add(arrival.rowId);
          counted += count(arrival);
        }
        const last = arrivals.at(-1);
        if (!last) return counted;
        cursor = last.rowId;
        if (arrivals.length < lot) return counted;
        await new Promise(setImmediate);
      }
    },
  };
}

/** Whether it was there before and only we did not look: the desk slept, or its source could not be read. */
async function waitedForUs(
  db: Db,
  { sourceId, publishedAt, seenAt }: Arrival,
  gaps: readonly Stretch[],
): Promise<boolean> {
  const isLate = seenAt - publishedAt > lateMs;
  const isOverGap = gaps.some((gap) => publishedAt < gap.to && seenAt >= gap.to && gap.to > publishedAt);
  if (!isLate && !isOverGap) return false;
  return !(await wasReadBetween(db, { sourceId, from: publishedAt, to: seenAt - 60_000 }));
}
