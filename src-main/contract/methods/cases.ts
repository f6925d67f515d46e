import { z } from "zod";
import { Conversation } from "../conversation.ts";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, PersonRef, Said, Ulid, Versioned } from "../values.ts";
import { ContactKind, MaybeSame } from "./contacts.ts";
import { MentionDetail } from "./mentions.ts";
import { Reply } from "./replies.ts";
import { Moved, StoryRow } from "./triage.ts";

/** `url`: the record in the CRM that it led to, a page of the CRM itself. */
const Moment = z.object({ at: Instant, by: z.string(), says: Said, url: z.string().nullable() });

export const CaseDetail = z.object({
  asOf: Instant,
  story: StoryRow,
  mentions: z.array(MentionDetail),
  /** The pieces of the clock; null = has not happened. They add up from published to first response. */
  clock: z.object({
    publishedAt: Instant,
    firstSeenAt: Instant,
    queuedAt: Instant.nullable(),
    firstOpenedAt: Instant.nullable(),
    submittedAt: Instant.nullable(),
    approvedAt: Instant.nullable(),
    firstResponseAt: Instant.nullable(),
    dueAt: Instant.nullable(),
    /** When an answer could leave at the earliest now (approval target and hold counted). */
    earliestAt: Instant.nullable(),
    cycle: z.number().int(),
    /** The answer that this cycle waits for: the first one, or the next after they came back. Null without a case. */
    responds: z.enum(["first", "next"]).nullable(),
    /** False where the calendar of the case has no open hours, so that nothing is ever due. */
    hasHours: z.boolean(),
    /** Until when approvers should decide, while words wait for them. */
    approvalDueAt: Instant.nullable(),
    /** Until when the case should be closed; null without such a target. `resolvedAt` = when it was. */
    resolutionDueAt: Instant.nullable(),
    resolvedAt: Instant.nullable(),
    /** When the desk could see and do nothing, from posting until the answer or now: it did not run, or reached nobody. */
    gaps: z.array(z.object({ from: Instant, to: Instant, kind: z.enum(["off", "asleep", "offline"]) })),
  }),
  replies: z.array(Reply),
  /** What was said in its conversation on the network, as far as anybody told us. */
  conversation: Conversation,
  notes: z.array(z.object({ id: Ulid, by: PersonRef, at: Instant, text: z.string() })),
  contact: z
    .object({
      id: Ulid,
      name: z.string(),
      kind: ContactKind,
      organisation: z.string().nullable(),
      handles: z.array(z.object({ network: Network, handle: z.string() })),
      /** As they are read: "+49 30 901820". */
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      /** Others who may be the same person, the strongest reasons first, at most three. */
      maybeSame: z.array(MaybeSame),
      history: z.array(
        z.object({ at: Instant, kind: z.enum(["mention", "reply", "note"]), text: z.string(), storyId: Ulid }),
      ),
    })
    .nullable(),
  timeline: z.array(Moment),
  suggestedScript: Ulid.nullable(),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** How long people worked on a case, from recorded activity: each moment of a person counts once. */
export const CaseWork = z.object({
  /** Since when its owner has it; null when nobody has, or it is resolved. */
  inHandSince: Instant.nullable(),
  /** Focused work up to the answer, in ms, of all who worked on it. */
  workedMs: z.number(),
  /** Focused work after the answer: notes, the CRM. */
  wrapMs: z.number(),
  people: z.array(z.object({ person: PersonRef, workedMs: z.number(), wrapMs: z.number(), lastAt: Instant })),
  /** The departments because of which the person who asks may only look; null when they may act. */
  looksOn: z.string().nullable(),
});
export type CaseWork = z.infer<typeof CaseWork>;

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const caseMethods = defineMethods({
  /** Everything about one story: copies, clock, replies, notes, contact. Refusals: not-found. */
  "cases.get": { kind: "read", access: "person", input: z.object({ storyId: Ulid }), output: CaseDetail },
  /** Who worked on a story's case for how long, and whether the person may act on it. Refusals: not-found. */
  "cases.work": { kind: "read", access: "person", input: z.object({ storyId: Ulid }), output: CaseWork },
  /** Says that a person looks at the case: the first time sets first-opened and status open. */
  "cases.open": {
    kind: "write",
    access: handlers,
    input: Command.extend({ storyId: Ulid }),
    output: z.object({ version: z.number().int() }),
  },
  /**
   * Opens cases again by hand: a resolved one in a new cycle with a clock of its own, one that was put away with the clock that
   * ran on. Refusals: not-found, stale.
   */
  "cases.reopen": {
    kind: "write",
    access: handlers,
    input: Command.extend({ stories: z.array(Versioned).min(1).max(1000) }),
    output: Moved,
  },
  /** Adds a note that only the desk sees. It is a thing of its own and can never become a reply. */
  "cases.note": {
    kind: "write",
    access: handlers,
    input: Command.extend({ storyId: Ulid, text: z.string().trim().min(1).max(4000) }),
    output: z.object({ id: Ulid }),
  },
  /** Records focused work on a case, for handle time: spans of at most 10 minutes. */
  "cases.activity": {
    kind: "write",
    access: handlers,
    input: z.object({ storyId: Ulid, from: Instant, to: Instant }),
    output: z.object({}),
  },
});
