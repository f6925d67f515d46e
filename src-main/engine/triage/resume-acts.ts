import type { CallPerson, Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { listPeople } from "../store/person.ts";
import { begunAct, begunActs } from "./begun-act.ts";
import type { BegunAct, LargeMethod } from "./begun-act.ts";
import { takeBackAct } from "./take-back-act.ts";

type LargeHandlers = Pick<Handlers, LargeMethod>;
type AnyHandler = (input: unknown, call: Call) => Promise<unknown>;

export type ActResumer = {
  readonly start: () => void;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * Goes on, at the start, with large acts in whose midst the program ended: as the person who asked, under the same command
 * id, so that it is one act with one undo, and whoever sends it again gets its answer. What cannot go on is taken back.
 */
export function createActResumer(parts: Parts, handlers: LargeHandlers): ActResumer {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  async function goOn(): Promise<void> {
    for (const commandId of await begunActs(parts.store.read)) {
      if (isStopped) return;
      const begun = await begunAct(parts.store.read, commandId);
      if (begun) await resume(parts, { handlers, commandId, begun });
    }
  }
  const failed = (cause: unknown) => {
    if (!isStopped) parts.log.error("act.resume_broke", { error: String(cause) });
  };
  return {
    start: () => {
      running = goOn().catch(failed);
    },
    idle: () => running,
    // It does not wait: what is left of a large act goes on at the next start.
    stop: async () => {
      isStopped = true;
    },
  };
}

type Resumed = { readonly handlers: LargeHandlers; readonly commandId: string; readonly begun: BegunAct };

async function resume(parts: Parts, { handlers, commandId, begun }: Resumed): Promise<void> {
  const { method, input, personId, actor } = begun;
  const person = personId === null ? null : await personHere(parts, personId);
  const call: Call = { device: "desk", sessionId: null, person, actor };
  const isGone = personId !== null && person === null;
  try {
    if (isGone || begun.takesBack) return await takeBackAct(parts, { call, commandId });
    // The input is what this very method was given.
    await (handlers[method] as AnyHandler)(input, call);
    parts.log.info("act.resumed", { method });
  } catch (cause) {
    parts.log.warn("act.not_resumed", { method, error: String(cause) });
    if (await begunAct(parts.store.read, commandId)) await takeBackAct(parts, { call, commandId });
  }
}

async function personHere({ store }: Parts, personId: string): Promise<CallPerson | null> {
  const found = (await listPeople(store.read)).find(({ id }) => id === personId);
  return found ? { rowId: found.rowId, id: found.id, name: found.name, roles: found.roles } : null;
}
