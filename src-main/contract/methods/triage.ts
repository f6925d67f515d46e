import { z } from "zod";
import { defineMethods } from "../method.ts";
import {
  Bucket,
  CaseStatus,
  Command,
  Instant,
  Network,
  PersonRef,
  Priority,
  Resolution,
  Said,
  ShownSentiment,
  Span,
  Ulid,
  Versioned,
} from "../values.ts";
import { TopicQuestion } from "./topics.ts";

export const triageViews = [
  "waiting",
  "unsorted",
  "mine",
  "care",
  "pr",
  "analytics",
  "breaching",
  "approval",
  "private",
  "snoozed",
  "resolved",
] as const;
export const TriageView = z.enum(triageViews);
export type TriageView = z.infer<typeof TriageView>;

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
      resolution: Resolution.nullable(),
      snoozedUntil: Instant.nullable(),
      opened: z.boolean(),
      queuedAt: Instant,
    })
    .nullable(),
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

/** The shape that the CLI and exports show of a mention (decisions.md). Times are ISO; unknown is null. */
export const MentionShape = z.object({
  id: Ulid,
  source: z.string(),
  network: Network,
  author: z.string().nullable(),
  handle: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
  publishedAt: z.string(),
  firstSeenAt: z.string(),
  lang: z.string().nullable(),
  bucket: Bucket,
  reason: z.string(),
  sentiment: z
    .object({ label: z.enum(["negative", "neutral", "positive"]), score: z.number(), confidence: z.number() })
    .nullable(),
  story: z.object({ id: Ulid, copies: z.number().int() }),
  watches: z.array(z.string()),
});
export type MentionShape = z.infer<typeof MentionShape>;

export const Moved = z.object({
  /** What an undo of this act names. */
  batchId: Ulid,
  changed: z.number().int(),
  waiting: z.number().int(),
});
export type Moved = z.infer<typeof Moved>;

const Stories = z.array(Versioned).min(1).max(1000);

export const triageMethods = defineMethods({
  /**
   * One page of a view: breach time first, then arrival. `cursor` continues; `search` narrows by words or grammar. With
   * `alarm` it is every story that the alarm is about, newest first, wherever it stands now; `view` is not asked then. So it
   * is with `topic`: the stories that say a risen term, or with null all that its question is about.
   * Refusals: query-invalid, and those of topics.rising.
   */
  "triage.page": {
    kind: "read",
    access: "person",
    input: z.object({
      view: TriageView,
      cursor: z.string().max(200).nullable().default(null),
      limit: z.number().int().min(1).max(200).default(100),
      search: z.string().max(1000).default(""),
      alarm: Ulid.nullable().default(null),
      topic: TopicQuestion.extend({ term: z.string().max(200).nullable() })
        .nullable()
        .default(null),
    }),
    output: z.object({ asOf: Instant, rows: z.array(StoryRow), next: z.string().nullable() }),
  },
  /** How many stories stand in each view; `capped` numbers stop at 1,000. */
  "triage.counts": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ counts: z.record(TriageView, z.number().int()), cappedAt: z.number().int() }),
  },
  /** Moves stories to a bucket. To analytics resolves their cases as counted_only; from analytics opens a case. Refusals: stale { ids }. */
  "triage.setBucket": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({ stories: Stories, bucket: Bucket }),
    output: Moved,
  },
  /** Resolves cases. `no_reply_needed`, `counted_only` and `closed_without_reply` need a reason. Refusals: stale, reason-needed. */
  "triage.resolve": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({ stories: Stories, resolution: Resolution, reason: z.string().trim().max(300).default("") }),
    output: Moved,
  },
  /** Puts cases away until a time (their clock goes on), or until they answer. */
  "triage.snooze": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({
      stories: Stories,
      until: Instant.nullable(),
      reason: z.string().trim().max(300).default(""),
    }),
    output: Moved,
  },
  /** Assigns cases; null gives them back. Taking over from another person needs a reason. Refusals: already-claimed { owner }. */
  "triage.assign": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({
      stories: Stories,
      personId: Ulid.nullable(),
      reason: z.string().trim().max(300).default(""),
    }),
    output: Moved,
  },
  "triage.setPriority": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({ stories: Stories, priority: Priority }),
    output: Moved,
  },
  /** Corrects the sentiment of a story's mentions by hand; counts follow. */
  "triage.correctSentiment": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({ stories: Stories, label: z.enum(["negative", "neutral", "positive"]) }),
    output: Moved,
  },
  /** Takes back a whole act of this desk by compensating events. Refusals: nothing-to-undo, undo-too-late, stale. */
  "triage.undo": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({ batchId: Ulid }),
    output: Moved,
  },
  /** Mentions, newest first, in the shape of exports; `search` takes the watch grammar. */
  "mentions.list": {
    kind: "read",
    access: "person",
    input: z.object({
      limit: z.number().int().min(1).max(1000).default(50),
      search: z.string().max(1000).default(""),
      cursor: z.string().max(200).nullable().default(null),
    }),
    output: z.object({ mentions: z.array(MentionShape), next: z.string().nullable() }),
  },
});
