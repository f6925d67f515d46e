import { Refusal } from "../../contract/refusal.ts";
import type { Topic } from "../../contract/changes.ts";
import type { Reply } from "../../contract/methods/replies.ts";
import { runCommand } from "../commands.ts";
import { soonestTry } from "../../domain/publishing/retry.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { assistedAccount, leaveGoneAccount, reworded } from "../replies/leave-account.ts";
import { readReply, takeReply, voidReply } from "../replies/reply-act.ts";
import type { ReplyTarget } from "../replies/reply-act.ts";
import { hashOf } from "../replies/reply-view.ts";
import { takeAsSent } from "../replies/take-as-sent.ts";
import { draftAgain } from "../replies/write-draft.ts";
import { findAccount, isConnected } from "../store/account.ts";
import type { ConnectedRecord } from "../store/account.ts";
import type { Db } from "../store/open.ts";
import { postingsOf } from "../store/posting.ts";
import { prefixWith, updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { takeAccountFor } from "./choose-account.ts";
import type { ReplyOutbox } from "./outbox.ts";

type PublishingMethod =
  | "publishing.setAccount"
  | "publishing.setClosing"
  | "publishing.takeBack"
  | "publishing.tryNow"
  | "publishing.accept";

export type PublishingHandlerParts = Parts & {
  readonly outbox: Pick<ReplyOutbox, "nudge" | "lookFor">;
  /** Something may have come into the outbox of the customer system. */
  readonly nudgeSender: () => void;
};

type Input = ReplyTarget & { readonly commandId: string };
type Step = { readonly method: PublishingMethod; readonly input: Input; readonly call: Call };

const topics = ["approvals", "case", "triage", "status", "outbox"] as const satisfies readonly Topic[];

/** What people decide about how a reply is posted. */
export function createPublishing(parts: PublishingHandlerParts): Handlers<PublishingMethod> {
  const change = async (step: Step, work: (act: Act) => Promise<void>): Promise<Reply> => {
    const { method, input, call } = step;
    await runCommand(parts, { call, method, commandId: input.commandId, topics }, async (act) => {
      await work(act);
      return {};
    });
    return readReply(parts, input.replyId);
  };
  return {
    "publishing.setAccount": (input, call) =>
      change({ method: "publishing.setAccount", input, call }, (act) => setAccount(act, input)),
    "publishing.setClosing": (input, call) =>
      change({ method: "publishing.setClosing", input, call }, async (act) => {
        const reply = await takeReply(act, input, "setClosing");
        await updateReply(act.trx, reply.rowId, { closes_case: input.closesCase ? 1 : 0 });
      }),
    "publishing.takeBack": (input, call) =>
      change({ method: "publishing.takeBack", input, call }, (act) => takeBack(act, input)),
    "publishing.tryNow": (input, call) => tryNow(parts, input, call),
    "publishing.accept": async (input, call) => {
      const reply = await change({ method: "publishing.accept", input, call }, (act) => accept(act, input));
      parts.nudgeSender();
      return reply;
    },
  };
}

/** The account is part of what is approved: another one is another reply. */
async function setAccount(act: Act, input: ReplyTarget & { readonly accountId: string | null }): Promise<void> {
  const reply = await takeReply(act, input, "setAccount");
  const { network, parentUrl: url } = reply;
  const account = input.accountId === null ? null : await takeAccountFor(act.trx, input.accountId, { network, url });
  const id = account?.id ?? assistedAccount;
  if (id === reply.account) return;
  const isOpen = reply.state === "draft" || reply.state === "returned" || reply.state === "void";
  if (!isOpen) await voidReply(act, reply, "edited");
  const moved = await reworded(act, reply, prefixWith(account?.kind ?? null, reply));
  await updateReply(act.trx, reply.rowId, { ...(isOpen ? {} : draftAgain(act)), ...moved, account: id });
  await act.record({
    kind: "reply.account_set",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, account: account?.name ?? null },
  });
}

/** What could not be posted is a draft again, and needs a new approval. */
async function takeBack(act: Act, input: ReplyTarget): Promise<void> {
  const reply = await takeReply(act, input, "takeBack");
  await voidReply(act, reply, "returned");
  await updateReply(act.trx, reply.rowId, { ...draftAgain(act), ...(await leaveGoneAccount(act, reply)) });
  await act.record({
    kind: "reply.taken_back",
    subjectId: reply.id,
    cycle: reply.cycle,
    payload: { storyId: reply.storyId, because: reply.trouble?.code ?? null },
  });
}

async function tryNow(parts: PublishingHandlerParts, input: Input, call: Call): Promise<Reply> {
  const command = { call, method: "publishing.tryNow", commandId: input.commandId, topics };
  const { look } = await runCommand(parts, command, async (act) => {
    const reply = await takeReply(act, input, "tryNow");
    await takeConnected(act.trx, reply);
    const unclear = (await postingsOf(act.trx, [reply.rowId])).find(
      ({ unclearSince, url, hash }) => unclearSince !== null && url === null && hash === hashOf(reply),
    );
    if (reply.state === "needs_person") {
      if (!unclear) throw new Refusal("reply-state", { state: reply.state, act: "tryNow" });
      return { look: true };
    }
    if (reply.state === "failed" && reply.nextAt === null)
      throw new Refusal("reply-state", { state: reply.state, act: "tryNow" });
    const nextAt = unclear ? soonestTry({ ...unclear, now: act.at }) : act.at;
    // A clock that was set back makes nobody wait longer than before.
    await updateReply(act.trx, reply.rowId, { next_at: Math.min(nextAt, reply.nextAt ?? nextAt) });
    return { look: false };
  });
  if (look) await lookOnce(parts, input.replyId);
  else parts.outbox.nudge();
  return readReply(parts, input.replyId);
}

async function lookOnce(parts: PublishingHandlerParts, replyId: string): Promise<void> {
  const { posting } = await readReply(parts, replyId);
  const account = posting.account && (await findAccount(parts.store.read, posting.account.id));
  if (!account || !isConnected(account)) return;
  await parts.outbox.lookFor(account, replyId);
  parts.nudgeSender();
}

/** Refusals: posts-by-hand, account-paused { name }. */
async function takeConnected(db: Db, reply: ReplyRecord): Promise<ConnectedRecord> {
  const account = await findAccount(db, reply.account);
  if (!account || !isConnected(account)) throw new Refusal("posts-by-hand");
  if (account.paused) throw new Refusal("account-paused", { name: account.name });
  return account;
}

/** It stands there, and a person takes it as the answer. */
async function accept(act: Act, input: ReplyTarget): Promise<void> {
  const reply = await takeReply(act, input, "accept");
  const own = (await postingsOf(act.trx, [reply.rowId])).find(({ hash }) => hash === hashOf(reply));
  if (!own?.url) throw new Refusal("reply-state", { state: reply.state, act: "accept" });
  const account = await findAccount(act.trx, reply.account);
  await takeAsSent(act, reply, { url: own.url, resolve: reply.closesCase, account: account?.name ?? null });
}
