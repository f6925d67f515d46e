import type { Line } from "../../../src-main/contract/methods/look-up.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";

export type LineActs = ReturnType<typeof useLineActs>;

/** What can be done with what may be said of a case. */
export function useLineActs(storyId: string) {
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

  async function withdraw({ id, version }: Line): Promise<void> {
    await sendCommand({ link, name: "lines.withdraw", input: { id, version } });
    acts.did({ says: t("lines.did.withdrawn") });
  }

  async function approve({ id, version }: Line): Promise<void> {
    await sendCommand({ link, name: "lines.approve", input: { id, version } });
    acts.did({ says: t("lines.did.approved") });
  }

  async function propose(text: string, expiresAt: number): Promise<void> {
    const line = await sendCommand({ link, name: "lines.propose", input: { storyId, text, expiresAt } });
    acts.did({ says: t("lines.did.proposed"), undo: async () => void (await did(() => withdraw(line))) });
  }

  return {
    isBusy,
    propose: (text: string, expiresAt: number) => once(() => did(() => propose(text, expiresAt))),
    approve: (line: Line) => void once(() => did(() => approve(line))),
    withdraw: (line: Line) => void once(() => did(() => withdraw(line))),
  };
}
