import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, Instant, Network, Priority, Resolution, Ulid, Versioned } from "../values.ts";
import { NoReplyReason, LabelName, QueueFilter } from "../queue-filter.ts";
import { StoryRow, WakeOn } from "../story-row.ts";
import { TopicQuestion } from "./topics.ts";
import { TriageView } from "./triage-view.ts";

export { TriageView, triageViews } from "./triage-view.ts";

export { Badge, BucketReason, Clock, StoryRow, WakeOn } from "../story-row.ts";

/** Something that a source brought and no watch wants. */
export const StoredItem = z.object({
  id: Ulid,
  source: z.string(),
  network: Network,
  author: z.string().nullable(),
  title: z.string().nullable(),
  excerpt: z.string(),
  lang: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: Instant,
});
export type StoredItem = z.infer<typeof StoredItem>;

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
  /** Of a large act: stories that somebody changed while it went on; they are as that person left them. */
  skipped: z.number().int().optional(),
});
export type Moved = z.infer<typeof Moved>;

/** The most stories of one act. */
export const mostStories = 10_000;
export const Stories = z.array(Versioned).min(1).max(mostStories);

/** Which stories are meant: a view, narrowed by a filter and words; or, everywhere, all that is stored. */
const Asked = z.object({
  view: TriageView,
  filter: QueueFilter.default({}),
  search: z.string().max(1000).default(""),
  everywhere: z.boolean().default(false),
});

export const triageMethods = defineMethods({
  /**
   * One page of a view: breach time first, then arrival. `cursor` continues; `search` narrows by words or grammar. With
   * `alarm` it is every story that the alarm is about, newest first, wherever it stands now; `view` is not asked then. So it
   * is with `topic`: the stories that say a risen term, or with null all that its question is about.
   * `everywhere` looks through all stories, newest arrival first, whatever was done with them; `view` is not asked then.
   * Refusals: query-invalid, and those of topics.rising.
   */
  "triage.page": {
    kind: "read",
    access: "person",
    input: Asked.extend({
      cursor: z.string().max(200).nullable().default(null),
      limit: z.number().int().min(1).max(200).default(100),
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
  /** How many stories are meant; `isExact` is false where counting stopped early. Refusals: query-invalid. */
  "triage.count": {
    kind: "read",
    access: "person",
    input: Asked,
    output: z.object({ count: z.number().int(), isExact: z.boolean() }),
  },
  /** All stories that are meant, with their versions, in order, for one act: at most 10,000; `isWhole` is false where there are more. Refusals: query-invalid. */
  "triage.select": {
    kind: "read",
    access: "person",
    input: Asked,
    output: z.object({ stories: z.array(Versioned), isWhole: z.boolean() }),
  },
  /**
   * Stored items that match no watch and so are no mentions, newest arrival first. They are kept 30 days and never counted. One
   * answer looks through a few thousand and says how far back it came. Refusals: query-invalid.
   */
  "triage.stored": {
    kind: "read",
    access: "person",
    input: z.object({ search: z.string().min(1).max(1000), cursor: Ulid.nullable().default(null) }),
    output: z.object({
      items: z.array(StoredItem),
      next: Ulid.nullable(),
      /** Everything found since then was looked through; null when nothing is stored. */
      backTo: Instant.nullable(),
    }),
  },
  /** Moves stories to a bucket. To analytics resolves their cases as counted_only; from analytics opens a case. Refusals: stale { ids }. */
  "triage.setBucket": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({ stories: Stories, bucket: Bucket }),
    output: Moved,
  },
  /**
   * Resolves cases. `counted_only` and `closed_without_reply` need a reason, `no_reply_needed` one of the closed list in `why`;
   * words in `reason` are kept beside it, and `other` needs them. `duplicateOf` names the story that says the same.
   * Refusals: stale, reason-needed, proof-needed, not-found, nothing-to-join where a story is its own duplicate.
   */
  "triage.resolve": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({
      stories: Stories,
      resolution: Resolution,
      why: NoReplyReason.nullable().default(null),
      reason: z.string().trim().max(300).default(""),
      duplicateOf: Ulid.nullable().default(null),
    }),
    output: Moved,
  },
  /**
   * Puts cases away: until a time, until they answer, or until the words of the feed change; with both, whichever is first.
   * Their clock goes on, and they come back on top. Without a time and without `on` it is until they answer.
   */
  "triage.snooze": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({
      stories: Stories,
      until: Instant.nullable(),
      on: WakeOn.nullable().default(null),
      reason: z.string().trim().max(300).default(""),
    }),
    output: Moved,
  },
  /** Moments at which the desk is open, for triage.snooze; null where there is none. */
  "triage.snoozeTimes": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({
      laterToday: Instant.nullable(),
      nextMorning: Instant.nullable(),
      monday: Instant.nullable(),
    }),
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
  /** Puts labels on stories and takes others off; a name that is not there yet becomes a label. Refusals: stale. */
  "triage.label": {
    kind: "write",
    access: ["agent", "corpcomm", "legal", "lead", "admin"],
    input: Command.extend({
      stories: Stories,
      add: z.array(LabelName).max(20).default([]),
      remove: z.array(LabelName).max(20).default([]),
    }),
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
