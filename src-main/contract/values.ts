import { z } from "zod";

/** Closed sets of the trade. Labels for people live in the word catalogue under the same identifiers. */
export const buckets = ["unsorted", "analytics", "pr", "care"] as const;
export const Bucket = z.enum(buckets);
export type Bucket = z.infer<typeof Bucket>;

export const roles = ["agent", "corpcomm", "legal", "lead", "admin", "display"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export const networks = [
  "news",
  "blog",
  "forum",
  "reviews",
  "mastodon",
  "bluesky",
  "reddit",
  "youtube",
  "podcast",
  "microblog",
  "video",
  "x",
  "facebook",
  "instagram",
  "threads",
  "linkedin",
  "tiktok",
  "whatsapp",
  "telegram",
  "phone",
  "email",
  "walk-in",
  "other",
] as const;
export const Network = z.enum(networks);
export type Network = z.infer<typeof Network>;

export const sentimentLabels = ["negative", "neutral", "positive"] as const;
export const SentimentLabel = z.enum(sentimentLabels);
export type SentimentLabel = z.infer<typeof SentimentLabel>;

/** What a count slot holds: a label, or `unsure` (no model for the language, or below the threshold when written). */
export const SentimentSlot = z.enum([...sentimentLabels, "unsure"]);
export type SentimentSlot = z.infer<typeof SentimentSlot>;

/** What one person or story shows; `mixed` only for a story whose copies differ. */
export const ShownSentiment = z.enum([...sentimentLabels, "unsure", "mixed"]);
export type ShownSentiment = z.infer<typeof ShownSentiment>;

export const Urgency = z.enum(["high", "normal", "low"]);
export type Urgency = z.infer<typeof Urgency>;

export const Priority = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Priority = z.infer<typeof Priority>;

export const caseStatuses = ["new", "open", "waiting", "snoozed", "resolved"] as const;
export const CaseStatus = z.enum(caseStatuses);
export type CaseStatus = z.infer<typeof CaseStatus>;

export const resolutions = [
  "answered",
  "handed_private",
  "no_reply_needed",
  "counted_only",
  "closed_without_reply",
  "spam",
  "duplicate",
  "withdrawn",
] as const;
export const Resolution = z.enum(resolutions);
export type Resolution = z.infer<typeof Resolution>;

export const replyStates = [
  "draft",
  "submitted",
  "returned",
  "approved",
  "sending",
  "handed_over",
  "sent",
  "failed",
  "needs_person",
  "void",
  "cancelled",
] as const;
export const ReplyState = z.enum(replyStates);
export type ReplyState = z.infer<typeof ReplyState>;

export const deliveryStates = ["queued", "sending", "done", "blocked", "dead"] as const;
export const DeliveryState = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const Ulid = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
/** Milliseconds since 1970, UTC. */
export const Instant = z.number().int();

/** A thing to be said to a person: a key of the word catalogue with its parameters; never a finished sentence. */
export const Said = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Said = z.infer<typeof Said>;

/** Where the words that made something match stand: UTF-16 offsets into the named field. */
export const Span = z.object({ field: z.string(), from: z.number().int(), to: z.number().int() });
export type Span = z.infer<typeof Span>;

/** Who a command was for and which state its sender saw. The same command id twice is done once. */
export const Command = z.object({ commandId: Ulid });
export const Versioned = z.object({ id: Ulid, version: z.number().int() });
export type Versioned = z.infer<typeof Versioned>;

export const PersonRef = z.object({ id: Ulid, name: z.string(), initials: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;
