import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Ulid } from "../values.ts";

/** How many people somebody reaches, and who says so: `by_hand`, or the network it was read on. */
export const Reach = z.object({ followers: z.number().int(), source: z.string(), at: Instant });
export type Reach = z.infer<typeof Reach>;

/** What was handed to the approvers, and what colleagues say about it. Internal: nothing of it ever comes into the words. */
export const Review = z.object({
  /** The words as they stand, and where each sentence is in them (UTF-16 offsets). */
  text: z.string(),
  sentences: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  /** Every version that was submitted or changed by an approver, oldest first. */
  revisions: z.array(
    z.object({
      id: Ulid,
      by: PersonRef.nullable(),
      at: Instant,
      kind: z.enum(["submitted", "edited"]),
      text: z.string(),
    }),
  ),
  comments: z.array(
    z.object({
      id: Ulid,
      by: PersonRef.nullable(),
      at: Instant,
      text: z.string(),
      /** The sentence as it was, and which one it is now; null = it is not there any more. */
      quote: z.string(),
      sentence: z.number().int().nullable(),
      resolved: z.object({ at: Instant, by: PersonRef.nullable() }).nullable(),
    }),
  ),
  /** What they wrote after these words were submitted and before they were posted, oldest first: the words do not answer it. */
  wroteAgain: z.array(
    z.object({
      id: Ulid,
      at: Instant,
      author: z.string().nullable(),
      text: z.string(),
      /** The story it counts in, where that is another one, with a case of its own; null = it stands in this case. */
      storyId: Ulid.nullable(),
    }),
  ),
});
export type Review = z.infer<typeof Review>;

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const replyReviewMethods = defineMethods({
  /** Versions that were handed in, and the comments on sentences. Refusal: not-found. */
  "replies.review": { kind: "read", access: "person", input: z.object({ replyId: Ulid }), output: Review },
  /** Says something about one sentence (counted from 0) of the words with this hash. Refusals: not-found, stale. */
  "replies.comment": {
    kind: "write",
    access: handlers,
    input: Command.extend({
      replyId: Ulid,
      hash: z.string(),
      sentence: z.number().int().min(0),
      text: z.string().trim().min(1).max(1000),
    }),
    output: z.object({ id: Ulid }),
  },
  /** Marks a comment as seen to, or opens it again. Refusal: not-found. */
  "replies.settleComment": {
    kind: "write",
    access: handlers,
    input: Command.extend({ replyId: Ulid, commentId: Ulid, resolved: z.boolean() }),
    output: z.object({}),
  },
  /**
   * Writes down how many people the author of a story's first copy reaches; null = nobody knows. Only who may approve, or
   * leads, makes it less. Refusals: not-found, reach-only-raised.
   */
  "replies.setReach": {
    kind: "write",
    access: handlers,
    input: Command.extend({ storyId: Ulid, followers: z.number().int().min(0).max(1_000_000_000).nullable() }),
    output: z.object({}),
  },
});
