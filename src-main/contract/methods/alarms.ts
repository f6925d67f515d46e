import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, Ulid, Versioned } from "../values.ts";
import { AlarmSettings, Sensitivity } from "./alarm-settings.ts";

/** What is counted: everything, what is negative, or what one watch matches. `watch` names it where the series is a watch. */
export const AlarmSeries = z.object({
  kind: z.enum(["all", "negative", "watch"]),
  watch: z.object({ id: Ulid, name: z.string() }).nullable(),
});
export type AlarmSeries = z.infer<typeof AlarmSeries>;

/**
 * `raised` until the next look, then `ongoing`; `ended` when nothing is above its bound for the cool-down; `dismissed` =
 * "Not an alarm". A mute is no state: an alarm goes on while it is muted.
 */
export const alarmStates = ["raised", "ongoing", "ended", "dismissed"] as const;
export const AlarmState = z.enum(alarmStates);
export type AlarmState = z.infer<typeof AlarmState>;

/** `spike` = more than usual; `dip` = a larger share of it is negative than usual. */
export const AlarmKind = z.enum(["spike", "dip"]);
export type AlarmKind = z.infer<typeof AlarmKind>;

/** How sure: by how far below the limit its p lies, and whether more than one window or series says so. */
export const AlarmConfidence = z.enum(["sure", "likely", "possible"]);
export type AlarmConfidence = z.infer<typeof AlarmConfidence>;

/**
 * What was measured in the window that says most. Of a spike `count`, `usual` and `bound` are mentions (copies of one story
 * in the press count once); of a dip they are negative shares in percent of `n` mentions with a sure tone.
 */
export const AlarmMeasure = z.object({
  windowHours: z.number().int(),
  count: z.number(),
  usual: z.number(),
  /** The smallest value that is no longer usual, raised by what people taught. */
  bound: z.number(),
  n: z.number().int(),
  p: z.number(),
  /** `count / usual`, one decimal; null where nothing is usual. */
  ratio: z.number().nullable(),
});
export type AlarmMeasure = z.infer<typeof AlarmMeasure>;

export const Alarm = z.object({
  id: Ulid,
  version: z.number().int(),
  state: AlarmState,
  kind: AlarmKind,
  series: AlarmSeries,
  /** Other series in which the same mentions were too many. */
  also: z.array(AlarmSeries),
  looksCoordinated: z.boolean(),
  confidence: AlarmConfidence,
  measure: AlarmMeasure,
  /** When it began, by the counts; when it was noticed; when it was over (null while it lasts). */
  since: Instant,
  raisedAt: Instant,
  endedAt: Instant.nullable(),
  dismissedAt: Instant.nullable(),
  mutedUntil: Instant.nullable(),
  /** From when on people may be told: later than `raisedAt` in quiet hours; null when nobody is to be told. */
  noticeAt: Instant.nullable(),
  mentions: z.number().int(),
  authors: z.number().int(),
  /** The word that rose most; null when none did. */
  topTerm: z.string().nullable(),
});
export type Alarm = z.infer<typeof Alarm>;

/** Why an alarm looks coordinated. All hold within its window. */
export const CoordinationSign = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("near_copies"), authors: z.number().int(), posts: z.number().int() }),
  z.object({ kind: z.literal("copied_text"), percent: z.number() }),
  z.object({ kind: z.literal("new_authors"), percent: z.number(), usualPercent: z.number() }),
  z.object({ kind: z.literal("one_tag"), tag: z.string(), count: z.number().int(), usual: z.number() }),
]);
export type CoordinationSign = z.infer<typeof CoordinationSign>;

const AlarmPost = z.object({
  storyId: Ulid,
  at: Instant,
  source: z.string(),
  network: Network,
  author: z.string().nullable(),
  handle: z.string().nullable(),
  excerpt: z.string(),
  url: z.string().nullable(),
  /** Nothing by this author was seen in the 28 days before. */
  isNewAuthor: z.boolean(),
});
export type AlarmPost = z.infer<typeof AlarmPost>;

