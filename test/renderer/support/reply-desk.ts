import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { MentionDetail } from "../../../src-main/contract/methods/mentions.ts";
import type { PickOption, Script } from "../../../src-main/contract/methods/playbook.ts";
import type { ApprovalCard, Reply } from "../../../src-main/contract/methods/replies.ts";
import type { Review } from "../../../src-main/contract/methods/reply-review.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import { renderScript } from "../../../src-main/domain/replies/render-script.ts";
import { isPossible, type ReplyAct } from "../../../src-main/domain/replies/reply-states.ts";
import { EngineError } from "../../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./desk.ts";
import { fakeChecks } from "./fake-checks.ts";
import { idOf, mirela, MINUTE, NOON, rowOf, sunniva } from "./rows.ts";

const field = (name: string, change: Partial<Script["fields"][number]> = {}) => ({
  name,
  required: true,
  kind: "text" as const,
  usedIn: ["body"],
  ...change,
});

/** Two required fields, one that may stay empty, and a variant for a private channel. */
export const refund: Script = {
  id: idOf(180),
  key: "zqrefund",
  version: 4,
  name: "Zqscript",
  mentionType: "Zqtype",
  whenToUse: "Zqwhen",
  department: null,
  bucket: "care",
  ...{ language: null, networks: [], synonyms: [] },
  body: "Zqhello {{zqname}}, the next one is {{zqtime}} {{zqextra}}. Zqbye",
  privateVariant: "Zqdear {{zqname}}",
  holding: null,
  fields: [
    field("zqname", { kind: "firstName" }),
    field("zqtime", { kind: "time" }),
    field("zqextra", { required: false }),
  ],
  approval: { approvers: 1, by: ["corpcomm"] },
  templateApproval: null,
  uses: 41,
  lastUsedAt: NOON,
};

/** The script as the picker shows it, in both its variants. */
export function pickRefund(search: string): PickOption[] {
  const { id: scriptId, version, name, whenToUse, uses, lastUsedAt } = refund;
  const isFound = `${name} ${whenToUse}`.toLowerCase().includes(search.toLowerCase());
  const option = {
    scriptId,
    version,
    name,
    whenToUse,
    uses,
    lastUsedAt,
    fits: ["suggested" as const, "bucket" as const],
  };
  return isFound ? (["body", "privateVariant"] as const).map((variant) => ({ ...option, variant })) : [];
}

export const mention: MentionDetail = {
  id: idOf(190),
  source: "Zqboard",
  network: "forum",
  author: "Zqauthor1",
  handle: null,
  title: "Zqtitle1",
  text: "Zqexcerpt late again",
  url: "https://board.example/1",
  ...{ replyUrl: null, categories: [], enclosures: [], enteredBy: null, hasPicture: false },
  lang: "en",
  publishedAt: NOON - 10 * MINUTE,
  dateGuessed: false,
  firstSeenAt: NOON - 8 * MINUTE,
  sentiment: "negative",
  score: -0.7,
  confidence: 0.9,
  marks: [{ field: "text", from: 10, to: 14 }],
  watches: [],
  versions: [{ title: "Zqtitle1", text: "Zqexcerpt late again", seenAt: NOON - 8 * MINUTE }],
};

/** One person of corpcomm decides. */
export const usualPolicy: Reply["policy"] = {
  ...{ roles: ["corpcomm"], template: false, needed: 1, given: 0 },
  ...{ legal: false, isLegalAdded: false, because: [], version: 0 },
};

/** With no account in particular. */
export const byHand: Reply["posting"] = {
  ...{ account: null, trouble: null, nextAt: null, tries: 0, isUnclear: false },
  ...{ url: null, closesCase: true, remindedAt: null },
};

/** A reply number by number: a draft of Mirela's in her own words. */
export function replyOf(number: number, change: Partial<Reply> = {}): Reply {
  return {
    id: idOf(number),
    version: 1,
    state: "draft",
    text: "Zqwords",
    hash: `hash of ${change.text ?? "Zqwords"}`,
    network: "forum",
    parentUrl: mention.url,
    placeUrl: null,
    script: null,
    prefix: "",
    fields: {},
    emptyFields: [],
    authors: [mirela],
    limit: { max: null, used: (change.text ?? "Zqwords").length },
    savedAt: NOON - MINUTE,
    savedBy: mirela,
    submittedAt: null,
    approvedAt: null,
    holdUntil: null,
    handedOverAt: null,
    sentAt: null,
    proofUrl: null,
    posting: byHand,
    approvals: [],
    returned: null,
    voided: null,
    policy: usualPolicy,
    ...change,
  };
}

