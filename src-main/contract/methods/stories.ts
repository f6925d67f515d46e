import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, Instant, Network, Ulid, Versioned } from "../values.ts";
import { Moved } from "./triage.ts";

/** How a copy came into its story: as its first, by the same id, the same address, nearly the same words, or by a person. */
export const joinReasons = ["alone", "same_key", "same_link", "near_text", "by_hand", "answer"] as const;
export const JoinReason = z.enum(joinReasons);
export type JoinReason = z.infer<typeof JoinReason>;

/** One mention of a story. `excerpt` is the first matching sentence, plain text, at most 300 characters. */
export const StoryCopy = z.object({
  id: Ulid,
  source: z.string(),
  network: Network,
  author: z.string().nullable(),
  handle: z.string().nullable(),
  title: z.string().nullable(),
  excerpt: z.string(),
  url: z.string().nullable(),
  publishedAt: Instant,
  firstSeenAt: Instant,
  joined: JoinReason,
  /** The copy that stands for the story in lists. */
  isHead: z.boolean(),
  joinedAt: Instant,
});
export type StoryCopy = z.infer<typeof StoryCopy>;

/** A story that says nearly the same but stays apart, because somebody else said it. `likeness` is 0 to 1. */
export const SimilarStory = z.object({
  storyId: Ulid,
  version: z.number().int(),
  caseId: Ulid.nullable(),
  bucket: Bucket,
  source: z.string(),
  network: Network,
  author: z.string().nullable(),
  handle: z.string().nullable(),
  title: z.string().nullable(),
  excerpt: z.string(),
  likeness: z.number(),
  publishedAt: Instant,
});
export type SimilarStory = z.infer<typeof SimilarStory>;

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const storyMethods = defineMethods({
  /** The copies of a story and the stories like it, newest first: at most 200 and 20. Refusals: not-found. */
  "stories.copies": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid }),
    output: z.object({
      story: Versioned.extend({ copies: z.number().int() }),
      copies: z.array(StoryCopy),
      similar: z.array(SimilarStory),
    }),
  },
  /**
   * Takes copies out of a story: each becomes a story of its own in the same bucket, and stays apart. Where all are named,
   * the one that stands for the story stays. `triage.undo` takes it back. Refusals: stale, not-found,
   * nothing-to-split, story-too-large { most }.
   */
  "stories.split": {
    kind: "write",
    access: handlers,
    input: Command.extend({ story: Versioned, mentionIds: z.array(Ulid).min(1).max(200) }),
    output: Moved,
  },
  /**
   * Puts stories into another by hand; their open cases end as duplicates, or as counted only where the other is only
   * counted. `triage.undo` takes it back. Refusals: stale, not-found, nothing-to-join, story-too-large { most }.
   */
  "stories.join": {
    kind: "write",
    access: handlers,
    input: Command.extend({ into: Versioned, stories: z.array(Versioned).min(1).max(100) }),
    output: Moved,
  },
});
