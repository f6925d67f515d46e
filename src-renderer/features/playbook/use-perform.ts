import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf, type WriteName } from "../../lib/engine.ts";
import { type CommandInput, sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

/** An undo that has more to say than that it was done gives its own words. */
type Done = { says: string; undo?: () => Promise<unknown> };

/** Does one act at a time, says what was done, and offers to take it back. */
export function usePerform() {
  const { t, sayError } = useWords();
  const client = useQueryClient();
  const link = useLink();
  const acts = useActs();
  // A key that is held down or pressed twice acts once.
  const isActing = useRef(false);

  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("playbook.") });
  const send = <Name extends WriteName>(name: Name, input: CommandInput<Name>) => sendCommand({ link, name, input });

  async function takeBack(work: () => Promise<unknown>): Promise<void> {
    try {
      const says = await work();
      acts.did({ says: typeof says === "string" ? says : t("playbook.done.undone") });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
    await refresh();
  }

  /** Gives what the engine answered; null when it said no, or while another act is on its way. */
  async function perform<Result>(
    work: () => Promise<Result>,
    done: (result: Result) => Done,
    onFault?: (fault: EngineError) => void,
  ): Promise<Result | null> {
    if (isActing.current) return null;
    isActing.current = true;
    try {
      const result = await acts.during(work());
      const { says, undo } = done(result);
      acts.did({ says, ...(undo && { undo: () => takeBack(undo) }) });
      await refresh();
      return result;
    } catch (error) {
      const fault = reasonOf(error);
      if (onFault) onFault(fault);
      else acts.failed(sayError(fault));
      return null;
    } finally {
      isActing.current = false;
    }
  }
  return { perform, send };
}
