import type { Output } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

export type Learning = NonNullable<Output<"alarms.list">["learning"]>;

/** Says how far the desk is in learning what is usual. */
export function useLearningWords(): (learning: Learning) => string {
  const { t } = useWords();
  const { number } = useFormat();
  return ({ heardHours, neededHours }) =>
    t("alarms.learning", { heard: number(heardHours), needed: number(neededHours) });
}
