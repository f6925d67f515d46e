import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, Instant, PersonRef, SentimentSlot, Ulid } from "../values.ts";

export const Shift = z.object({
  id: Ulid,
  version: z.number().int(),
  openedAt: Instant,
  openedBy: PersonRef,
  closedAt: Instant.nullable(),
  closedBy: PersonRef.nullable(),
  text: z.string(),
});
export type Shift = z.infer<typeof Shift>;

/** One line of the shift log; the CSV columns have the same names (decisions.md), but for `story`, which the page opens. */
export const ShiftLine = z.object({
  seq: z.number().int(),
  at: Instant,
  shift: Ulid.nullable(),
  kind: z.string(),
  case: Ulid.nullable(),
  story: Ulid.nullable(),
  contact: z.string().nullable(),
  source: z.string().nullable(),
  bucket: Bucket.nullable(),
  sentiment: SentimentSlot.nullable(),
  what: z.string(),
  who: z.string(),
  approvedBy: z.string().nullable(),
  url: z.string().nullable(),
  replyUrl: z.string().nullable(),
  dueAt: Instant.nullable(),
  breached: z.boolean().nullable(),
});
export type ShiftLine = z.infer<typeof ShiftLine>;

const ExportFile = z.object({ fileName: z.string(), mime: z.string(), content: z.string() });

/** What the close of a shift hands over, counted from the event log. */
export const ShiftSummary = z.object({
  cameIn: z.number().int(),
  answered: z.number().int(),
  breached: z.number().int(),
  waiting: z.number().int(),
  awaitingApproval: z.number().int(),
  toPost: z.number().int(),
  sourcesDown: z.array(z.string()),
});

export const shiftMethods = defineMethods({
  /** The newest shifts, newest first. */
  "shifts.list": { kind: "read", access: "person", input: z.object({}), output: z.array(Shift) },
  /** The log of a period, oldest first, page by page; `limit` rows from `cursor` on. */
  "shifts.log": {
    kind: "read",
    access: "person",
    input: z.object({
      from: Instant,
      to: Instant,
      cursor: z.number().int().nullable().default(null),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ lines: z.array(ShiftLine), next: z.number().int().nullable(), summary: ShiftSummary }),
  },
  /** Opens a shift. Refusals: shift-open { by }. */
  "shifts.open": { kind: "write", access: ["lead"], input: Command, output: Shift },
  /** Closes the open shift with the handover words. Refusals: no-shift, stale. */
  "shifts.close": {
    kind: "write",
    access: ["lead"],
    input: Command.extend({ id: Ulid, version: z.number().int(), text: z.string().max(10000) }),
    output: Shift,
  },
  /** The log as a file: RFC 4180 CSV (formula-safe) or JSON, hash-chained, with its sidecar of definitions. */
  "shifts.export": {
    kind: "write",
    access: ["lead", "admin"],
    input: Command.extend({ from: Instant, to: Instant, format: z.enum(["csv", "json"]) }),
    output: z.object({ rows: z.number().int(), file: ExportFile, sidecar: ExportFile }),
  },
});
