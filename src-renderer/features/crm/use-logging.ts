import { useState } from "react";
import type { LoggedType, LoggingChoice, LoggingChoices } from "../../../src-main/contract/methods/crm-logging.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import type { Output } from "../../lib/engine.ts";
import { useAct } from "../../lib/use-act.ts";
import { useWords } from "../../lib/words.ts";

export const loggedTypes = [
  ...(["reply", "private", "call", "email", "walk-in", "resolved"] as const),
] as const satisfies readonly LoggedType[];
export const loggedBuckets = ["care", "pr", "unsorted", "analytics"] as const satisfies readonly Bucket[];

/** The table as the person has it before them, how much of it they changed, and its saving. */
export function useLogging(saved: Output<"crm.logging">) {
  const { t } = useWords();
  const acts = useActs();
  const saving = useAct("crm.saveLogging", ["crm.logging"]);
  const [mine, setMine] = useState<{ choices: LoggingChoices; version: number } | null>(null);
  const choices = mine?.choices ?? saved.choices;
  const changed = loggedBuckets.flatMap((bucket) =>
    loggedTypes.filter((type) => choices[bucket][type] !== saved.choices[bucket][type]),
  ).length;
  async function save(): Promise<void> {
    if (!mine) return;
    // Somebody saved meanwhile, and was seen to: the next save means what stands now.
    const version = saving.trouble?.code === "stale" ? saved.version : mine.version;
    if (!(await saving.run({ version, choices: mine.choices }))) return;
    setMine(null);
    acts.did({ says: t("crmLogging.table.done") });
  }
  return {
    choices,
    changed,
    isBusy: saving.isBusy,
    trouble: saving.trouble,
    choose: (bucket: Bucket, type: LoggedType, choice: LoggingChoice) =>
      setMine({
        choices: { ...choices, [bucket]: { ...choices[bucket], [type]: choice } },
        version: mine?.version ?? saved.version,
      }),
    save,
    discard: () => setMine(null),
  };
}
