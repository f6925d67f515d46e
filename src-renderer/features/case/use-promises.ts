import type { DeskPromise } from "../../../src-main/contract/methods/promises.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";

export type PromiseActs = ReturnType<typeof usePromiseActs>;
export type NewPromise = { what: string; toWhom: string | null; dueAt: number; replyId: string | null };

/** What can be done with the promises of a case; each act can be taken back. */
export function usePromiseActs(storyId: string) {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const { isBusy, once } = useOnce();

  async function did(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return false;
    }
  }
  const undo = (work: () => Promise<unknown>) => async () => void (await did(async () => void (await work())));

  async function move(name: "promises.keep" | "promises.withdraw", { id, version }: DeskPromise): Promise<void> {
    const now = await sendCommand({ link, name, input: { id, version } });
    acts.did({
      says: t(name === "promises.keep" ? "promises.did.kept" : "promises.did.withdrawn"),
      undo: undo(() => sendCommand({ link, name: "promises.reopen", input: { id, version: now.version } })),
    });
  }
  async function reopen({ id, version }: DeskPromise): Promise<void> {
    await sendCommand({ link, name: "promises.reopen", input: { id, version } });
    acts.did({ says: t("promises.did.reopened") });
  }
  async function make(promise: NewPromise): Promise<void> {
    const made = await sendCommand({ link, name: "promises.make", input: { storyId, ...promise } });
    acts.did({
      says: t("promises.did.made"),
      undo: undo(() => sendCommand({ link, name: "promises.withdraw", input: { id: made.id, version: made.version } })),
    });
  }

  return {
    isBusy,
    make: (promise: NewPromise) => once(() => did(() => make(promise))),
    keep: (promise: DeskPromise) => void once(() => did(() => move("promises.keep", promise))),
    withdraw: (promise: DeskPromise) => void once(() => did(() => move("promises.withdraw", promise))),
    reopen: (promise: DeskPromise) => void once(() => did(() => reopen(promise))),
  };
}
