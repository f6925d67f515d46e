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
  /** Since when it is switched off because its patterns took too long; null while it works. */
  overranAt: Instant.nullable(),
});
export type WatchRow = z.infer<typeof WatchRow>;

/** One saved state of a watch. `savedBy` is null for the program itself. */
export const WatchVersion = z.object({
  version: z.number().int(),
  name: z.string(),
  set: WatchSet,
  query: z.string(),
  savedAt: Instant,
  savedBy: z.string().nullable(),
});
export type WatchVersion = z.infer<typeof WatchVersion>;

/**
 * How far the matching of stored items against changed watches is. `total` is about right until it ends; `added` items became mentions,
 * `dropped` ones are mentions no more.
 */
export const Rematching = z.object({
  id: Ulid,
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  done: z.number().int(),
  total: z.number().int(),
  added: z.number().int(),
  dropped: z.number().int(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type Rematching = z.infer<typeof Rematching>;

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
  /** Items that would match but for one part of the query: `missing` is not there, `unwanted` must not be. As typed. */
  nearMisses: z.array(
    z.object({
      id: Ulid,
      source: z.string(),
      text: z.string(),
      missing: z.string().nullable(),
      unwanted: z.string().nullable(),
    }),
  ),
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
  /** What a watch was, newest version first. Refusals: not-found. */
  "watches.versions": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid }),
    output: z.array(WatchVersion),
  },
  /** The newest matching of stored items against changed watches; null before the first. */
  "watches.rematching": { kind: "read", access: "person", input: z.object({}), output: Rematching.nullable() },
  /**
   * Stops it where it is: what it has gone through stays as it is now, all older items stay as the watches before found them.
   * Refusals: not-found when none is under way.
   */
  "watches.cancelRematch": {
    kind: "write",
    access: ["admin", "lead", "corpcomm"],
    input: Command,
    output: z.object({}),
  },
  /** Matches the stored items of the last 30 days anew, such as after a cancelled one. */
  "watches.rematch": { kind: "write", access: ["admin", "lead", "corpcomm"], input: Command, output: z.object({}) },
  "watches.remove": {
    kind: "write",
    access: ["admin", "lead", "corpcomm"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
});
