import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, PersonRef, ReplyState, Role, Ulid } from "../values.ts";
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
  approvals: z.array(Approval),
  returned: z.object({ by: PersonRef, at: Instant, reason: z.string() }).nullable(),
  /** Who may still approve: roles, and whether a person is needed at all. */
  policy: z.object({ roles: z.array(Role), template: z.boolean() }),
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

/** What others did for the same person since a draft was begun: another reply to the case, or a contact that was logged. */
export const Meanwhile = z.object({
  kind: z.enum(["reply", "logged"]),
  id: Ulid,
  storyId: Ulid,
  /** Of a reply. */
  state: ReplyState.nullable(),
  by: PersonRef.nullable(),
  at: Instant,
  text: z.string(),
});
export type Meanwhile = z.infer<typeof Meanwhile>;

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const ApprovalCard = z.object({
  story: StoryRow,
  original: MentionDetail,
  reply: Reply,
  /** The script's own words with the fields filled: what the diff is drawn against; null for free text. */
  scriptText: z.string().nullable(),
  /** Another draft for the same story that waits too. */
  conflictsWith: Ulid.nullable(),
});
export type ApprovalCard = z.infer<typeof ApprovalCard>;

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
  /** What others did for the same person since the draft was begun, newest first. Refusals: not-found. */
  "replies.meanwhile": {
    kind: "read",
    access: "person",
    input: z.object({ replyId: Ulid }),
    output: z.array(Meanwhile),
  },
  /**
   * Hands the draft to its approvers; an unchanged rendering of an approved template is approved at once. Only the owner
   * of the case may, while they work here. `seen` names what others did meanwhile that the person has read and answers
   * all the same. Refusals: not-owner { owner }, answered-meanwhile { count }, fields-empty { fields }, reply-empty,
   * reply-too-long, case-resolved, reply-state, stale.
   */
  "replies.submit": {
    kind: "write",
    access: handlers,
    input: Command.extend({ replyId: Ulid, version: z.number().int(), seen: z.array(Ulid).max(100).default([]) }),
    output: Reply,
  },
  /** Approves exactly this text. Refusals: own-approval, role-cannot-approve { roles }, approval-void, reply-state, stale. */
  "replies.approve": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({ replyId: Ulid, version: z.number().int(), hash: z.string() }),
    output: Reply,
  },
  /** Sends the draft back to its author. Refusals: reason-needed, reply-state, stale. */
  "replies.return": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({ replyId: Ulid, version: z.number().int(), reason: z.string().trim().max(500) }),
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
  /** What waits for an approver, is on hold, or is to be posted; by hold end, then age. */
  "replies.queue": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ asOf: Instant, cards: z.array(ApprovalCard) }),
  },
});
