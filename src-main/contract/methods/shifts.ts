import { z } from "zod";
import { defineMethods } from "../method.ts";
import {
  Bucket,
  CaseStatus,
  Command,
  Instant,
  PersonRef,
  Priority,
  ReplyState,
  SentimentSlot,
  Ulid,
} from "../values.ts";
import { DeskPromise } from "./promises.ts";

/** A person, a moment, and the SHA-256 of the handover that they had before them. */
export const ShiftSignature = z.object({
  by: PersonRef,
  at: Instant,
  hash: z.string(),
  /** The same person signed both: a desk of one, whose policy says so. */
  isAlone: z.boolean(),
});
export type ShiftSignature = z.infer<typeof ShiftSignature>;

export const Shift = z.object({
  id: Ulid,
  version: z.number().int(),
  openedAt: Instant,
  openedBy: PersonRef,
  /** Until when it ran. One that nobody closed in time is closed later: then its signature is younger. */
  closedAt: Instant.nullable(),
  closedBy: PersonRef.nullable(),
  /** The handover words; while the shift runs they are stored as they are typed, and `textVersion` counts up. */
  text: z.string(),
  textVersion: z.number().int(),
  textAt: Instant.nullable(),
  textBy: PersonRef.nullable(),
  handover: ShiftSignature.nullable(),
  takeover: ShiftSignature.nullable(),
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

/** A case in a handover. Words are null once its contact was erased. */
export const ShiftCase = z.object({
  caseId: Ulid,
  storyId: Ulid,
  title: z.string().nullable(),
  contact: z.string().nullable(),
  bucket: Bucket,
  priority: Priority,
  status: CaseStatus,
  owner: PersonRef.nullable(),
  queuedAt: Instant,
  dueAt: Instant.nullable(),
  /** Answered: nothing runs. */
  isAnswered: z.boolean(),
  /** Past its deadline without an answer, or answered after it. */
  isLate: z.boolean(),
  /** The newest reply that is not posted yet, and who writes it. */
  reply: z.object({ state: ReplyState, by: z.string().nullable() }).nullable(),
  note: z.string().nullable(),
  noteBy: z.string().nullable(),
});
export type ShiftCase = z.infer<typeof ShiftCase>;

/** A promise as the handover shows it. */
export const ShiftPromise = DeskPromise.omit({ version: true, withdrawnBy: true, keptBy: true });
export type ShiftPromise = z.infer<typeof ShiftPromise>;

/** A reply that waits: for an approval, or to be posted. */
export const ShiftReply = z.object({
  caseId: Ulid,
  storyId: Ulid,
  replyId: Ulid,
  title: z.string().nullable(),
  bucket: Bucket,
  state: ReplyState,
  by: z.string().nullable(),
  since: Instant.nullable(),
  needsLegal: z.boolean(),
});
export type ShiftReply = z.infer<typeof ShiftReply>;

/** A line of the log that the handover repeats: a decision, or what an alarm did. */
export const ShiftEvent = z.object({
  seq: z.number().int(),
  at: Instant,
  kind: z.string(),
  caseId: Ulid.nullable(),
  storyId: Ulid.nullable(),
  contact: z.string().nullable(),
  what: z.string().nullable(),
  who: z.string(),
});
export type ShiftEvent = z.infer<typeof ShiftEvent>;

/** When a source could not be heard, or the desk itself heard nothing; `to` null = still so. */
export const ShiftGap = z.object({
  kind: z.enum(["source", "off", "asleep", "offline"]),
  source: z.string().nullable(),
  from: Instant,
  to: Instant.nullable(),
});
export type ShiftGap = z.infer<typeof ShiftGap>;

/** A record for a CRM that nobody there took. */
export const ShiftDelivery = z.object({
  id: Ulid,
  caseId: Ulid,
  storyId: Ulid,
  contact: z.string().nullable(),
  target: z.string(),
  at: Instant,
});

/** How much there is of each; lists of the summary hold the first of them. */
export const ShiftCounts = z.object({
  /** New mentions that came in (first seen then), and cycles of cases that were queued or opened again. */
  mentions: z.number().int(),
  cases: z.number().int(),
  /** Cycles of cases that got their first answer. */
  answered: z.number().int(),
  /** Cycles whose deadline passed without an answer. */
  breached: z.number().int(),
  promised: z.number().int(),
  kept: z.number().int(),
  broken: z.number().int(),
  /** As of the summary's moment: promises neither kept nor withdrawn, cases that wait for us, replies, records. */
  promisesOpen: z.number().int(),
  waiting: z.number().int(),
  awaitingApproval: z.number().int(),
  toPost: z.number().int(),
  stuck: z.number().int(),
  sourcesDown: z.number().int(),
  decided: z.number().int(),
});
export type ShiftCounts = z.infer<typeof ShiftCounts>;

/** What a shift hands over: what happened in it, from the event log, and what stands open at a moment. */
export const ShiftSummary = z.object({
  from: Instant,
  /** Excluded. */
  to: Instant,
  asOf: Instant,
  counts: ShiftCounts,
  open: z.array(ShiftCase),
  breached: z.array(ShiftCase),
  promises: z.array(ShiftPromise),
  approvals: z.array(ShiftReply),
  oldestApprovalAt: Instant.nullable(),
  toPost: z.array(ShiftReply),
  decided: z.array(ShiftEvent),
  gaps: z.array(ShiftGap),
  alarms: z.array(ShiftEvent),
  stuck: z.array(ShiftDelivery),
});
export type ShiftSummary = z.infer<typeof ShiftSummary>;

/** The handover as it was signed: the words and numbers never change, whatever happens later. */
export const ShiftHandover = z.object({
  text: z.string().nullable(),
  summary: ShiftSummary,
  /** The end of the event log when it was signed. */
  head: z.object({ seq: z.number().int(), hash: z.string() }),
  hash: z.string(),
  /** What the document says still makes this hash, and both signatures are of it. */
  holds: z.boolean(),
  /** Pieces of words that an erasure took away since, and those in which it struck out a name. */
  erased: z.number().int(),
  struck: z.number().int(),
});
export type ShiftHandover = z.infer<typeof ShiftHandover>;

const aShift = Command.extend({ id: Ulid, version: z.number().int() });

export const shiftMethods = defineMethods({
  /** The newest shifts, newest first. */
  "shifts.list": { kind: "read", access: "person", input: z.object({}), output: z.array(Shift) },
  /** The log of a period, oldest first, page by page; `limit` rows from `cursor` on. Filters narrow it. */
  "shifts.log": {
    kind: "read",
    access: "person",
    input: z.object({
      from: Instant,
      to: Instant,
      cursor: z.number().int().nullable().default(null),
      limit: z.number().int().min(1).max(500).default(200),
      /** Kinds of events, or their first part with a dot at its end ("reply."); empty = all. */
      kinds: z.array(z.string().max(60)).max(60).default([]),
      personId: Ulid.nullable().default(null),
      storyId: Ulid.nullable().default(null),
    }),
    output: z.object({ lines: z.array(ShiftLine), next: z.number().int().nullable() }),
  },
  /** What happened in a stretch of time and what stands open now. A stretch in the future is cut at now. */
  "shifts.summary": {
    kind: "read",
    access: "person",
    input: z.object({ from: Instant, to: Instant }),
    output: ShiftSummary,
  },
  /** The cases behind a count of a stretch of time: as many as it says, at most 500, oldest first. */
  "shifts.rows": {
    kind: "read",
    access: "person",
    input: z.object({ from: Instant, to: Instant, of: z.enum(["cases", "answered", "breached"]) }),
    output: z.array(ShiftCase),
  },
  /** The handover of a closed shift as it was signed; null for one that was closed before handovers were signed. Refusals: not-found. */
  "shifts.handover": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid }),
    output: ShiftHandover.nullable(),
  },
  /** Reads the whole event log and the signed handover again. `fault` is the first event that does not hold. Refusals: not-found. */
  "shifts.verify": {
    kind: "read",
    access: "person",
    input: z.object({ id: Ulid }),
    output: z.object({
      holds: z.boolean(),
      events: z.number().int(),
      fault: z.number().int().nullable(),
      handover: z.boolean().nullable(),
    }),
  },
  /** Opens a shift. Refusals: shift-open { by }. */
  "shifts.open": { kind: "write", access: ["lead"], input: Command, output: Shift },
  /** Stores the handover words of the open shift as they are typed. Refusals: no-shift, stale. */
  "shifts.write": {
    kind: "write",
    access: ["lead"],
    input: Command.extend({ id: Ulid, textVersion: z.number().int(), text: z.string().max(10000) }),
    output: Shift,
  },
  /**
   * Closes the open shift and signs its handover for the person who closes it. `until` null = it ran until now; one that
   * nobody closed in time says until when it ran. Refusals: no-shift, stale, bad-input { field }.
   */
  "shifts.close": {
    kind: "write",
    access: ["lead"],
    input: aShift.extend({ text: z.string().max(10000), until: Instant.nullable().default(null) }),
    output: Shift,
  },
  /**
   * Signs for the next lead that a closed shift is taken over; `open` opens the next one in the same act. Two people sign,
   * but for a desk of one whose policy says so. Refusals: not-found, stale, shift-signed, not-closed, own-handover, shift-open { by }.
   */
  "shifts.takeOver": {
    kind: "write",
    access: ["lead"],
    input: aShift.extend({ open: z.boolean() }),
    output: z.object({ shift: Shift, opened: Shift.nullable() }),
  },
});
