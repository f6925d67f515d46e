import type { Topic } from "../contract/changes.ts";
import type { Actor, NewEvent } from "../domain/events.ts";
import type { Call } from "./handlers.ts";
import type { Parts } from "./parts.ts";
import { appendEvents } from "./store/event-log.ts";
import { storageRefusal } from "./store/open.ts";
import type { Db, Trx } from "./store/open.ts";

/** One act being done: its transaction, its moment, and the log that it writes to. */
export type Act = {
  readonly trx: Trx;
  readonly at: number;
  readonly actor: Actor;
  /** Names the whole act, so that an undo can take back all of it. */
  readonly batchId: string;
  readonly newId: () => string;
  readonly record: (...events: readonly NewEvent[]) => Promise<void>;
};

/**
 * Does a person's command once: the same command id a second time gets the first answer again and changes nothing.
 * All writes, all events and the stored answer share one transaction; pages hear of it after the commit.
 */
export async function runCommand<Result>(
  parts: Parts,
  {
    call,
    method,
    commandId,
    topics,
  }: { readonly call: Call; readonly method: string; readonly commandId: string; readonly topics: readonly Topic[] },
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  const result = await inAct(parts, { actor: call.actor, commandId }, async (act) => {
    const done = await answerBefore<Result>(act.trx, { method, commandId });
    if (done !== null) return done;
    const answer = await work(act);
    await keepAnswer(act, { method, commandId, answer });
    return answer;
  });
  parts.changed(...topics);
  return result;
}

type Named = { readonly method: string; readonly commandId: string };

/** What a command was answered when it was done; null when it was not done yet. */
export async function answerBefore<Result>(db: Db, { method, commandId }: Named): Promise<Result | null> {
  const done = await db
    .selectFrom("command")
    .select(["method", "result"])
    .where("id", "=", commandId)
    .executeTakeFirst();
  // The answer was made by the same method's `work`, so it has its shape.
  return done?.method === method ? (JSON.parse(done.result) as Result) : null;
}

/** Writes down what a command was answered, in the transaction that did the last of it. */
export async function keepAnswer(
  act: Act,
  { method, commandId, answer }: Named & { readonly answer: unknown },
): Promise<void> {
  await act.trx
    .insertInto("command")
    .values({ id: commandId, method, at: act.at, result: JSON.stringify(answer) })
    .execute();
}

/**
 * Does one slice of a person's act that is too large for one transaction. All slices carry the batch id of the whole, so
 * that one undo takes back all of it.
 */
export function runSlice<Result>(
  parts: Parts,
  frame: { readonly call: Call; readonly commandId: string; readonly batchId: string },
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  return inAct(parts, { actor: frame.call.actor, commandId: frame.commandId, batchId: frame.batchId }, work);
}

/** Does something the engine decided by itself, in one transaction with its events. */
export async function runEngineAct<Result>(
  parts: Parts,
  { topics, at }: { readonly topics: readonly Topic[]; readonly at?: number },
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  const result = await inAct(
    parts,
    { actor: { kind: "engine" }, commandId: null, ...(at === undefined ? {} : { at }) },
    work,
  );
  if (topics.length > 0) parts.changed(...topics);
  return result;
}

/**
 * Does something of a person that needs no place in the table of commands, because a version makes it safe to repeat:
 * the autosave of a draft, every second.
 */
export async function runQuietAct<Result>(
  parts: Parts,
  { call, topics }: { readonly call: Call; readonly topics: readonly Topic[] },
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  const result = await inAct(parts, { actor: call.actor, commandId: null }, work);
  parts.changed(...topics);
  return result;
}

async function inAct<Result>(
  { store, clock, ids, follow }: Parts,
  frame: {
    readonly actor: Actor;
    readonly commandId: string | null;
    readonly at?: number;
    readonly batchId?: string;
  },
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  const at = frame.at ?? clock.now();
  const newId = () => ids.ulid(at);
  const batchId = frame.batchId ?? newId();
  const newSalt = () => Buffer.from(ids.randomBytes(16)).toString("hex");
  const recorded: NewEvent[] = [];
  const record =
    (trx: Trx) =>
    async (...events: readonly NewEvent[]) => {
      recorded.push(...events);
      await appendEvents(trx, { at, actor: frame.actor, commandId: frame.commandId, batchId, newId, newSalt }, events);
    };
  let isFollowed = false;
  const result = await store
    .write(async (trx) => {
      const act = { trx, at, actor: frame.actor, batchId, newId, record: record(trx) };
      const done = await work(act);
      isFollowed = (await follow?.inside(act, [...recorded])) ?? false;
      return done;
    })
    .catch((cause: unknown) => {
      throw storageRefusal(cause, store.file);
    });
  if (isFollowed) follow?.after();
  return result;
}
