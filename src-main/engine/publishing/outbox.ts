import { runEngineAct } from "../commands.ts";
import { createDueLoop } from "../due-loop.ts";
import { isConnected, listAccounts } from "../store/account.ts";
import type { ConnectedRecord } from "../store/account.ts";
import { nextPosting, nextPostingAt, wakePostings } from "../store/posting.ts";
import { attemptReply } from "./attempt.ts";
import { stopOrphans } from "./orphans.ts";
import type { OutboxParts } from "./outbox-parts.ts";

export type ReplyOutbox = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Looks at the outbox now: something was approved, or a person asked for it. */
  readonly nudge: () => void;
  /** Looks once, without sending, whether a reply of which nobody knows arrived after all. */
  readonly lookFor: (account: ConnectedRecord, replyId: string) => Promise<void>;
  /** Sends everything that is due and resolves when nothing is. */
  readonly drain: () => Promise<void>;
  /** What only waited for the network becomes due. */
  readonly networkIsBack: () => Promise<void>;
};

/**
 * Sends approved replies through connected accounts: one request per account at a time, oldest first, each reply once.
 * What was on its way when the engine ended last is looked for first.
 */
export function createReplyOutbox(parts: OutboxParts): ReplyOutbox {
  const { inTurn, ended } = createTurns();
  const loop = createDueLoop(parts, {
    broke: "outbox.failed",
    round: async (isStopped) => {
      await stopOrphans(parts);
      const accounts = (await listAccounts(parts.store.read)).filter(isConnected);
      await Promise.all(
        accounts.map((account) => inTurn(account, () => drainAccount(parts, account.rowId, isStopped))),
      );
    },
    untilDue: () => untilNextDue(parts),
  });
  return {
    start: loop.start,
    stop: async () => {
      await loop.stop();
      await ended();
    },
    nudge: loop.nudge,
    lookFor: (account, replyId) => inTurn(account, () => attemptReply(parts, { account, replyId, isLook: true })),
    drain: loop.drain,
    networkIsBack: async () => {
      await wakeAll(parts);
      loop.nudge();
    },
  };
}

function wakeAll(parts: OutboxParts): Promise<void> {
  return runEngineAct(parts, { topics: ["outbox"] }, (act) => wakePostings(act.trx, { accountId: null, at: act.at }));
}

/** One thing at a time with each account: the next begins when the one before it has ended. */
function createTurns() {
  const ends = new Map<string, Promise<void>>();
  return {
    inTurn: (account: ConnectedRecord, work: () => Promise<void>): Promise<void> => {
      const before = ends.get(account.id) ?? Promise.resolve();
      const end = before.then(work, work);
      ends.set(account.id, end);
      return end;
    },
    ended: async (): Promise<void> => void (await Promise.allSettled(ends.values())),
  };
}

/** Sends what is due with one account, one after the other; reads the account anew each time, for it may be paused. */
async function drainAccount(parts: OutboxParts, rowId: number, isStopped: () => boolean): Promise<void> {
  while (!isStopped()) {
    const account = (await listAccounts(parts.store.read)).find((one) => one.rowId === rowId);
    const now = parts.clock.now();
    if (!account || !isConnected(account) || account.paused || (account.waitUntil ?? 0) > now) return;
    const replyId = await nextPosting(parts.store.read, { accountId: account.id, now });
    if (replyId === null) return;
    await attemptReply(parts, { account, replyId, isLook: false });
  }
}

async function untilNextDue(parts: OutboxParts): Promise<number> {
  const accounts = (await listAccounts(parts.store.read)).filter((one) => isConnected(one) && !one.paused);
  const now = parts.clock.now();
  const waits = await Promise.all(
    accounts.map(async ({ id, waitUntil }) => {
      const at = await nextPostingAt(parts.store.read, id);
      return at === null ? Infinity : Math.max(at, waitUntil ?? 0) - now;
    }),
  );
  return Math.min(...waits);
}
