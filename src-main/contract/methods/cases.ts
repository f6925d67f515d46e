import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, PersonRef, ReplyState, Role, Said, ShownSentiment, Span, Ulid } from "../values.ts";
import { StoryRow } from "./triage.ts";

/** A file that a post brings along. Its address is shown and opened by a person; nothing of it is ever loaded. */
export const Enclosure = z.object({
  /** http or https. */
  url: z.string(),
  /** "audio/mpeg", or only "image" where the feed says no more. */
  type: z.string().nullable(),
  /** Bytes. */
  length: z.number().nullable(),
  title: z.string().nullable(),
  /** What it shows, for those who do not see it. */
  alt: z.string().nullable(),
});
export type Enclosure = z.infer<typeof Enclosure>;

export const MentionDetail = z.object({
  id: Ulid,
  source: z.string(),
  network: Network,
  author: z.string().nullable(),
  handle: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
  /** Where an answer belongs when that is not the url. */
  replyUrl: z.string().nullable(),
  categories: z.array(z.string()),
  enclosures: z.array(Enclosure),
  /** Who entered it by hand; null when a source brought it. */
  enteredBy: z.string().nullable(),
  /** Whether a screenshot was entered with it (mentions.picture). */
  hasPicture: z.boolean(),
  lang: z.string().nullable(),
  publishedAt: Instant,
  dateGuessed: z.boolean(),
  firstSeenAt: Instant,
  sentiment: ShownSentiment,
  score: z.number().nullable(),
  confidence: z.number().nullable(),
  /** Which words moved the verdict, strongest first. */
  evidence: z.array(z.object({ words: z.string(), effect: z.number() })),
  marks: z.array(Span),
  watches: z.array(z.string()),
  versions: z.array(z.object({ title: z.string().nullable(), text: z.string(), seenAt: Instant })),
});
export type MentionDetail = z.infer<typeof MentionDetail>;

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

const Moment = z.object({ at: Instant, by: z.string(), says: Said });

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
  }),
  replies: z.array(Reply),
  notes: z.array(z.object({ id: Ulid, by: PersonRef, at: Instant, text: z.string() })),
  contact: z
    .object({
      id: Ulid,
      name: z.string(),
      handles: z.array(z.object({ network: Network, handle: z.string() })),
      history: z.array(
        z.object({ at: Instant, kind: z.enum(["mention", "reply", "note"]), text: z.string(), storyId: Ulid }),
      ),
    })
    .nullable(),
  timeline: z.array(Moment),
  suggestedScript: Ulid.nullable(),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const caseMethods = defineMethods({
  /** Everything about one story: copies, clock, replies, notes, contact. Refusals: not-found. */
  "cases.get": { kind: "read", access: "person", input: z.object({ storyId: Ulid }), output: CaseDetail },
  /** Says that a person looks at the case: the first time sets first-opened and status open. */
  "cases.open": {
    kind: "write",
    access: handlers,
    input: Command.extend({ storyId: Ulid }),
    output: z.object({ version: z.number().int() }),
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

const ScriptField = z.object({
  name: z.string(),
  required: z.boolean(),
  kind: z.enum(["time", "date", "number", "amount", "link", "choice", "firstName", "text"]),
  options: z.array(z.string()).optional(),
  suggestFrom: z.string().optional(),
  usedIn: z.array(z.string()),
});
export type ScriptField = z.infer<typeof ScriptField>;

export const Script = z.object({
  id: Ulid,
  key: z.string(),
  version: z.number().int(),
  name: z.string(),
  whenToUse: z.string(),
  department: z.string().nullable(),
  bucket: z.enum(["analytics", "pr", "care"]),
  body: z.string(),
  privateVariant: z.string().nullable(),
  holding: z.string().nullable(),
  fields: z.array(ScriptField),
  approval: z.object({ approvers: z.number().int().min(0).max(2), by: z.array(Role) }),
  /** Who approved this version as a template; null = each reply needs a person. */
  templateApproval: z.object({ by: PersonRef, at: Instant }).nullable(),
  uses: z.number().int(),
});
export type Script = z.infer<typeof Script>;

export const playbookMethods = defineMethods({
  "playbook.list": { kind: "read", access: "person", input: z.object({}), output: z.array(Script) },
  /** Saves a script as a new version; a template approval of the old version does not carry over. Refusals: stale, name-taken, bad-input. */
  "playbook.save": {
    kind: "write",
    access: ["corpcomm", "lead", "admin"],
    input: Command.extend({
      id: Ulid.optional(),
      version: z.number().int().optional(),
      script: Script.omit({ id: true, version: true, templateApproval: true, uses: true }),
    }),
    output: Script,
  },
  /** Approves this version of a script as a template; only scripts without free-text fields. Refusals: role-cannot-approve, bad-input, stale. */
  "playbook.approveTemplate": {
    kind: "write",
    access: ["corpcomm", "legal"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: Script,
  },
});

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
  /** Hands the draft to its approvers; an unchanged rendering of an approved template is approved at once. Refusals: fields-empty { fields }, reply-empty, reply-too-long, reply-state, stale. */
  "replies.submit": {
    kind: "write",
    access: handlers,
    input: Command.extend({ replyId: Ulid, version: z.number().int() }),
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
