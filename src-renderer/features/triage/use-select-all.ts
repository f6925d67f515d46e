import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { QueuePlace } from "./queue-place.ts";
import type { TriageList } from "./use-triage-list.ts";

/** Selects every story that the list stands for, also those that are not loaded: exactly what there is now. */
export function useSelectAll({ list, place }: { list: TriageList; place: QueuePlace }): () => void {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const { view, filter, search, everywhere } = place;
  async function select(): Promise<void> {
    try {
      const { stories, isWhole } = await link.call("triage.select", { view, filter, search, everywhere });
      if (stories.length === 0) return;
      list.change({ type: "select-all", stories });
      if (!isWhole) acts.failed(t("queue.selectedFirst", { count: stories.length }));
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }
  return () => void select();
}
