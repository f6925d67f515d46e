import type { Versioned } from "../../../src-main/contract/values.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { usePerform } from "./use-perform.ts";

/** Putting a story's copies apart or stories together; each act can be taken back. The story itself changes with the others. */
export function useCopyActs({ id, version }: Versioned) {
  const { t } = useWords();
  const link = useLink();
  const perform = usePerform();
  return {
    split: (mentionIds: readonly string[]): Promise<boolean> =>
      perform(
        () =>
          sendCommand({ link, name: "stories.split", input: { story: { id, version }, mentionIds: [...mentionIds] } }),
        ({ changed, waiting }) => t("case.done.takenOut", { count: changed - 1, waiting }),
      ),
    join: (stories: readonly Versioned[]): Promise<boolean> =>
      perform(
        () => sendCommand({ link, name: "stories.join", input: { into: { id, version }, stories: [...stories] } }),
        ({ changed, waiting }) => t("case.done.putIn", { count: changed - 1, waiting }),
      ),
  };
}
