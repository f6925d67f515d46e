import type { Moved } from "../../../src-main/contract/methods/triage.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

type Perform = (send: () => Promise<Moved>, says: (moved: Moved) => string) => Promise<boolean>;

/** Does an act of triage, says what it did and offers to take it back; resolves to whether it was done. */
export function usePerform(): Perform {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();

  async function takeBack(batchId: string): Promise<void> {
    try {
      await sendCommand({ link, name: "triage.undo", input: { batchId } });
      acts.did({ says: t("status.undone") });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }

  async function performNow(send: () => Promise<Moved>, says: (moved: Moved) => string): Promise<boolean> {
    try {
      const moved = await send();
      acts.did({ says: says(moved), undo: () => takeBack(moved.batchId) });
      return true;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return false;
    }
  }

  return (send, says) => acts.during(performNow(send, says));
}
