import { Refusal } from "../../contract/refusal.ts";
import type { Topic } from "../../contract/changes.ts";
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
import { approveReply, cancelReply, returnReply, submitReply } from "./gate.ts";
import { personOf, readReply } from "./reply-act.ts";
import { saveDraft, startDraft } from "./write-draft.ts";

type ReplyMethod =
  | "replies.start"
  | "replies.save"
  | "replies.submit"
  | "replies.approve"
  | "replies.return"
  | "replies.cancel"
  | "replies.handOver"
  | "replies.prove"
  | "replies.queue";

export type ReplyParts = Parts & {
  readonly cards: CardSources;
  /** Something may have come into the outbox. */
  readonly nudgeSender: () => void;
};

const topics = ["approvals", "case", "triage", "status"] as const satisfies readonly Topic[];

/** Replies from draft to proof. Each step checks that the stored words are those that the step before agreed to. */
export function createReplies(parts: ReplyParts): Handlers<ReplyMethod> {
  const command = <Result>(
    method: ReplyMethod,
    { commandId }: { commandId: string },
    call: Call,
    work: (act: Act, person: CallPerson) => Promise<Result>,
  ) => {
    const person = personOf(call);
    return runCommand(parts, { call, method, commandId, topics }, (act) => work(act, person));
  };
  return {
    "replies.start": async (input, call) => {
      const replyId = await command("replies.start", input, call, async (act, person) => {
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
    "replies.submit": async (input, call) => {
      await command("replies.submit", input, call, async (act, person) => {
        await submitReply(act, input, { person, settings: (await readSettings(act.trx)).settings });
        return {};
      });
      return readReply(parts, input.replyId);
    },
    "replies.approve": async (input, call) => {
      await command("replies.approve", input, call, async (act, person) => {
        await approveReply(act, input, { person, settings: (await readSettings(act.trx)).settings });
        return {};
      });
      return readReply(parts, input.replyId);
    },
    "replies.return": async (input, call) => {
      await command("replies.return", input, call, async (act, person) => {
        await returnReply(act, input, person);
        return {};
      });
      return readReply(parts, input.replyId);
    },
    "replies.cancel": async (input, call) => {
      await command("replies.cancel", input, call, async (act) => {
        await cancelReply(act, input);
        return {};
      });
      return readReply(parts, input.replyId);
    },
    "replies.handOver": async (input, call) => {
      const given = await command("replies.handOver", input, call, (act) => handOverReply(act, input));
      if (given.outcome === "void") throw new Refusal("approval-void");
      return { reply: await readReply(parts, input.replyId), text: given.text, url: given.url };
    },
    "replies.prove": async (input, call) => {
      const proved = await command("replies.prove", input, call, async (act) => {
        const { outcome } = await proveReply(act, input, (await readSettings(act.trx)).settings);
        return { outcome };
      });
      if (proved.outcome === "void") throw new Refusal("approval-void");
      parts.nudgeSender();
      return readReply(parts, input.replyId);
    },
    "replies.queue": async () => ({
      asOf: parts.clock.now(),
      cards: await approvalCards(parts.store.read, parts.cards),
    }),
  };
}

/** Whoever begins a reply to a case that nobody has takes it; a case of somebody else stays theirs. */
async function claimFor(act: Act, answered: AnsweredCase, person: CallPerson): Promise<void> {
  const record = await caseByRow(act.trx, answered.rowId);
  if (!record || record.state.owner !== null) return;
  const status = record.state.status === "new" ? "open" : record.state.status;
  const firstOpenedAt = record.state.firstOpenedAt ?? act.at;
  const state = { ...record.state, owner: person.id, claimedAt: act.at, status, firstOpenedAt };
  await changeCases(act, [{ record, kind: "case.assigned", state, says: { to: person.name } }]);
}
