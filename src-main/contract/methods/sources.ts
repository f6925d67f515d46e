import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, Said, Ulid } from "../values.ts";

/** A source's health in one word. `quiet` has nothing new for long; `retrying` failed and has a next try. */
export const SourceState = z.enum(["new", "ok", "quiet", "retrying", "broken", "gone"]);
export type SourceState = z.infer<typeof SourceState>;

export const SourceRow = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  url: z.string(),
  network: Network,
  everything: z.boolean(),
  allowPrivate: z.boolean(),
  intervalMinutes: z.number().nullable(),
  state: SourceState,
  /** Why, as a sentence, when the last try failed. */
  trouble: Said.nullable(),
  failures: z.number().int(),
  lastOkAt: Instant.nullable(),
  lastTryAt: Instant.nullable(),
  nextCheckAt: Instant.nullable(),
  newestItemAt: Instant.nullable(),
  /** Items a day for the last 14 local days, oldest first. */
  days: z.array(z.number().int()),
  items: z.number().int(),
  mentions: z.number().int(),
});
export type SourceRow = z.infer<typeof SourceRow>;

export const PollReport = z.object({
  polled: z.number().int(),
  notModified: z.number().int(),
  failed: z.number().int(),
  newMentions: z.number().int(),
});
export type PollReport = z.infer<typeof PollReport>;

const ProbeResult = z.object({
  failure: Said.nullable(),
  title: z.string().nullable(),
  url: z.string(),
  items: z.array(z.object({ title: z.string(), publishedAt: Instant.nullable() })),
  itemCount: z.number().int(),
});
export type ProbeResult = z.infer<typeof ProbeResult>;

export const sourceMethods = defineMethods({
  /** All sources, those with trouble first, then by name. */
  "sources.list": { kind: "read", access: "person", input: z.object({}), output: z.array(SourceRow) },
  /** Fetches an address once without saving it and says what is there. A network failure is a value. */
  "sources.probe": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ url: z.string().max(2000), allowPrivate: z.boolean().default(false) }),
    output: ProbeResult,
  },
  /** Adds a source; its first poll follows at once. Refusals: source-exists, bad-input. */
  "sources.add": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({
      url: z.string().max(2000),
      name: z.string().trim().max(120).optional(),
      network: Network.optional(),
      allowPrivate: z.boolean().default(false),
      everything: z.boolean().optional(),
    }),
    output: SourceRow,
  },
  "sources.update": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({
      id: Ulid,
      version: z.number().int(),
      name: z.string().trim().min(1).max(120),
      network: Network,
      everything: z.boolean(),
      allowPrivate: z.boolean(),
      intervalMinutes: z.number().int().min(15).max(1440).nullable(),
    }),
    output: SourceRow,
  },
  /** Stops polling and hides the source; its mentions stay. */
  "sources.remove": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
  /** Polls named sources now, or all that are due; always conditional, at most once a minute a source. */
  "sources.poll": {
    kind: "write",
    access: "person",
    input: z.object({ ids: z.array(Ulid).max(500).optional(), all: z.boolean().default(false) }),
    output: PollReport,
  },
});
