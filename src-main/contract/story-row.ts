import { z } from "zod";
import { LabelRef } from "./methods/labels.ts";
import {
  Bucket,
  CaseStatus,
  Instant,
  Network,
  PersonRef,
  Priority,
  Resolution,
  Said,
  ShownSentiment,
  Span,
  Ulid,
} from "./values.ts";

/** The response clock of a case at `asOf`: desk time left (negative when late) and whether the desk is open now. */
export const Clock = z.object({
  dueAt: Instant.nullable(),
  leftMs: z.number().nullable(),
  targetMs: z.number().nullable(),
  state: z.enum(["ok", "watch", "breached", "paused", "none"]),
  running: z.boolean(),
});
export type Clock = z.infer<typeof Clock>;

export const Badge = z.enum(["drafting", "awaiting_approval", "on_hold", "to_post", "failed", "returned", "private"]);
export type Badge = z.infer<typeof Badge>;

/** Why the story stands in its bucket: words with the certainty that goes with them (null when a person decided). */
export const BucketReason = z.object({
  says: Said,
  confidence: z.number().nullable(),
  query: z.string().nullable(),
  /** What says how soon somebody should look; left out when nothing does, or a person or rule set it. */
  urgent: z.array(Said).optional(),
});
export type BucketReason = z.infer<typeof BucketReason>;

/** What brings a snoozed case back before its time: they answer, or the words of the feed change. */
export const WakeOn = z.enum(["answer", "change"]);
export type WakeOn = z.infer<typeof WakeOn>;

/** One line of triage: a story with its case, if it has one. */
export const StoryRow = z.object({
  id: Ulid,
  version: z.number().int(),
  bucket: Bucket,
  reason: BucketReason,
  case: z
    .object({
      id: Ulid,
      version: z.number().int(),
      status: CaseStatus,
      priority: Priority,
      owner: PersonRef.nullable(),
      /** Since when the owner has it. */
      claimedAt: Instant.nullable(),
      /** The owner does not work here any more: it is free to take. Left out while they do. */
      ownerLeft: z.literal(true).optional(),
      resolution: Resolution.nullable(),
      /** Null where only an answer or a change of the feed brings it back. */
      snoozedUntil: Instant.nullable(),
      wakeOn: WakeOn.nullable(),
      opened: z.boolean(),
      queuedAt: Instant,
    })
    .nullable(),
  labels: z.array(LabelRef),
  clock: Clock,
  badge: Badge.nullable(),
  author: z.string().nullable(),
  handle: z.string().nullable(),
  source: z.string(),
  network: Network,
  /** ISO 639-1; null when nobody could tell. */
  lang: z.string().nullable(),
  title: z.string().nullable(),
  /** First matching sentence, plain text, at most 300 characters; `marks` are offsets into `title` and `excerpt`. */
  excerpt: z.string(),
  marks: z.array(Span),
  sentiment: ShownSentiment,
  score: z.number().nullable(),
  confidence: z.number().nullable(),
  copies: z.number().int(),
  url: z.string().nullable(),
  publishedAt: Instant,
  firstSeenAt: Instant,
});
export type StoryRow = z.infer<typeof StoryRow>;
