import { z } from "zod";
import { ReplyPolicy } from "../approval-policy.ts";
import { defineMethods } from "../method.ts";
import { Posting } from "../posting.ts";
import { Command, Instant, Network, PersonRef, ReplyState, Role, Ulid } from "../values.ts";
import { CheckedText, CheckRule } from "./checks.ts";
import { Reach } from "./reply-review.ts";
import { StoryRow } from "./triage.ts";
import { MentionDetail } from "./mentions.ts";

export const Approval = z.object({
  by: PersonRef.nullable(),
  role: Role.nullable(),
  kind: z.enum(["person", "template", "own"]),
  at: Instant,
  voidedAt: Instant.nullable(),
});

export const Reply = z.object({
  id: Ulid,
  version: z.number().int(),
  state: ReplyState,
  text: z.string(),
  /** SHA-256 over network, account, parent and text: what an approval is pinned to. */
  hash: z.string(),
  network: Network,
  parentUrl: z.string().nullable(),
  /** Where it is to be posted when that is not the parent's own address; fixed when the draft was begun. */
  placeUrl: z.string().nullable(),
  /** What the words begin with, script or not, so that the author hears of them ("@ann@far.example "); "" where nothing is needed. */
  prefix: z.string(),
  script: z
    .object({
      id: Ulid,
      version: z.number().int(),
      name: z.string(),
      variant: z.enum(["body", "privateVariant", "holding"]),
    })
    .nullable(),
  fields: z.record(z.string(), z.string()),
  /** Required fields that are still empty, in the order of the text; they block submit. */
  emptyFields: z.array(z.string()),
  authors: z.array(PersonRef),
  limit: z.object({ max: z.number().int().nullable(), used: z.number().int() }),
  savedAt: Instant,
  /** Whose words stand in it; null for what nobody has typed into. */
  savedBy: PersonRef.nullable(),
  submittedAt: Instant.nullable(),
  approvedAt: Instant.nullable(),
  holdUntil: Instant.nullable(),
  handedOverAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  proofUrl: z.string().nullable(),
  /** With which account of ours it is posted, and how far that is. */
  posting: Posting,
  approvals: z.array(Approval),
  returned: z
    .object({
      by: PersonRef,
      at: Instant,
      /** In somebody's own words; may be empty where `reasons` says it all. */
      reason: z.string(),
      /** Codes of the list of reasons. */
      reasons: z.array(z.string()),
      /** It went back because another draft for the same mention was approved. */
      isForAnother: z.boolean(),
    })
    .nullable(),
  /** The approval was lost because the words changed since, by so many characters (null = not known any more), and they were not submitted again. */
  voided: z.object({ at: Instant, by: PersonRef.nullable(), characters: z.number().int().nullable() }).nullable(),
  /** What must be there before it may leave. */
  policy: ReplyPolicy,
});
export type Reply = z.infer<typeof Reply>;

/** Words that stood in a draft before somebody else wrote over them, or that were given up for somebody else's. */
export const EarlierWords = z.object({
  id: Ulid,
  by: PersonRef.nullable(),
  at: Instant,
  text: z.string(),
  fields: z.record(z.string(), z.string()),
});
export type EarlierWords = z.infer<typeof EarlierWords>;

/** What happened since a draft was begun: another reply to the case, a logged contact, or they wrote again. */
export const Meanwhile = z.object({
  kind: z.enum(["reply", "logged", "wrote"]),
  id: Ulid,
  storyId: Ulid,
  /** Of a reply. */
  state: ReplyState.nullable(),
  by: PersonRef.nullable(),
  author: z.string().nullable(),
  at: Instant,
  text: z.string(),
});
export type Meanwhile = z.infer<typeof Meanwhile>;

export const returnReasons = ["facts", "tone", "promise", "personal", "longer", "other"] as const;
const ReturnReason = z.enum(returnReasons);

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;
export const ApprovalCard = z.object({
  story: StoryRow,
  original: MentionDetail,
  reply: Reply,
  /** The script's own words with the fields filled: what the diff is drawn against; null for free text. */
  scriptText: z.string().nullable(),
  /** Another draft for the same story that waits too. */
  conflictsWith: Ulid.nullable(),
  /** How many people the author reaches; null = not known. */
  reach: Reach.nullable(),
});
export type ApprovalCard = z.infer<typeof ApprovalCard>;

/** A hit by its place in the stored words. */
const SignedHit = Command.extend({
  replyId: Ulid,
  version: z.number().int(),
  rule: CheckRule,
  from: z.number().int().min(0),
  to: z.number().int().min(0),
});