export type ReplyDesk = Desk & {
  detail: CaseDetail;
  scriptTexts: Map<string, string>;
  /** What was submitted and commented, where a test says so. */
  reviews: Map<string, Partial<Review>>;
  /** Holds the answers of saves back until it is called. */
  holdSaves: () => () => void;
  /** What stands in the engine now. */
  stored: (id: string) => Reply;
  put: (reply: Reply) => void;
};

type Parts = {
  replies?: Reply[];
  me?: { roles: Role[]; person?: typeof mirela };
  detail?: Partial<CaseDetail>;
  selfApproval?: boolean;
};

/** A desk in memory with one case and a gate that follows the engine's: versions, states, hashes. */
export function createReplyDesk({
  replies = [],
  me = { roles: ["lead", "corpcomm"] },
  detail = {},
  selfApproval = false,
}: Parts = {}): ReplyDesk {
  const story = rowOf(1);
  const desk = createDesk([story]) as ReplyDesk;
  const person = { ...(me.person ?? sunniva), roles: me.roles };
  desk.detail = {
    asOf: NOON,
    story,
    mentions: [mention],
    clock: {
      publishedAt: mention.publishedAt,
      firstSeenAt: mention.firstSeenAt,
      queuedAt: mention.firstSeenAt,
      firstOpenedAt: NOON - 2 * MINUTE,
      submittedAt: null,
      approvedAt: null,
      firstResponseAt: null,
      dueAt: NOON + MINUTE,
      earliestAt: NOON + 6 * MINUTE,
      cycle: 1,
      responds: "first",
      hasHours: true,
      approvalDueAt: null,
      resolutionDueAt: null,
      resolvedAt: null,
      gaps: [],
    },
    replies,
    notes: [],
    conversation: { posts: [], watch: null },
    contact: null,
    timeline: [],
    suggestedScript: refund.id,
    ...detail,
  };
  desk.scriptTexts = new Map();
  desk.reviews = new Map();
  desk.stored = (id) => {
    const reply = desk.detail.replies.find((one) => one.id === id);
    if (!reply) throw new EngineError("not-found");
    return reply;
  };
  desk.put = (reply) => {
    desk.detail = { ...desk.detail, replies: [...desk.detail.replies.filter((one) => one.id !== reply.id), reply] };
  };
  let gate: Promise<void> = Promise.resolve();
  desk.holdSaves = () => {
    let open = () => {};
    gate = new Promise((resolve) => (open = resolve));
    return open;
  };
  Object.assign(desk.handlers, handlersOf(desk, { person, selfApproval, gate: () => gate }));
  return desk;
}

type Target = { replyId: string; version: number };
type Behind = { person: typeof mirela & { roles: Role[] }; selfApproval: boolean; gate: () => Promise<void> };

