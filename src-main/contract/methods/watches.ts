import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, Instant, Said, ShownSentiment, Span, Ulid } from "../values.ts";

export const WatchSet = z.enum(["own", "competitor", "topic", "alert", "person", "issue"]);
export type WatchSet = z.infer<typeof WatchSet>;

export const WatchRow = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  set: WatchSet,
  query: z.string(),
  mentions: z.number().int(),
  savedAt: Instant,
});
export type WatchRow = z.infer<typeof WatchRow>;

/** Where a query breaks: 0-based UTF-16 position and why, as words. */
export const QueryFault = z.object({ at: z.number().int(), says: Said });

export const WatchPreview = z.object({
  fault: QueryFault.nullable(),
  mentions: z.number().int(),
  stories: z.number().int(),
  tookMs: z.number(),
  scanned: z.number().int(),
  /** Matches a day for the last 30 local days, oldest first. */
  days: z.array(z.object({ day: z.string(), mentions: z.number().int() })),
  wouldRoute: z.record(Bucket, z.number().int()),
  samples: z.array(
    z.object({
      id: Ulid,
      source: z.string(),
      title: z.string().nullable(),
      text: z.string(),
      spans: z.array(Span),
      sentiment: ShownSentiment,
    }),
  ),
});
export type WatchPreview = z.infer<typeof WatchPreview>;

export const watchMethods = defineMethods({
  "watches.list": { kind: "read", access: "person", input: z.object({}), output: z.array(WatchRow) },
  /** What a query would find among the stored items of the last 30 days, with the words lit. */
  "watches.preview": {
    kind: "read",
    access: "person",
    input: z.object({ query: z.string().max(4000) }),
    output: WatchPreview,
  },
  /** Saves a watch as a new version and matches the stored items of the last 30 days anew. Refusals: query-invalid { at, … }, stale, name-taken. */
  "watches.save": {
    kind: "write",
    access: ["admin", "lead", "corpcomm"],
    input: Command.extend({
      id: Ulid.optional(),
      version: z.number().int().optional(),
      name: z.string().trim().min(1).max(80),
      set: WatchSet.default("own"),
      query: z.string().max(4000),
    }),
    output: WatchRow,
  },
  "watches.remove": {
    kind: "write",
    access: ["admin", "lead", "corpcomm"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
});