export const replyMethods = defineMethods({
  /** Begins a draft for a story, from a script or empty. Claims the case when nobody has it. Refusals: case-resolved. */
  "replies.start": {
    kind: "write",
    access: handlers,
    input: Command.extend({
      storyId: Ulid,
      scriptId: Ulid.nullable().default(null),
      variant: z.enum(["body", "privateVariant", "holding"]).default("body"),
    }),
    output: Reply,
  },
  /** Stores the draft as it is typed. With a script, `fields` render it and `text` is null; free words come as `text`. Refusals: reply-state, stale. */
  "replies.save": {
    kind: "write",
    access: handlers,
    input: Command.extend({
      replyId: Ulid,
      version: z.number().int(),
      fields: z.record(z.string(), z.string().max(2000)),
      text: z.string().max(20000).nullable(),
    }),
    output: Reply,
  },
  /** Keeps words beside a draft that do not come into it: what somebody gives up for a colleague's. Refusals: not-found. */
  "replies.setAside": {
    kind: "write",
    access: handlers,
    input: Command.extend({
      replyId: Ulid,
      fields: z.record(z.string(), z.string().max(2000)),
      text: z.string().max(20000),
    }),
    output: z.object({ id: Ulid }),
  },
  /** Words that were kept beside a draft, newest first. */
  "replies.earlier": {
    kind: "read",
    access: "person",
    input: z.object({ replyId: Ulid }),
    output: z.array(EarlierWords),
  },
  /** What others did for the same person, and what they wrote, since the draft was begun, newest first. Refusals: not-found. */
  "replies.meanwhile": {
    kind: "read",
    access: "person",
    input: z.object({ replyId: Ulid }),
    output: z.array(Meanwhile),
  },
  /**
   * Hands the draft to its approvers; an unchanged rendering of an approved template is approved at once. Only the owner
   * of the case may, while they work here. `seen` names what others did meanwhile that the person has read and answers
   * all the same. Refusals: not-owner { owner }, answered-meanwhile { count }, fields-empty { fields }, reply-empty, checks-stop, checks-unsigned,
   * reply-too-long, case-resolved, reply-state, stale.
   */
  "replies.submit": {
    kind: "write",
    access: handlers,
    input: Command.extend({ replyId: Ulid, version: z.number().int(), seen: z.array(Ulid).max(100).default([]) }),
    output: Reply,
  },
  /**
   * What speaks against a reply: of the words as they are typed, or of the stored ones where `text` and `fields` are left
   * out. The submit is judged by the same. Refusals: not-found.
   */
  "replies.check": {
    kind: "read",
    access: "person",
    input: z.object({
      replyId: Ulid,
      text: z.string().max(20000).nullable().optional(),
      fields: z.record(z.string(), z.string().max(2000)).optional(),
    }),
    output: CheckedText,
  },
  /**
   * Takes a hit of the stored words upon oneself, with a reason; void as soon as its sentence changes. Refusals:
   * nothing-to-sign, checks-stop, reason-needed, reply-state, stale.
   */
  "replies.sign": {
    kind: "write",
    access: handlers,
    input: SignedHit.extend({ reason: z.string().trim().max(300) }),
    output: CheckedText,
  },
  /** Takes a signature back. Refusals: nothing-to-sign, reply-state, stale. */
  "replies.unsign": { kind: "write", access: handlers, input: SignedHit, output: CheckedText },
  /**
   * Approves exactly this text. With the last approval that it needs, the drafts that `over` names go back in the same act.
   * Refusals: own-approval, role-cannot-approve { roles }, already-approved, approval-void, reply-state, stale.
   */
  "replies.approve": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({
      replyId: Ulid,
      version: z.number().int(),
      hash: z.string(),
      over: z
        .array(z.object({ replyId: Ulid, version: z.number().int() }))
        .max(20)
        .optional(),
    }),
    output: Reply,
  },
  /** Takes one's own approval back until the words are posted, and what went back because of it. Refusals: nothing-to-undo, reply-state, stale. */
  "replies.undoApproval": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({ replyId: Ulid, version: z.number().int() }),
    output: Reply,
  },
  /**
   * Changes the proposed words as an approver: who does is an author from now on, so another person must approve.
   * Refusals: reply-empty, fields-empty { fields }, reply-too-long, case-resolved, answered-meanwhile, reply-state, stale.
   */
  "replies.edit": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({ replyId: Ulid, version: z.number().int(), text: z.string().max(20000) }),
    output: Reply,
  },
  /** Sends the draft back to its author, with reasons of the list, words of one's own, or both. Refusals: reason-needed, reply-state, stale. */
  "replies.return": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({
      replyId: Ulid,
      version: z.number().int(),
      reason: z.string().trim().max(500).default(""),
      reasons: z.array(ReturnReason).max(returnReasons.length).optional(),
    }),
    output: Reply,
  },
  /** Asks that legal approves the public words of this case, or that it need not after all. Refusals: not-allowed, reply-state, stale. */
  "replies.setLegal": {
    kind: "write",
    access: handlers,
    input: Command.extend({ replyId: Ulid, version: z.number().int(), wanted: z.boolean() }),
    output: Reply,
  },
  /** Stops a reply before it is posted: during the hold, or while it waits. */
  "replies.cancel": {
    kind: "write",
    access: handlers,
    input: Command.extend({ replyId: Ulid, version: z.number().int(), reason: z.string().trim().max(500).default("") }),
    output: Reply,
  },
  /** After the hold: gives out the approved text to be copied and posted by hand. Refusals: hold-running { seconds }, approval-void, reply-state, stale. */
  "replies.handOver": {
    kind: "write",
    access: handlers,
    input: Command.extend({ replyId: Ulid, version: z.number().int() }),
    output: z.object({ reply: Reply, text: z.string(), url: z.string().nullable() }),
  },
  /** Takes the permalink of the posted reply as proof. Refusals: proof-not-a-link, proof-wrong-host { host, expected }, proof-is-original, reply-state, stale. */
  "replies.prove": {
    kind: "write",
    access: handlers,
    input: Command.extend({
      replyId: Ulid,
      version: z.number().int(),
      url: z.string().max(2000),
      resolve: z.boolean().default(true),
    }),
    output: Reply,
  },
  /** What waits for an approver, is on hold, is to be posted, or lost its approval because the words changed; by hold end, then age. */
  "replies.queue": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ asOf: Instant, cards: z.array(ApprovalCard) }),
  },
});