function handlersOf(desk: ReplyDesk, { person, selfApproval, gate }: Behind) {
  function step(target: Target, act: ReplyAct, change: (reply: Reply) => Partial<Reply>): Reply {
    const reply = desk.stored(target.replyId);
    if (!isPossible(act, reply.state)) throw new EngineError("reply-state");
    if (reply.version !== target.version) throw new EngineError("stale");
    const next = { ...reply, ...change(reply), version: reply.version + 1 };
    desk.put(next);
    return next;
  }
  const textOf = (reply: Reply, input: { fields: Record<string, string>; text: string | null }) =>
    input.text ??
    (reply.script ? renderScript(refund[reply.script.variant] ?? refund.body, refund.fields, input.fields).text : "");
  const voided = (reply: Reply) =>
    reply.approvals.map((approval) => ({ ...approval, voidedAt: approval.voidedAt ?? NOON }));
  let started = 160;
  return {
    "session.get": () => ({
      device: "desk",
      person,
      people: [],
      workspace: { name: "desk.db", kind: "desk" },
      setupDone: true,
    }),
    "people.list": () => [
      { ...sunniva, roles: ["lead", "corpcomm"], version: 1, departments: [], hasPin: true, createdAt: NOON },
      { ...mirela, roles: ["agent"], version: 1, departments: [], hasPin: true, createdAt: NOON },
    ],
    "settings.get": () => ({
      version: 1,
      settings: { calendar: { timeZone: "Europe/London" }, selfApproval },
      setup: { dismissed: true, steps: [] },
    }),
    "cases.get": () => desk.detail,
    "cases.open": () => ({ version: 1 }),
    "cases.activity": () => ({}),
    "cases.note": ({ text }: { text: string }) => {
      const note = { id: idOf(170 + desk.detail.notes.length), by: person, at: NOON, text };
      desk.detail = { ...desk.detail, notes: [...desk.detail.notes, note] };
      return { id: note.id };
    },
    "playbook.list": () => [refund],
    "playbook.pick": ({ search }: { search: string }) => ({ search, options: pickRefund(search) }),
    "playbook.version": () => refund,
    "replies.start": ({ scriptId, variant = "body" }: { scriptId: string | null; variant?: "body" }) => {
      const script = scriptId === null ? null : { id: scriptId, version: refund.version, name: refund.name, variant };
      const text = script ? renderScript(refund[variant] ?? refund.body, refund.fields, {}).text : "";
      const reply = replyOf((started += 1), { script, text, authors: [], limit: { max: 60, used: text.length } });
      desk.put(reply);
      return reply;
    },
    "replies.save": async (input: Target & { fields: Record<string, string>; text: string | null }) => {
      await gate();
      return step(input, "save", (reply) => {
        const text = textOf(reply, input);
        return {
          fields: input.fields,
          text,
          hash: `hash of ${text}`,
          state: "draft",
          limit: { max: reply.limit.max, used: text.length },
          savedAt: NOON,
          approvals: voided(reply),
          holdUntil: null,
        };
      });
    },
    "replies.submit": (input: Target) =>
      step(input, "submit", () => ({ state: "submitted", submittedAt: NOON, authors: [person] })),
    "replies.approve": (input: Target & { hash: string; over?: Target[] }) => {
      const reply = desk.stored(input.replyId);
      if (reply.hash !== input.hash) throw new EngineError("approval-void");
      for (const { replyId } of input.over ?? []) desk.put({ ...desk.stored(replyId), state: "returned" });
      return step(input, "approve", () => ({
        state: "approved",
        approvedAt: NOON,
        holdUntil: NOON + 5 * MINUTE,
        approvals: [{ by: person, role: "corpcomm", kind: "person", at: NOON, voidedAt: null }],
      }));
    },
    "replies.undoApproval": (input: Target) =>
      step(input, "undoApproval", (reply) => ({
        ...{ state: "submitted", approvedAt: null, holdUntil: null },
        approvals: voided(reply),
      })),
    "replies.edit": (input: Target & { text: string }) =>
      step(input, "edit", (reply) => ({
        ...{ state: "submitted", text: input.text, hash: `hash of ${input.text}` },
        authors: [...reply.authors, person],
        approvals: voided(reply),
      })),
    "replies.setLegal": (input: Target & { wanted: boolean }) =>
      step(input, "legal", (reply) => ({
        policy: { ...reply.policy, legal: input.wanted, isLegalAdded: input.wanted, roles: ["legal"] },
      })),
    "replies.review": ({ replyId }: { replyId: string }) => ({
      ...emptyReview(desk.stored(replyId).text),
      ...desk.reviews.get(replyId),
    }),
    "replies.comment": () => ({ id: idOf(150) }),
    "replies.settleComment": () => ({}),
    "replies.setReach": () => ({}),
    "replies.return": (input: Target & { reason?: string; reasons?: string[] }) =>
      step(input, "return", (reply) => ({
        state: "returned",
        returned: {
          ...{ by: person, at: NOON, isForAnother: false },
          ...{ reason: input.reason ?? "", reasons: input.reasons ?? [] },
        },
        approvals: voided(reply),
      })),
    "replies.cancel": (input: Target) =>
      step(input, "cancel", (reply) => ({ state: "cancelled", approvals: voided(reply) })),
    "replies.handOver": (input: Target) => {
      const reply = step(input, "handOver", () => ({ state: "handed_over", handedOverAt: NOON }));
      return { reply, text: reply.text, url: reply.parentUrl };
    },
    "replies.prove": (input: Target & { url: string }) => {
      if (!input.url.startsWith("https://board.example/"))
        throw new EngineError("proof-wrong-host", { host: "elsewhere.example", expected: "board.example" });
      return step(input, "prove", () => ({ state: "sent", sentAt: NOON, proofUrl: input.url }));
    },
    "replies.queue": () => ({ asOf: NOON, cards: cardsOf(desk) }),
    ...fakeChecks(desk.stored, person),
  };
}

/** One sentence, nothing said about it. */
function emptyReview(text: string): Review {
  return { text, sentences: [{ from: 0, to: text.length }], revisions: [], comments: [], wroteAgain: [] };
}

function cardsOf({ detail, scriptTexts }: ReplyDesk): ApprovalCard[] {
  const waiting = detail.replies.filter(
    (reply) =>
      ["submitted", "approved", "handed_over", "failed", "needs_person"].includes(reply.state) || reply.voided !== null,
  );
  return waiting.map((reply) => ({
    story: detail.story,
    original: mention,
    reply,
    scriptText: scriptTexts.get(reply.id) ?? null,
    conflictsWith: waiting.find((other) => other !== reply)?.id ?? null,
    reach: null,
  }));
}
