import { mostThreadTries, nextThreadStep, threadBackOffMs } from "../../domain/conversations/thread-steps.ts";
import type { NetworkTrouble, ReplyPublishers, Thread } from "../../ports/reply-publisher.ts";
import { createWatchLoop, type WatchLoop } from "../cases/watch-loop.ts";
import { runEngineAct } from "../commands.ts";
import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { asConnected } from "../publishing/begin-try.ts";
import type { Understanding } from "../sources/understanding.ts";
import { findAccount, isConnected, type ConnectedRecord } from "../store/account.ts";
import { messageByRow, type MessageRecord } from "../store/message.ts";
import type { Db } from "../store/open.ts";
import { dueThreadReads, saveThreadRead, threadReadOf, type ThreadRead } from "../store/thread-read.ts";
import { remindToLook } from "./remind-to-look.ts";
import { storeThread } from "./store-thread.ts";

const lookEveryMs = 15_000;
const lot = 20;
/** Nobody can read while the account is shut out; a person must sign in again, and that may be soon. */
const shutOutMs = 30 * 60_000;
const offlineMs = 60_000;

export type ThreadReaderParts = Parts & {
  readonly publishers: ReplyPublishers;
  readonly understandings: (db: Db) => Promise<Understanding>;
  readonly network: NetworkState;
};

export type ThreadReader = WatchLoop & {
  /** Resolves when no reading is under way. */
  readonly idle: () => Promise<void>;
};

/** Reads the threads of our replies again when their time has come: what notifications lose is found there. */
export function createThreadReader(parts: ThreadReaderParts): ThreadReader {
  let isStopped = false;
  let looking: Promise<void> = Promise.resolve();
  const loop = createWatchLoop(parts, {
    name: "thread-reader",
    everyMs: lookEveryMs,
    look: () => (looking = readAll()),
  });

  async function readAll(): Promise<void> {
    const now = parts.clock.now();
    for (const read of await dueThreadReads(parts.store.read, { now, limit: lot })) {
      if (isStopped) return;
      await readOrTell(parts, read);
    }
  }

  return {
    ...loop,
    idle: async () => {
      // One that breaks is the loop's to log.
      await looking.catch(() => {});
    },
    start: () => {
      isStopped = false;
      loop.start();
    },
    stop: async () => {
      isStopped = true;
      await loop.stop();
    },
  };
}

/** What breaks on one thread is a fault of ours: it is told and tried later, and the others are read all the same. */
async function readOrTell(parts: ThreadReaderParts, read: ThreadRead): Promise<void> {
  try {
    await readDue(parts, read);
  } catch (cause) {
    parts.log.error("thread.broke", { message: String(cause) });
    await failed(parts, read, { class: "retry", says: { code: "case.conversation.broke", params: {} } });
  }
}

async function readDue(parts: ThreadReaderParts, read: ThreadRead): Promise<void> {
  const message = await messageByRow(parts.store.read, read.messageRowId);
  if (!message) return;
  const account = read.accountId === null ? null : await findAccount(parts.store.read, read.accountId);
  if (!account || !isConnected(account)) return remindToLook(parts, { read, message });
  // Without a network no try is used up, nor made.
  if (parts.network.state() === "offline") return wait(parts, read, offlineMs);
  if (account.paused) return wait(parts, read, shutOutMs);
  const resting = (account.waitUntil ?? 0) - parts.clock.now();
  if (resting > 0) return wait(parts, read, resting);
  const told = await parts.publishers[account.kind].thread(asConnected(account), {
    id: message.remoteId,
    url: message.url,
  });
  if (told.ok) return storeRead(parts, { read, message, account, thread: told.value });
  return troubled(parts, read, told.trouble);
}

async function wait(parts: ThreadReaderParts, read: ThreadRead, ms: number): Promise<void> {
  await parts.store.write((trx) => saveThreadRead(trx, read.messageRowId, { due_at: parts.clock.now() + ms }));
}

async function troubled(parts: ThreadReaderParts, read: ThreadRead, trouble: NetworkTrouble): Promise<void> {
  switch (trouble.class) {
    case "offline":
      return wait(parts, read, offlineMs);
    case "limited":
      return wait(parts, read, Math.max(1000, trouble.retryAfterMs ?? offlineMs));
    case "auth":
      return wait(parts, read, shutOutMs);
    case "permanent":
    case "retry":
    case "unknown":
      return failed(parts, read, trouble);
  }
}

async function failed(
  parts: ThreadReaderParts,
  read: ThreadRead,
  { class: kind, says }: NetworkTrouble,
): Promise<void> {
  const now = parts.clock.now();
  const failures = read.failures + 1;
  const isOver = kind === "permanent" || failures >= mostThreadTries;
  const next = nextThreadStep(read.sentAt, now);
  const again = isOver ? next.dueAt : Math.min(now + threadBackOffMs(failures), next.dueAt ?? Infinity);
  await parts.store.write((trx) =>
    saveThreadRead(trx, read.messageRowId, {
      ...{ due_at: again, failures: isOver ? 0 : failures, trouble: JSON.stringify(says) },
    }),
  );
  parts.changed("case");
  parts.log.warn("thread.failed", { code: says.code, failures });
}

type Read = {
  readonly read: ThreadRead;
  readonly message: MessageRecord;
  readonly account: ConnectedRecord;
  readonly thread: Thread;
};

async function storeRead(parts: ThreadReaderParts, { read, message, account, thread }: Read): Promise<void> {
  // Understood by what was read before the transaction, so that nobody waits for it.
  await (await parts.understandings(parts.store.read)).nearText.ready(parts.store.read);
  await runEngineAct(parts, { topics: ["case", "triage", "status", "wallboard", "sources"] }, async (act) => {
    const current = await threadReadOf(act.trx, read.messageRowId);
    if (current?.dueAt !== read.dueAt) return;
    await storeThread(act, await parts.understandings(act.trx), { message, account, thread });
    const { step, dueAt } = nextThreadStep(read.sentAt, act.at);
    await saveThreadRead(act.trx, read.messageRowId, {
      ...{ step, due_at: dueAt, failures: 0, trouble: null, last_read_at: act.at },
    });
  });
}
