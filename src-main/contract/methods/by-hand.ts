import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, Instant, Network, Said, SentimentSlot, Ulid } from "../values.ts";

export const loggedKinds = ["call", "email", "walk-in", "post"] as const;
export const LoggedKind = z.enum(loggedKinds);
export type LoggedKind = z.infer<typeof LoggedKind>;

/** What one request may carry of a file; base64 of it stays under the limit of a request. */
export const uploadPartBytes = 600_000;
export const pictureBytes = 5_000_000;
export const importBytes = 20_000_000;
const mostParts = Math.ceil(importBytes / uploadPartBytes) + 1;

const Logged = z.object({
  /** What an undo of this act names (triage.undo). */
  batchId: Ulid,
  storyId: Ulid,
  mentionId: Ulid,
  bucket: Bucket,
  /** Whether a case waits with a running clock. */
  waits: z.boolean(),
  /** How many cases wait in all. */
  waiting: z.number().int(),
});
export type Logged = z.infer<typeof Logged>;

export const importFields = [
  "date",
  "time",
  "author",
  "handle",
  "title",
  "text",
  "url",
  "network",
  "language",
  "sentiment",
] as const;
export const ImportField = z.enum(importFields);
export type ImportField = z.infer<typeof ImportField>;

/** How a file is read: the column (0-based) of each field, the zone of times that name none, and the order of "03/04/2026". */
export const ImportReading = z.object({
  columns: z.partialRecord(ImportField, z.number().int().min(0).max(499)),
  timeZone: z.string().max(100),
  dayOrder: z.enum(["day-first", "month-first"]),
});
export type ImportReading = z.infer<typeof ImportReading>;

const RowProblem = z.object({ row: z.number().int(), line: z.number().int(), says: Said });
export type RowProblem = z.infer<typeof RowProblem>;

const ImportCounts = z.object({
  /** Rows of the file, without its headings: stored + known + twice + problems. */
  total: z.number().int(),
  stored: z.number().int(),
  /** Stored before, by an import or by a source. */
  known: z.number().int(),
  /** The same as an earlier row of the file. */
  twice: z.number().int(),
  problems: z.number().int(),
});

export const ImportPreview = z.object({
  /** Why nothing can be read; null when it can. */
  fault: Said.nullable(),
  headings: z.array(z.string()),
  delimiter: z.enum([",", ";", "\t", "|"]),
  encoding: z.string(),
  /** What was recognised, or what the caller asked for. */
  reading: ImportReading,
  counts: ImportCounts,
  /** The first ten rows as they would be stored. */
  rows: z.array(
    z.object({
      row: z.number().int(),
      line: z.number().int(),
      publishedAt: Instant,
      author: z.string().nullable(),
      handle: z.string().nullable(),
      title: z.string().nullable(),
      text: z.string(),
      url: z.string().nullable(),
      network: Network,
      lang: z.string().nullable(),
      sentiment: SentimentSlot,
      bucket: Bucket,
      matches: z.boolean(),
      state: z.enum(["new", "known", "twice"]),
    }),
  ),
  /** The first hundred rows that would not be stored, in the order of the file. */
  problems: z.array(RowProblem),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportRow = ImportCounts.extend({
  id: Ulid,
  name: z.string(),
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  done: z.number().int(),
  /** Of the stored ones, those that count. */
  mentions: z.number().int(),
  at: Instant,
  endedAt: Instant.nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

const handling = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const byHandMethods = defineMethods({
  /**
   * Keeps one part of a file for a method that names the upload: at most 600,000 bytes in base64, parts from 0 on; the
   * same part again replaces it. Forgotten after a day. Refusal: bad-input.
   */
  "uploads.put": {
    kind: "write",
    access: handling,
    input: z.object({
      uploadId: Ulid,
      part: z.number().int().min(0).max(mostParts),
      data: z.base64().max(Math.ceil(uploadPartBytes / 3) * 4 + 4),
    }),
    output: z.object({}),
  },
  /**
   * Enters a call, an e-mail, a walk-in or a post that no feed brings. It always counts, is routed and queued like any
   * mention, and its clock begins now. `dealtWith` says what was done already: the case is noted and closed as handed
   * to private. Refusals: bad-input { field }, link-needed, future-time, file-gone, file-too-large, not-a-picture,
   * not-found.
   */
  "mentions.log": {
    kind: "write",
    access: handling,
    input: Command.extend({
      kind: LoggedKind,
      text: z.string().trim().min(1).max(5000),
      title: z.string().trim().max(200).default(""),
      person: z.string().trim().max(120).default(""),
      /** Telephone number, e-mail address or handle. */
      reach: z.string().trim().max(200).default(""),
      /** Whose it is, where that is known: the case is theirs, and a new number is kept on their profile. */
      contactId: Ulid.nullable().default(null),
      /** Of a post; the other kinds are their own. */
      network: Network.optional(),
      url: z.string().trim().max(2000).default(""),
      happenedAt: Instant.nullable().default(null),
      bucket: Bucket.nullable().default(null),
      dealtWith: z.string().trim().max(4000).default(""),
      /** An upload with a PNG, JPEG or WebP of at most 5 MB. */
      picture: Ulid.nullable().default(null),
    }),
    output: Logged,
  },
  /** The picture that was entered with a mention, as base64; null without one. */
  "mentions.picture": {
    kind: "read",
    access: "person",
    input: z.object({ mentionId: Ulid }),
    output: z
      .object({ type: z.enum(["image/png", "image/jpeg", "image/webp"]), data: z.string(), hash: z.string() })
      .nullable(),
  },
  /** What an import of an uploaded CSV file would store; nothing is written. Refusals: file-gone, file-too-large. */
  "imports.preview": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ uploadId: Ulid, reading: ImportReading.nullable().default(null) }),
    output: ImportPreview,
  },
  /**
   * Begins to store an uploaded CSV file as a source of its own, a backfill: counted at the published time, and only
   * the last 24 hours open cases. Goes on by itself. Refusals: file-gone, file-too-large, import-unreadable.
   */
  "imports.run": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({
      uploadId: Ulid,
      name: z.string().trim().min(1).max(120),
      reading: ImportReading,
      /** Rows that no watch matches count too. */
      everything: z.boolean().default(true),
    }),
    output: ImportRow,
  },
  /** The last twenty imports, newest first. */
  "imports.list": { kind: "read", access: "person", input: z.object({}), output: z.array(ImportRow) },
  /** One import with the rows it did not store, a thousand at a time in the order of the file. Refusal: not-found. */
  "imports.get": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid, after: z.number().int().min(0).default(0) }),
    output: ImportRow.extend({ problemRows: z.array(RowProblem) }),
  },
  /** Stops an import; what it has stored stays. */
  "imports.cancel": {
    kind: "write",
    access: ["admin", "lead"],
    input: Command.extend({ id: Ulid }),
    output: ImportRow,
  },
});
