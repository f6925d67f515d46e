import { Refusal } from "../../contract/refusal.ts";
import type { Topic } from "../../contract/changes.ts";
import type { Reply } from "../../contract/methods/replies.ts";
import { changeCases } from "../cases/change-cases.ts";
import { runCommand, runQuietAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, CallPerson, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { AnsweredCase } from "../store/reply-case.ts";
import { caseByRow } from "../store/case.ts";
import { readSettings } from "../store/setting.ts";
import { approvalCards } from "./approval-queue.ts";
import type { CardSources } from "./approval-queue.ts";
import { handOverReply, proveReply } from "./assisted-posting.ts";
import { checkHandlers } from "./check-handlers.ts";
import type { ReplyCheckMethod } from "./check-handlers.ts";
import { editReply } from "./edit-reply.ts";
import { approveReply, submitReply } from "./gate.ts";
import { setLegal } from "./legal-lane.ts";
import { personOf, readReply } from "./reply-act.ts";
import { cancelReply, returnReply } from "./send-back.ts";
import { commentSentence, readReview, settleComment } from "./sentence-comments.ts";
import { setReach } from "./set-reach.ts";
import { undoApproval } from "./undo-approval.ts";
import { readMeanwhile } from "./meanwhile.ts";
import { findReplies } from "../store/reply.ts";
import { keptWords } from "../store/reply-words.ts";
import { saveDraft, setAside, startDraft } from "./write-draft.ts";

type ReplyMethod =
  | "replies.start"
  | "replies.save"
  | "replies.submit"
  | "replies.approve"
  | "replies.return"
  | "replies.cancel"
  | "replies.handOver"
  | "replies.prove"
  | "replies.queue"
  | "replies.setAside"
  | "replies.earlier"
  | "replies.meanwhile"
  | ReviewMethod
  | GateMethod
  | ReplyCheckMethod;

type ReviewMethod = "replies.review" | "replies.comment" | "replies.settleComment" | "replies.setReach";
type GateMethod =
  | "replies.submit"
  | "replies.approve"
  | "replies.undoApproval"
  | "replies.edit"
  | "replies.return"
  | "replies.setLegal"
  | "replies.cancel";

export type ReplyParts = Parts & {
  readonly cards: CardSources;
  /** Something may have come into the outbox. */
  readonly nudgeSender: () => void;
};

const topics = ["approvals", "case", "triage", "status"] as const satisfies readonly Topic[];

/** Replies from draft to proof. Each step checks that the stored words are those that the step before agreed to. */
export function createReplies(parts: ReplyParts): Handlers<ReplyMethod> {
  return {
    ...draftHandlers(parts),
    ...checkHandlers(parts),
    ...besideHandlers(parts),
    ...gateHandlers(parts),
    ...reviewHandlers(parts),
    ...postingHandlers(parts),
  };
}

type Step = {
  readonly parts: ReplyParts;
  readonly method: ReplyMethod;
  readonly input: { readonly commandId: string };
  readonly call: Call;
};

function inCommand<Result>(
  { parts, method, input, call }: Step,
  work: (act: Act, person: CallPerson) => Promise<Result>,
): Promise<Result> {
  const person = personOf(call);
  return runCommand(parts, { call, method, commandId: input.commandId, topics }, (act) => work(act, person));
}

/** A step that changes one reply and answers with it as it stands then. */
async function changeReply(
  step: Step & { readonly input: { readonly replyId: string } },
  work: (act: Act, person: CallPerson) => Promise<void>,
): Promise<Reply> {
  await inCommand(step, async (act, person) => {
    await work(act, person);
    return {};
  });
  return readReply(step.parts, step.input.replyId);
}

function draftHandlers(parts: ReplyParts): Handlers<"replies.start" | "replies.save" | "replies.queue"> {
  return {
    "replies.start": async (input, call) => {
      const replyId = await inCommand({ parts, method: "replies.start", input, call }, async (act, person) => {
        const started = await startDraft(act, input, person);
        await claimFor(act, started.answered, person);
        return started.replyId;
      });
      return readReply(parts, replyId);
    },
    // Autosave comes every second: the reply's version makes it safe to repeat, so no command row is kept for it.
    "replies.save": async (input, call) => {
      const person = personOf(call);
      await runQuietAct(parts, { call, topics: ["case", "approvals"] }, (act) => saveDraft(act, input, person));
      return readReply(parts, input.replyId);
    },
    "replies.queue": async () => ({
      asOf: parts.clock.now(),
      cards: await approvalCards(parts.store.read, parts.cards),
    }),
  };
}

/** What stands beside a draft: words that gave way to others, and what others did meanwhile. */
function besideHandlers(parts: ReplyParts): Handlers<"replies.setAside" | "replies.earlier" | "replies.meanwhile"> {
  const { read } = parts.store;
  return {
    "replies.setAside": (input, call) =>
      inCommand({ parts, method: "replies.setAside", input, call }, (act, person) => setAside(act, input, person)),
    "replies.earlier": async ({ replyId }) => [...(await keptWords(read, replyId))],
    "replies.meanwhile": async ({ replyId }) => {
      const [reply] = await findReplies(read, { id: replyId });
      if (!reply) throw new Refusal("not-found", { what: "reply" });
      return [...(await readMeanwhile(read, reply))];
    },
  };
}

/** What colleagues say about a reply, and about whom it answers: nothing of it comes into the words. */
function reviewHandlers(parts: ReplyParts): Handlers<ReviewMethod> {
  return {
    "replies.review": ({ replyId }) => readReview(parts.store.read, replyId),
    "replies.comment": (input, call) =>
      inCommand({ parts, method: "replies.comment", input, call }, (act, person) =>
        commentSentence(act, input, person),
      ),
    "replies.settleComment": (input, call) =>
      inCommand({ parts, method: "replies.settleComment", input, call }, (act, person) =>
        settleComment(act, input, person),
      ),
    "replies.setReach": (input, call) =>
      inCommand({ parts, method: "replies.setReach", input, call }, (act, person) => setReach(act, input, person)),
  };
}

function gateHandlers(parts: ReplyParts): Handlers<GateMethod> {
  return {
    "replies.submit": (input, call) =>
      changeReply({ parts, method: "replies.submit", input, call }, async (act, person) => {
        await submitReply(act, input, { person, settings: (await readSettings(act.trx)).settings });
      }),
    "replies.approve": (input, call) =>
      changeReply({ parts, method: "replies.approve", input, call }, async (act, person) => {
        await approveReply(act, input, { person, settings: (await readSettings(act.trx)).settings });
      }),
    "replies.undoApproval": (input, call) =>
      changeReply({ parts, method: "replies.undoApproval", input, call }, (act, person) =>
        undoApproval(act, input, person),
      ),
    "replies.edit": (input, call) =>
      changeReply({ parts, method: "replies.edit", input, call }, async (act, person) => {
        await editReply(act, input, { person, settings: (await readSettings(act.trx)).settings });
      }),
    "replies.setLegal": (input, call) =>
      changeReply({ parts, method: "replies.setLegal", input, call }, (act, person) => setLegal(act, input, person)),
    "replies.return": (input, call) =>
      changeReply({ parts, method: "replies.return", input, call }, (act, person) => returnReply(act, input, person)),
    "replies.cancel": (input, call) =>
      changeReply({ parts, method: "replies.cancel", input, call }, (act) => cancelReply(act, input)),
  };
}

function postingHandlers(parts: ReplyParts): Handlers<"replies.handOver" | "replies.prove"> {
  return {
    "replies.handOver": async (input, call) => {
      const given = await inCommand({ parts, method: "replies.handOver", input, call }, (act) =>
        handOverReply(act, input),
      );
      if (given.outcome === "void") throw new Refusal("approval-void");
      return { reply: await readReply(parts, input.replyId), text: given.text, url: given.url };
    },
    "replies.prove": async (input, call) => {
      const proved = await inCommand({ parts, method: "replies.prove", input, call }, async (act) => {
        const { outcome } = await proveReply(act, input, (await readSettings(act.trx)).settings);
        return { outcome };
      });
      if (proved.outcome === "void") throw new Refusal("approval-void");
      parts.nudgeSender();
      return readReply(parts, input.replyId);
    },
  };
}

/** Whoever begins a reply to a case that nobody has takes it; a case of somebody else stays theirs. */
async function claimFor(act: Act, answered: AnsweredCase, person: CallPerson): Promise<void> {
  const record = await caseByRow(act.trx, answered.rowId);
  if (!record || record.state.owner !== null) return;
  const status = record.state.status === "new" ? "open" : record.state.status;
  const firstOpenedAt = record.state.firstOpenedAt ?? act.at;
  const state = { ...record.state, owner: person.id, claimedAt: act.at, status, firstOpenedAt };
  await changeCases(act, [{ record, kind: "case.assigned", state, says: { name: person.name } }]);
}
