import type { ReplyPublishers } from "../../ports/reply-publisher.ts";
import type { Parts } from "../parts.ts";

export type OutboxParts = Parts & {
  readonly publishers: ReplyPublishers;
  /** Something may have come into the outbox of the customer system. */
  readonly nudgeSender: () => void;
};
