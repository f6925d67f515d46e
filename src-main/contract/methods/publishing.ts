import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Ulid } from "../values.ts";
import { Reply } from "./replies.ts";

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;
const OneReply = Command.extend({ replyId: Ulid, version: z.number().int() });

/** What people decide about how a reply is posted. */
export const publishingMethods = defineMethods({
  /**
   * Chooses the account that a reply is posted with; null = by hand, with none in particular. After submit it voids every
   * approval and the reply is a draft again. Refusals: not-found, account-unfit { network }, reply-state, stale.
   */
  "publishing.setAccount": {
    kind: "write",
    access: handlers,
    input: OneReply.extend({ accountId: Ulid.nullable() }),
    output: Reply,
  },
  /** Whether its case is closed when it is posted; no part of what is approved. Refusals: reply-state, stale. */
  "publishing.setClosing": {
    kind: "write",
    access: handlers,
    input: OneReply.extend({ closesCase: z.boolean() }),
    output: Reply,
  },
  /** Makes a reply that could not be posted a draft again: it needs a new approval. Refusals: reply-state, stale. */
  "publishing.takeBack": { kind: "write", access: handlers, input: OneReply, output: Reply },
  /**
   * Tries now what would be tried later. Where nobody knows whether it arrived and a person must look, it looks once and
   * sends nothing. Refusals: account-paused { name }, posts-by-hand, reply-state, stale.
   */
  "publishing.tryNow": { kind: "write", access: handlers, input: OneReply, output: Reply },
  /** Takes a post that stands there, though not as an answer, as the reply. Refusals: reply-state, stale. */
  "publishing.accept": { kind: "write", access: handlers, input: OneReply, output: Reply },
});
