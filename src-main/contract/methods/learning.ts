import { z } from "zod";
import { defineMethods } from "../method.ts";
import {
  Bucket,
  Command,
  Instant,
  PersonRef,
  SentimentLabel,
  SentimentSlot,
  ShownSentiment,
  Span,
  Ulid,
} from "../values.ts";

export const learnedKinds = ["sentiment", "routing"] as const;
/** What people teach: the sentiment of a mention, or the bucket of a story. */
export const LearnedKind = z.enum(learnedKinds);
export type LearnedKind = z.infer<typeof LearnedKind>;

/** Who decided by hand and when. */
export const ByHand = z.object({ by: PersonRef.nullable(), at: Instant });
export type ByHand = z.infer<typeof ByHand>;

/** Words and what they moved, on the scale of the score (−1..1). */
export const Reason = z.object({ words: z.string(), effect: z.number() });

export const Explanation = z.object({
  storyId: Ulid,
  sentiment: z.object({
    shown: ShownSentiment,
    /** Null where there is no model for the language. */
    label: SentimentLabel.nullable(),
    score: z.number().nullable(),
    confidence: z.number().nullable(),
    /** Below this the screen says "unsure". */
    unsureBelow: z.number(),
    /** Which words moved it, strongest first; those of the model that judged it. Empty where a person decided or no model judged. */
    reasons: z.array(Reason),
    /** Where these words stand in the title and the text. */
    spans: z.array(Span.extend({ effect: z.number() })),
    /** Who judged it: the shipped model, the desk's own of a version, a person, or nobody. `earlier` = one that is no longer kept. */
    judgedBy: z.enum(["shipped", "desk", "earlier", "person", "nobody"]),
    modelVersion: z.number().int().nullable(),
    /** The words that may be meant the other way; shown, never acted on. */
    sarcasm: z.string().nullable(),
    corrected: ByHand.extend({ label: SentimentLabel, was: SentimentSlot }).nullable(),
  }),
  bucket: z.object({
    bucket: Bucket,
    moved: ByHand.extend({ was: Bucket }).nullable(),
  }),
});
export type Explanation = z.infer<typeof Explanation>;

/** Shares 0..1 of what was right among what a person said. */
export const Score = z.object({
  accuracy: z.number(),
  /** Of sentiment. */
  macroF1: z.number().nullable(),
  /** Of routing: how much that belongs to care went to analytics; null without any. */
  careToAnalytics: z.number().nullable(),
});
export type Score = z.infer<typeof Score>;

/** Why what was learned is used, or not. */
export const learningOutcomes = [
  "none",
  "too_few",
  "not_better",
  "loses_care",
  "better",
  "too_slow",
  "too_large",
  "broke",
] as const;
export const LearningOutcome = z.enum(learningOutcomes);
export type LearningOutcome = z.infer<typeof LearningOutcome>;

/** One label or bucket: how many people said it, how many of these each model says too. */
export const PartScore = z.object({
  name: z.string(),
  n: z.number().int(),
  shipped: z.number().int(),
  desk: z.number().int(),
});
export type PartScore = z.infer<typeof PartScore>;

/** A verdict that the desk's own model gets wrong when it has not learned from it. */
export const WrongOne = z.object({
  id: Ulid,
  storyId: Ulid.nullable(),
  excerpt: z.string(),
  said: z.string(),
  shipped: z.string(),
  desk: z.string(),
});

export const LearnedModel = z.object({
  id: Ulid,
  version: z.number().int(),
  madeAt: Instant,
  lessons: z.number().int(),
  outcome: LearningOutcome,
  shipped: Score,
  desk: Score,
  /** Whether it can be used: it was better when it was made, and fits the shipped model of this program. */
  canUse: z.boolean(),
  isUsed: z.boolean(),
});
export type LearnedModel = z.infer<typeof LearnedModel>;

