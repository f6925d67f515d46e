import type { Reply } from "../../src-main/contract/methods/replies.ts";

/** Where a reply stands for the person at the desk. */
export type ReplyPhase = "write" | "wait" | "hold" | "post" | "leaving" | "stuck" | "sent" | "over";

/**
 * The step that a reply is at, by the engine's clock: an approval whose hold has ended is to be posted, by itself where its
 * account is connected.
 */
export function phaseOf(
  { state, holdUntil, posting }: Pick<Reply, "state" | "holdUntil" | "posting">,
  engineNow: number,
): ReplyPhase {
  switch (state) {
    case "draft":
    case "returned":
    case "void":
      return "write";
    case "submitted":
      return "wait";
    case "approved":
      if (holdUntil !== null && holdUntil > engineNow) return "hold";
      return posting.account?.isConnected ? "leaving" : "post";
    case "handed_over":
      return "post";
    case "sending":
      return "leaving";
    case "failed":
    case "needs_person":
      return "stuck";
    case "sent":
      return "sent";
    case "cancelled":
      return "over";
  }
}

export function isLiving(reply: Pick<Reply, "state">): boolean {
  return reply.state !== "sent" && reply.state !== "cancelled";
}

/** The reply that the composer opens with: the newest that is still going on, else the last one that was sent. */
export function currentReply(replies: readonly Reply[]): Reply | null {
  return replies.findLast(isLiving) ?? replies.findLast((reply) => reply.state === "sent") ?? null;
}
