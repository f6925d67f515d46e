import { z } from "zod";
import { Instant, Network, Said, Ulid } from "./values.ts";

/** One post of a conversation that a case is part of, in either direction. */
export const ThreadPost = z.object({
  /** Tells it from the others of its conversation. */
  key: z.string(),
  direction: z.enum(["in", "out"]),
  network: Network,
  author: z.string().nullable(),
  handle: z.string().nullable(),
  text: z.string(),
  lang: z.string().nullable(),
  url: z.string().nullable(),
  at: Instant,
  /** When its network did not show it any more; our copy stays. */
  goneAt: Instant.nullable(),
  /** The mention that it counts as, and the story of that where it is another one. */
  mentionId: Ulid.nullable(),
  storyId: Ulid.nullable(),
  /** The reply of ours that it is. */
  replyId: Ulid.nullable(),
});
export type ThreadPost = z.infer<typeof ThreadPost>;

/** How we hear whether they answered a reply of ours. */
export const ThreadWatch = z.object({
  replyId: Ulid,
  /** The account of ours that reads the thread; null = only a person can look. */
  account: z.string().nullable(),
  url: z.string().nullable(),
  lastReadAt: Instant.nullable(),
  /** When it is read next, or when a person is reminded; null = not any more. */
  dueAt: Instant.nullable(),
  trouble: Said.nullable(),
  remindedAt: Instant.nullable(),
  /** When a person looked last. */
  lookedAt: Instant.nullable(),
});
export type ThreadWatch = z.infer<typeof ThreadWatch>;

export const Conversation = z.object({
  /** Everything that was said, oldest first. */
  posts: z.array(ThreadPost),
  /** The latest reply of ours that is watched; null = none is. */
  watch: ThreadWatch.nullable(),
});
export type Conversation = z.infer<typeof Conversation>;
