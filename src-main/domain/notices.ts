import type { NoticeKind } from "../contract/methods/preferences.ts";
import type { Bucket, Role } from "../contract/values.ts";
import type { EventKind } from "./events.ts";

/** An event with what is true now of the case, or of the reply in it, that it speaks of. */
export type NoticeFact = {
  readonly kind: EventKind;
  readonly at: number;
  /** Public id of who did it; null = the engine. */
  readonly by: string | null;
  readonly bucket: Bucket;
  readonly priority: 1 | 2 | 3;
  readonly ownerId: string | null;
  /** Who made the promise that it tells of; null for everything else. */
  readonly promisedBy: string | null;
  /** Neither resolved nor answered: somebody still has to do something. */
  readonly isWaiting: boolean;
  /** Answered, and on top of the queue since the event: nobody has done what it reminds of. */
  readonly isReminded: boolean;
  readonly reply: {
    readonly state: string;
    readonly authors: readonly string[];
    readonly approvers: readonly Role[];
    readonly holdUntil: number | null;
    /** The engine posts it by itself. */
    readonly postsItself: boolean;
  } | null;
};

export type NoticeReader = { readonly id: string; readonly roles: readonly Role[] };

/** The events that anybody can be told of. */
export const noticedEvents: readonly EventKind[] = [
  "case.queued",
  "case.reopened",
  "case.assigned",
  "case.woken",
  "case.private_reminded",
  "case.look_reminded",
  "case.warned",
  "case.breached",
  "promise.broken",
  "reply.submitted",
  "reply.returned",
  "reply.approved",
  "reply.failed",
  "reply.needs_person",
  "reply.unconfirmed",
];

/**
 * As what, and from when on, somebody is told of an event; null when it is no news to them: it is done already, it is
 * another's, or they did it themselves.
 */
export function noticeOf(fact: NoticeFact, reader: NoticeReader): { kind: NoticeKind; at: number } | null {
  if (fact.by === reader.id) return null;
  const kind = fact.reply ? kindOfReply(fact, fact.reply, reader) : kindOfCase(fact, reader);
  return kind && { kind, at: kind === "toPost" ? Math.max(fact.at, fact.reply?.holdUntil ?? 0) : fact.at };
}

function kindOfCase(
  { kind, priority, ownerId, promisedBy, isWaiting, isReminded }: NoticeFact,
  { id }: NoticeReader,
): NoticeKind | null {
  const isMine = ownerId === id;
  // What nobody has is everybody's.
  const isOurs = isMine || ownerId === null;
  // They were answered, with an invitation: what is due is the next step.
  if (kind === "case.private_reminded") return isOurs ? "private" : null;
  // Whoever made it, and whoever has the case: also where the case is closed.
  if (kind === "promise.broken") return isMine || promisedBy === id ? "promise" : null;
  if (kind === "case.look_reminded") return isOurs && isReminded ? "look" : null;
  if (!isWaiting) return null;
  switch (kind) {
    case "case.queued":
    case "case.reopened":
      if (!isOurs) return null;
      return priority === 1 ? "urgent" : "arrived";
    case "case.assigned":
      return isMine ? "assigned" : null;
    case "case.woken":
      return isMine ? "woken" : null;
    case "case.warned":
      return isOurs ? "breachNear" : null;
    case "case.breached":
      return isOurs ? "breached" : null;
    default:
      return null;
  }
}

function kindOfReply(
  { kind }: NoticeFact,
  { state, authors, approvers, postsItself }: NonNullable<NoticeFact["reply"]>,
  { id, roles }: NoticeReader,
): NoticeKind | null {
  const isAuthor = authors.includes(id);
  const mayApprove = approvers.some((role) => roles.includes(role));
  if (kind === "reply.submitted") return state === "submitted" && mayApprove && !isAuthor ? "approval" : null;
  if (!isAuthor) return null;
  if (kind === "reply.returned") return state === "returned" ? "returned" : null;
  if (kind === "reply.failed" || kind === "reply.needs_person")
    return state === "failed" || state === "needs_person" ? "toPost" : null;
  if (kind === "reply.unconfirmed") return state === "handed_over" ? "toPost" : null;
  const isToPost = state === "handed_over" || (state === "approved" && !postsItself);
  return kind === "reply.approved" && isToPost ? "toPost" : null;
}
