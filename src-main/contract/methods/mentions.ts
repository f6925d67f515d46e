import { z } from "zod";
import { Instant, Network, ShownSentiment, Span, Ulid } from "../values.ts";

/** A file that a post brings along. Its address is shown and opened by a person; nothing of it is ever loaded. */
export const Enclosure = z.object({
  /** http or https. */
  url: z.string(),
  /** "audio/mpeg", or only "image" where the feed says no more. */
  type: z.string().nullable(),
  /** Bytes. */
  length: z.number().nullable(),
  title: z.string().nullable(),
  /** What it shows, for those who do not see it. */
  alt: z.string().nullable(),
});
export type Enclosure = z.infer<typeof Enclosure>;

export const MentionDetail = z.object({
  id: Ulid,
  source: z.string(),
  network: Network,
  author: z.string().nullable(),
  handle: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
  /** Where an answer belongs when that is not the url. */
  replyUrl: z.string().nullable(),
  categories: z.array(z.string()),
  enclosures: z.array(Enclosure),
  /** Who entered it by hand; null when a source brought it. */
  enteredBy: z.string().nullable(),
  /** Whether a screenshot was entered with it (mentions.picture). */
  hasPicture: z.boolean(),
  lang: z.string().nullable(),
  publishedAt: Instant,
  dateGuessed: z.boolean(),
  firstSeenAt: Instant,
  sentiment: ShownSentiment,
  score: z.number().nullable(),
  confidence: z.number().nullable(),
  marks: z.array(Span),
  watches: z.array(z.string()),
  versions: z.array(z.object({ title: z.string().nullable(), text: z.string(), seenAt: Instant })),
});
export type MentionDetail = z.infer<typeof MentionDetail>;
