import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, PersonRef, Ulid } from "../values.ts";
import { ContactKind } from "./contacts.ts";

/** A text with the piece that made it a hit: UTF-16 offsets, `to` not included; both 0 when nothing of it did. */
const Lit = z.object({ text: z.string(), from: z.number().int(), to: z.number().int() });
export type Lit = z.infer<typeof Lit>;

export const LookUpHit = z.object({
  /** Of the contact. */
  id: Ulid,
  name: Lit,
  kind: ContactKind,
  organisation: Lit.nullable(),
  town: z.string().nullable(),
  handles: z.array(Lit.extend({ network: Network })),
  phones: z.array(Lit),
  emails: z.array(Lit),
  /** The last that came from them or went to them in a case; null for never. */
  lastAt: Instant.nullable(),
  /** Whether a case of theirs is open, all are resolved, or there never was one. */
  standing: z.enum(["open", "resolved", "none"]),
  /** The story of the open case that is due first. */
  openStoryId: Ulid.nullable(),
});
export type LookUpHit = z.infer<typeof LookUpHit>;

export const LookUpCard = z.object({
  contactId: Ulid,
  /** Their newest public words. */
  said: z.object({ text: z.string(), place: z.string(), network: Network, at: Instant, storyId: Ulid }).nullable(),
  /** Our newest public answer to them, `isLater` when it was sent after those words. */
  answered: z.object({ text: z.string(), at: Instant, isLater: z.boolean(), storyId: Ulid }).nullable(),
  /** Who drafts an answer to them now. */
  drafting: PersonRef.nullable(),
  /** What may be said to them: approved, not expired; of their own case, of its story, or of one that says nearly the same. */
  say: z
    .object({
      id: Ulid,
      text: z.string(),
      of: z.enum(["case", "story", "similar"]),
      storyId: Ulid,
      approvedBy: PersonRef,
      approvedAt: Instant,
      expiresAt: Instant,
    })
    .nullable(),
});
export type LookUpCard = z.infer<typeof LookUpCard>;

const Found = z.object({
  /** Fewer than three letters or digits were typed: nothing was looked up. */
  isTooShort: z.boolean(),
  hits: z.array(LookUpHit),
  /** There are more than these. */
  isCapped: z.boolean(),
  /** Of the first hit. */
  card: LookUpCard.nullable(),
  /** What was typed as a number to call back, in one spelling, or as an address; null when it is neither. */
  reach: z.string().nullable(),
});

export const lineStates = ["proposed", "approved", "expired", "withdrawn"] as const;

export const Line = z.object({
  id: Ulid,
  version: z.number().int(),
  text: z.string(),
  state: z.enum(lineStates),
  proposedBy: PersonRef,
  proposedAt: Instant,
  expiresAt: Instant,
  approvedBy: PersonRef.nullable(),
  approvedAt: Instant.nullable(),
  withdrawnBy: PersonRef.nullable(),
  withdrawnAt: Instant.nullable(),
  /** Why the caller cannot approve it; null when they can. */
  cannotApprove: z.enum(["own-approval", "role-cannot-approve", "line-state"]).nullable(),
  mayWithdraw: z.boolean(),
});
export type Line = z.infer<typeof Line>;

export const lineCharacters = 600;
export const longestLineDays = 90;

const proposing = ["agent", "corpcomm", "legal", "lead"] as const;
const aLine = Command.extend({ id: Ulid, version: z.number().int() });

export const lookUpMethods = defineMethods({
  /**
   * Who it is, while they are on the phone: contacts by a piece of three characters or more of a number, address, handle
   * or name. Leaves no trace. The best twenty: whole number or address, end of a number, beginning of a handle, beginning
   * of a word of a name, a piece inside; the most recent first.
   */
  "lookUp.find": {
    kind: "read",
    access: "person",
    input: z.object({ typed: z.string().max(200) }),
    output: Found,
  },
  /** What was said in public, what we answered, and what may be said. Leaves no trace. Refusal: not-found. */
  "lookUp.card": { kind: "read", access: "person", input: z.object({ contactId: Ulid }), output: LookUpCard },
  /** The lines of a case, the newest first; at most fifty. Refusal: not-found. */
  "lines.list": { kind: "read", access: "person", input: z.object({ storyId: Ulid }), output: z.array(Line) },
  /** Proposes words that may be said of a case until they expire. Refusals: not-found, bad-input { field }. */
  "lines.propose": {
    kind: "write",
    access: proposing,
    input: Command.extend({
      storyId: Ulid,
      text: z.string().trim().min(1).max(lineCharacters),
      expiresAt: Instant,
    }),
    output: Line,
  },
  /**
   * Approves a proposed line; in the legal lane only legal does. Nobody approves their own words, but for a firm of one
   * whose policy says so. Refusals: not-found, stale, line-state, own-approval, role-cannot-approve.
   */
  "lines.approve": { kind: "write", access: ["corpcomm", "legal"], input: aLine, output: Line },
  /** Takes a line back: its author before it is approved, corpcomm and legal at any time. Refusals: not-found, stale, line-state, not-allowed. */
  "lines.withdraw": { kind: "write", access: proposing, input: aLine, output: Line },
});