export const Learned = z.object({
  kind: LearnedKind,
  /** Verdicts that can be learned from now, and how many it takes at least. */
  lessons: z.number().int(),
  least: z.number().int(),
  /** Verdicts since it last learned. */
  fresh: z.number().int(),
  isLearning: z.boolean(),
  learnedAt: Instant.nullable(),
  /** Of the last try. */
  outcome: LearningOutcome,
  /** A person chose what is used: learning goes on, and changes nothing until it is let free. */
  isHeld: z.boolean(),
  used: z.object({ id: Ulid, version: z.number().int(), madeAt: Instant }).nullable(),
  /** The last that was judged: each verdict by a model that had not learned from it. */
  judged: z
    .object({
      at: Instant,
      n: z.number().int(),
      shipped: Score,
      desk: Score,
      parts: z.array(PartScore),
      wrong: z.array(WrongOne),
      /** How many are wrong in all; `wrong` holds the newest 50. */
      wrongCount: z.number().int(),
    })
    .nullable(),
  /** Newest first, at most 20. */
  models: z.array(LearnedModel),
  /** From where people took to where, most first; of routing. */
  moves: z.array(z.object({ from: Bucket, to: Bucket, count: z.number().int() })),
});
export type Learned = z.infer<typeof Learned>;

export const Rejudging = z.object({
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  done: z.number().int(),
  total: z.number().int(),
  changed: z.number().int(),
  startedAt: Instant,
});
export type Rejudging = z.infer<typeof Rejudging>;

export const Lesson = z.object({
  id: Ulid,
  storyId: Ulid.nullable(),
  excerpt: z.string(),
  was: z.string(),
  said: z.string(),
  by: PersonRef.nullable(),
  at: Instant,
  /**
   * `learned` = taken into account; `replaced` by a later one of the same mention; `undone`; `forgotten` by hand; `silent` = says nothing to learn:
   * another language, or moved to unsorted.
   */
  state: z.enum(["learned", "replaced", "undone", "forgotten", "silent"]),
});
export type Lesson = z.infer<typeof Lesson>;

const mayChange = ["lead", "corpcomm", "admin"] as const;

export const learningMethods = defineMethods({
  /** Why a story's first mention was judged as it was and who decided otherwise; worked out when asked. Refusal: not-found. */
  "learning.explain": { kind: "read", access: "person", input: z.object({ storyId: Ulid }), output: Explanation },
  /** What the desk has learned, how well, and whether it is used. */
  "learning.summary": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ sentiment: Learned, routing: Learned, rejudging: Rejudging.nullable() }),
  },
  /** What people taught, newest first. */
  "learning.lessons": {
    kind: "read",
    access: "person",
    input: z.object({
      kind: LearnedKind,
      before: Ulid.nullable().default(null),
      limit: z.number().int().min(1).max(200).default(25),
    }),
    output: z.object({ rows: z.array(Lesson), next: Ulid.nullable() }),
  },
  /** Leaves a verdict out of learning, or takes it in again; the mention stays as the person set it. Refusal: not-found. */
  "learning.forget": {
    kind: "write",
    access: mayChange,
    input: Command.extend({ id: Ulid, isForgotten: z.boolean() }),
    output: z.object({}),
  },
  /** Learns now and answers when it is done, with how it went. */
  "learning.learn": {
    kind: "write",
    access: mayChange,
    input: Command.extend({ kind: LearnedKind }),
    output: z.object({ outcome: LearningOutcome }),
  },
  /**
   * Chooses what judges from now on: the shipped model or an earlier one of the desk, which then stay until they are let free; or "best": what was
   * learned last where it is better. Stored verdicts stay as they are. Refusal: not-found (a model that is gone or fits another program).
   */
  "learning.use": {
    kind: "write",
    access: mayChange,
    input: Command.extend({ kind: LearnedKind, use: z.union([z.literal("shipped"), z.literal("best"), Ulid]) }),
    output: z.object({}),
  },
  /**
   * Judges the sentiment of stored items anew by the model in use, but of none that a person corrected. A job: it goes on over a restart and can be
   * cancelled. To take it back, choose the earlier model and judge anew. Refusal: busy.
   */
  "learning.rejudge": { kind: "write", access: mayChange, input: Command, output: z.object({}) },
  /** Stops judging anew; what is judged stays. */
  "learning.cancelRejudge": { kind: "write", access: mayChange, input: Command, output: z.object({}) },
});