/** Why there is an alarm, as of its last look; kept when it ends. */
export const AlarmEvidence = z.object({
  asOf: Instant,
  /** Words that rose most against the days before, by log-likelihood; `usual` is the count expected. */
  terms: z.array(z.object({ term: z.string(), count: z.number().int(), usual: z.number(), score: z.number() })),
  sources: z.array(z.object({ name: z.string(), network: Network, count: z.number().int() })),
  /** In the order of their time, at most three. */
  firstPosts: z.array(AlarmPost),
  authors: z.object({
    total: z.number().int(),
    isNew: z.number().int(),
    /** Share of new authors in the days before, in percent; null when too few are known. */
    usualNewPercent: z.number().nullable(),
  }),
  /** Groups that say nearly the same, largest first. */
  clusters: z.array(
    z.object({
      posts: z.number().int(),
      authors: z.number().int(),
      newAuthors: z.number().int(),
      from: Instant,
      to: Instant,
      excerpt: z.string(),
    }),
  ),
  signs: z.array(CoordinationSign),
  tone: z.object({
    positive: z.number().int(),
    neutral: z.number().int(),
    negative: z.number().int(),
    unsure: z.number().int(),
  }),
});
export type AlarmEvidence = z.infer<typeof AlarmEvidence>;

/**
 * Count of the series against its usual range; null where the desk did not listen. Of a dip the negative share in percent of
 * the hour's mentions with a sure tone, null where there was none, against the usual share and the bound of its window.
 */
const AlarmHour = z.object({
  from: Instant,
  count: z.number().nullable(),
  usual: z.number().nullable(),
  bound: z.number().nullable(),
});

/** What people taught a series by "Not an alarm": its bound stands higher by `factor`, which fades to 1. */
const Taught = z.object({ series: AlarmSeries, factor: z.number(), at: Instant });

const BacktestFiring = z.object({
  at: Instant,
  /** When it began, by the counts. */
  since: Instant,
  endedAt: Instant.nullable(),
  kind: AlarmKind,
  series: AlarmSeries,
  measure: AlarmMeasure,
  /** The alarm that was raised then; null when none was. */
  alarmId: Ulid.nullable(),
});

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;
const Changed = z.object({ batchId: Ulid, alarm: Alarm });

export const alarmMethods = defineMethods({
  /**
   * Running alarms first, then the newest; at most `limit`. `learning` says since when the desk listens while that is too
   * short to know what is usual at each hour of the week (14 days); null afterwards.
   */
  "alarms.list": {
    kind: "read",
    access: "person",
    input: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
    output: z.object({
      asOf: Instant,
      running: z.number().int(),
      alarms: z.array(Alarm),
      settings: AlarmSettings,
      learning: z.object({ heardHours: z.number(), neededHours: z.number() }).nullable(),
      taught: z.array(Taught),
    }),
  },
  /** One alarm with its evidence and the 48 hours around it, hour by hour. Refusals: not-found. */
  "alarms.show": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid }),
    output: z.object({
      asOf: Instant,
      timeZone: z.string(),
      alarm: Alarm,
      evidence: AlarmEvidence,
      hours: z.array(AlarmHour),
      gaps: z.array(z.object({ from: Instant, to: Instant })),
    }),
  },
  /** "Not an alarm": ends it, and raises the bound of its series. Refusals: stale, not-found, alarm-over. */
  "alarms.dismiss": {
    kind: "write",
    access: handlers,
    input: Command.extend({ alarm: Versioned }),
    output: Changed,
  },
  /** No notice and no strip on the wall for an hour; `minutes` 0 ends a mute. Refusals: stale, not-found, alarm-over. */
  "alarms.mute": {
    kind: "write",
    access: handlers,
    input: Command.extend({ alarm: Versioned, minutes: z.number().int().min(0).max(1440).default(60) }),
    output: Changed,
  },
  /** Takes a "Not an alarm" or a mute back, and what it taught. Refusals: nothing-to-undo. */
  "alarms.undo": {
    kind: "write",
    access: handlers,
    input: Command.extend({ batchId: Ulid }),
    output: z.object({ alarm: Alarm }),
  },
  /**
   * What a sensitivity would have raised in the last `days` on this desk's own history, with what was usual at each moment;
   * `expectedPerWeek` is the rate of false alarms that it is set for, as measured on simulated streams.
   */
  "alarms.backtest": {
    kind: "read",
    access: "person",
    input: z.object({ sensitivity: Sensitivity, days: z.number().int().min(1).max(28).default(28) }),
    output: z.object({
      from: Instant,
      to: Instant,
      /** Hours of the stretch in which the desk listened and knew enough to judge. */
      judgedHours: z.number().int(),
      expectedPerWeek: z.number(),
      fired: z.array(BacktestFiring),
    }),
  },
});
