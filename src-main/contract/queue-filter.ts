import { z } from "zod";
import { Bucket, Network, Priority, ShownSentiment, Ulid } from "./values.ts";

/** The name of a label: one short line. */
export const LabelName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u);

export const clockStates = ["ok", "watch", "breached", "answered"] as const;

/** How many people the author reaches, as far as it is known; 10,000 is where the desk's policy begins to call it high. */
export const reachBands = ["unknown", "under1000", "under10000", "from10000"] as const;

const few = 50;

/** What narrows a queue. Each part that is there must hold; within one part any of its values will do. */
export const QueueFilter = z
  .strictObject({
    buckets: z.array(Bucket).max(4),
    sources: z.array(Ulid).max(few),
    networks: z.array(Network).max(few),
    watches: z.array(Ulid).max(few),
    sentiments: z.array(ShownSentiment).max(5),
    priorities: z.array(Priority).max(3),
    owners: z.array(z.union([Ulid, z.enum(["me", "nobody"])])).max(few),
    labels: z.array(LabelName).max(few),
    departments: z.array(z.string().trim().min(1).max(100)).max(few),
    /** ISO 639, or `unknown` where nobody could tell. */
    langs: z.array(z.string().regex(/^[a-z]{2,3}$|^unknown$/)).max(few),
    clocks: z.array(z.enum(clockStates)).max(4),
    reaches: z.array(z.enum(reachBands)).max(4),
    /** Found in the last so many hours; found longer ago than that. */
    newerThanHours: z.number().positive().max(87_600),
    olderThanHours: z.number().positive().max(87_600),
  })
  .partial();
export type QueueFilter = z.infer<typeof QueueFilter>;

export const noReplyReasons = ["thanks", "noQuestion", "answeredElsewhere", "otherFirm", "baiting", "other"] as const;
/** Why no reply is needed; `other` needs words. */
export const NoReplyReason = z.enum(noReplyReasons);
export type NoReplyReason = z.infer<typeof NoReplyReason>;
