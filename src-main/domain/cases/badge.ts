import type { Badge } from "../../contract/methods/triage.ts";
import type { ReplyState } from "../../contract/values.ts";

/** What a badge is read from: replies in any order. */
export type BadgeReply = { readonly state: ReplyState; readonly holdUntil: number | null };

// What needs a person soonest comes first.
const order: readonly Badge[] = ["failed", "returned", "to_post", "on_hold", "awaiting_approval", "drafting"];

/** The one badge of a story from its replies; "private" when nothing is under way and it was handed to a private channel. */
export function badgeOf(
  replies: readonly BadgeReply[],
  { now, isPrivate }: { readonly now: number; readonly isPrivate: boolean },
): Badge | null {
  const badges = new Set(replies.map((reply) => badgeOfReply(reply, now)));
  return order.find((badge) => badges.has(badge)) ?? (isPrivate ? "private" : null);
}

function badgeOfReply({ state, holdUntil }: BadgeReply, now: number): Badge | null {
  switch (state) {
    case "draft":
      return "drafting";
    case "submitted":
      return "awaiting_approval";
    case "returned":
      return "returned";
    case "approved":
      return holdUntil !== null && holdUntil > now ? "on_hold" : "to_post";
    case "sending":
      return "to_post";
    case "handed_over":
      return "to_post";
    case "failed":
      return "failed";
    case "needs_person":
      return "failed";
    case "void":
      return null;
    case "cancelled":
      return null;
    case "sent":
      return null;
  }
}
