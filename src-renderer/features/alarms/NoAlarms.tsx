import type { Output } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useLearningWords } from "./use-learning-words.ts";

/** All mentions and the negative ones are always counted. */
const alwaysWatched = 2;

/** Nothing was raised, and what that rests on: how many counts are watched, and whether the desk knows what is usual. */
export function NoAlarms({ listed: { asOf, learning } }: { listed: Output<"alarms.list"> }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { data: watches } = useEngine("watches.list", {});
  const learningWords = useLearningWords();
  const count = (watches?.length ?? 0) + alwaysWatched;
  const facts = [
    watches && t("alarms.emptyFacts", { count, time: moment(asOf) }),
    learning && learningWords(learning),
  ].filter((words) => words !== undefined && words !== null);
  return <EmptyState title={t("alarms.empty")} facts={facts.join(" ")} />;
}
