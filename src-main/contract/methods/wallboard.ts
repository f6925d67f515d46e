import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Instant, Network, ShownSentiment, Ulid } from "../values.ts";
import { Wall } from "./settings.ts";
import { AlarmKind, AlarmMeasure, AlarmSeries } from "./alarms.ts";

/** How old a tile's facts are. `late` sources missed two of their intervals or failed; over a third of them dims the tile. */
export const Freshness = z.object({
  asOf: Instant,
  lateSources: z.number().int(),
  totalSources: z.number().int(),
  lateSince: Instant.nullable(),
  state: z.enum(["fresh", "late", "stale"]),
});
export type Freshness = z.infer<typeof Freshness>;

const GoalState = z.enum(["on_target", "watch", "missed", "unknown"]);

export const WallSnapshot = z.object({
  asOf: Instant,
  timeZone: z.string(),
  firm: z.string().nullable(),
  wall: Wall,
  freshness: Freshness,
  /** Since when the desk reaches nobody; null while online. */
  offlineSince: Instant.nullable(),
  serviceLevel: z.object({
    percent: z.number().nullable(),
    n: z.number().int(),
    goalPercent: z.number(),
    targetMinutes: z.number(),
    state: GoalState,
    /** From when on: the beginning of the local day. */
    from: Instant,
    buckets: z.array(
      z.object({ bucket: Bucket, percent: z.number().nullable(), n: z.number().int(), state: GoalState }),
    ),
  }),
  /** 100 x answered / (offered - pending - no reply needed) of today, beside what a published study found. */
  response: z.object({
    percent: z.number().nullable(),
    n: z.number().int(),
    answered: z.number().int(),
    markPercent: z.number(),
  }),
  /** The running alarm that says most, and how many run; null when none does or all are muted. */
  alarm: z
    .object({
      running: z.number().int(),
      kind: AlarmKind,
      series: AlarmSeries,
      looksCoordinated: z.boolean(),
      measure: AlarmMeasure,
      since: Instant,
    })
    .nullable(),
  /** Alarms that run but are muted: not shown, and not passed over in silence. */
  mutedAlarms: z.number().int(),
  waiting: z.number().int(),
  oldest: z.object({ waitingMs: z.number().nullable(), late: z.number().int() }),
  /**
   * Last 24 h in hours, oldest first; null where the desk did not listen. `usual` needs 7 days of history. The hours and
   * the ratio are of what is `counted`; both sums are there always.
   */
  volume: z.object({
    counted: z.enum(["mentions", "stories"]),
    mentions: z.number().int(),
    stories: z.number().int(),
    ratioToUsual: z.number().nullable(),
    hours: z.array(
      z.object({
        from: Instant,
        count: z.number().nullable(),
        usualLow: z.number().nullable(),
        usualHigh: z.number().nullable(),
      }),
    ),
    gaps: z.array(z.object({ from: Instant, to: Instant })),
  }),
  /** 100 x (pos - neg) / n over sure mentions of the last 24 h; null when all are unsure or there are none. */
  net: z.object({
    value: z.number().nullable(),
    band: z.number().nullable(),
    n: z.number().int(),
    positive: z.number().int(),
    neutral: z.number().int(),
    negative: z.number().int(),
    unsure: z.number().int(),
  }),
  /**
   * The stories with the most copies in 24 h. `title` is null where the words are a private person's and the wall shows no
   * names: then `watch` (what it is about) and the network stand for it.
   */
  topStories: z.array(
    z.object({
      id: Ulid,
      title: z.string().nullable(),
      watch: z.string().nullable(),
      network: Network,
      copies: z.number().int(),
      sentiment: ShownSentiment,
    }),
  ),
  byBucket: z.record(Bucket, z.number().int()),
  /**
   * Of 24 whole hours up to the quarter of an hour that runs: 100 x a brand / the sum over brands. Ours first, then by
   * count. What names two brands counts once for each. Empty without a watch of ours or a competitor's.
   */
  voice: z.object({
    counted: z.enum(["mentions", "stories"]),
    from: Instant,
    to: Instant,
    sum: z.number().int(),
    brands: z.array(
      z.object({ name: z.string(), isOwn: z.boolean(), count: z.number().int(), percent: z.number().nullable() }),
    ),
  }),
  feeds: z.object({ total: z.number().int(), ok: z.number().int(), down: z.number().int(), late: z.number().int() }),
  approvals: z.object({ waiting: z.number().int(), onHold: z.number().int(), toPost: z.number().int() }),
  handovers: z.object({
    open: z.number().int(),
    done: z.number().int(),
    /** Of the complaints invited into private in the last 30 days, the share that got there within 48 hours; null while none can be judged. */
    reachedPercent: z.number().nullable(),
  }),
});
export type WallSnapshot = z.infer<typeof WallSnapshot>;

export const wallboardMethods = defineMethods({
  /**
   * All numbers of a wall in one answer; null takes the wall of the display that asks, else the first one, and so does a
   * wall that is no longer there. Aggregates only: no author, and no handle or words of a post unless the wall shows names.
   */
  "wallboard.snapshot": {
    kind: "read",
    access: "paired",
    input: z.object({ wall: Ulid.nullable().default(null) }),
    output: WallSnapshot,
  },
});
