import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, Said, Ulid } from "../values.ts";
import { RetentionDays, SignInChange } from "./source-settings.ts";

/**
 * A source's health, worst first: the order in which they are listed. `retrying` failed and has a next try, `broken` fails
 * for long, `quiet` has nothing new for long; `by_hand` and `import` are never polled.
 */
export const sourceStates = ["broken", "gone", "retrying", "quiet", "new", "ok", "by_hand", "import"] as const;
export const SourceState = z.enum(sourceStates);
export type SourceState = z.infer<typeof SourceState>;

/** What a source's row says of its health, with what those words need; the words are in the catalogue under `sourceWord`. */
export const SourceWord = z.discriminatedUnion("is", [
  /** `repaired`: its last answer broke the rules of its format and was read all the same. */
  z.object({ is: z.enum(["ok", "new", "repaired", "by_hand"]) }),
  z.object({ is: z.literal("import"), at: Instant }),
  z.object({ is: z.literal("quiet"), since: Instant }),
  z.object({ is: z.literal("retrying"), at: Instant.nullable() }),
  /** The server asked for rest. */
  z.object({ is: z.literal("paused"), until: Instant.nullable() }),
  /** It answers from another place, not long enough yet to believe it. `to` is a host. */
  z.object({ is: z.literal("moved"), to: z.string() }),
  z.object({ is: z.literal("trouble"), says: Said }),
]);
export type SourceWord = z.infer<typeof SourceWord>;

export const SourceRow = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  url: z.string(),
  network: Network,
  everything: z.boolean(),
  allowPrivate: z.boolean(),
  intervalMinutes: z.number().nullable(),
  kind: z.enum(["feed", "by_hand", "import", "account"]),
  /** Our account that listens, and for which words; `words` null = to what names or answers it. Null for any other source. */
  account: z.object({ name: z.string(), handle: z.string(), words: z.string().nullable() }).nullable(),
  state: SourceState,
  word: SourceWord,
  /** The desk is offline: state and word are the last true ones before that. */
  isBeforeOffline: z.boolean(),
  /** Why, as a sentence, when the last try failed. */
  trouble: Said.nullable(),
  failures: z.number().int(),
  lastOkAt: Instant.nullable(),
  lastTryAt: Instant.nullable(),
  nextCheckAt: Instant.nullable(),
  newestItemAt: Instant.nullable(),
  addedAt: Instant,
  /** Its last answer broke the rules of its format and was read all the same. */
  repaired: z.boolean(),
  /** Items a day for the last 14 local days, oldest first. */
  days: z.array(z.number().int()),
  /** All that it ever brought and that is still kept. */
  items: z.number().int(),
  mentions: z.number().int(),
  /**
   * What it brought in the last 30 local days, by published time: items, those that are mentions, and those of them that
   * led to action. A mention led to action when its story has a case that people answered in public (with proof) or took
   * to a private contact, in any of its cycles; every copy of the story counts for its own source.
   */
  recent: z.object({
    /** Local days that the window covers: 30, or fewer for a source that is younger. At least 1. */
    days: z.number().int(),
    items: z.number().int(),
    mentions: z.number().int(),
    acted: z.number().int(),
  }),
});
export type SourceRow = z.infer<typeof SourceRow>;

/** One fetch of a source, as its log keeps it. `same`: read whole, and it was what we had. */
export const FetchRow = z.object({
  at: Instant,
  outcome: z.enum(["stored", "same", "not_modified", "failed", "offline"]),
  /** Asked with what the server gave us the last time, so that it could answer "not modified". */
  conditional: z.boolean(),
  httpStatus: z.number().int().nullable(),
  /** Of the body, unpacked. */
  bytes: z.number().int().nullable(),
  tookMs: z.number().int().nullable(),
  newItems: z.number().int().nullable(),
  trouble: Said.nullable(),
  nextCheckAt: Instant.nullable(),
});
export type FetchRow = z.infer<typeof FetchRow>;

export const PollReport = z.object({
  polled: z.number().int(),
  notModified: z.number().int(),
  failed: z.number().int(),
  newMentions: z.number().int(),
});
export type PollReport = z.infer<typeof PollReport>;

export const sourceMethods = defineMethods({
  /** All sources, those with trouble first, then by name. */
  "sources.list": { kind: "read", access: "person", input: z.object({}), output: z.array(SourceRow) },
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
  /**
   * Listens through a connected account of ours: `words` "" = to what names or answers it, which all counts; else for posts with
   * these words, which the watches match again. Its first look follows at once. Refusals: not-found, source-exists.
   */
  "sources.addAccount": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ accountId: Ulid, words: z.string().trim().max(200).default("") }),
    output: SourceRow,
  },
  /**
   * Changes what is set for a source; what is left out of the optional fields stays. Another address forgets what the
   * old one taught and keeps the entries. A secret goes to the keyring, never into the database. Refusals: stale,
   * not-found, bad-input, source-exists,
   * sign-in-secret-needed.
   */
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
      url: z.string().max(2000).optional(),
      department: z.string().trim().min(1).max(80).nullable().optional(),
      retentionDays: RetentionDays.nullable().optional(),
      signIn: SignInChange.optional(),
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
  /** The last fetches of a source, at most 50, newest first. Refusal: not-found. */
  "sources.fetches": { kind: "read", access: "person", input: z.object({ id: Ulid }), output: z.array(FetchRow) },
});
