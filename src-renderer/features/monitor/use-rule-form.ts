import { useState } from "react";
import type { RulePreview, RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useActs } from "../../lib/acts.tsx";
import type { EngineError } from "../../lib/engine.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { draftOf, inputOf, type RuleDraft } from "./rule-draft.ts";
import { useRested } from "../../lib/use-rested.ts";
import { faultOf } from "./WatchEditor.tsx";

export type RuleForm = {
  readonly draft: RuleDraft;
  readonly change: (next: Partial<RuleDraft>) => void;
  readonly isChanged: boolean;
  readonly save: () => void;
  readonly isSaving: boolean;
  /** Why it cannot be saved as it stands. */
  readonly offBecause: string | undefined;
  readonly refusal: EngineError | null;
  readonly dryRun: DryRun;
};

export type DryRun = {
  /** Where the query as it stands breaks. */
  readonly fault: RulePreview["fault"];
  /** What the last rule that could be read would have done. */
  readonly found: RulePreview | null;
  /** Whether that is the rule as it stands. */
  readonly isCurrent: boolean;
  readonly error: EngineError | null;
};

type Editing = {
  readonly rule: RuleRow | null;
  readonly count: number;
  readonly onSaved: (rule: RuleRow) => void;
};

/** A rule being written, with what it would have done. */
export function useRuleForm({ rule, count, onSaved }: Editing): RuleForm {
  const { t } = useWords();
  const acts = useActs();
  const saving = useCommand("rules.save");
  const [saved] = useState(() => draftOf(rule, count));
  const [draft, setDraft] = useState(saved);
  const dryRun = useDryRun(draft, rule);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  const offBecause = draft.name.trim() === "" ? t("monitor.watch.nameFirst") : undefined;
  return {
    draft,
    isChanged,
    isSaving: saving.isPending,
    offBecause: offBecause ?? (rule && !isChanged ? t("monitor.rule.unchanged") : undefined),
    refusal: saving.error,
    dryRun: { ...dryRun, fault: dryRun.fault ?? faultOf(saving.error) },
    change: (next) => {
      saving.reset();
      setDraft((before) => ({ ...before, ...next }));
    },
    save: () => {
      if (saving.isPending) return;
      saving.mutate(
        { ...inputOf(draft), ...(rule && { id: rule.id, version: rule.version }) },
        {
          onSuccess: (row) => {
            acts.did({ says: t("monitor.rule.saved", { name: row.name }) });
            onSaved(row);
          },
        },
      );
    },
  };
}

function useDryRun(draft: RuleDraft, rule: RuleRow | null): DryRun {
  // Only what changes the answer asks again: not the name, nor the reason.
  const asked = JSON.stringify({ ...inputOf(draft), name: "", reason: "", labels: [], ...(rule && { id: rule.id }) });
  const rested = useRested(asked);
  const { data, error, isPlaceholderData } = useEngine(
    "rules.preview",
    // Written by JSON.stringify above.
    JSON.parse(rested) as ReturnType<typeof inputOf>,
    { keepPrevious: true },
  );
  const answer = isPlaceholderData ? undefined : data;
  const [lastFound, setLastFound] = useState<RulePreview | null>(null);
  // Kept while rendering, as React advises for what is derived from an earlier answer.
  if (answer && !answer.fault && answer !== lastFound) setLastFound(answer);
  const isRested = rested === asked;
  return {
    fault: isRested ? (answer?.fault ?? null) : null,
    found: answer && !answer.fault ? answer : lastFound,
    isCurrent: isRested && answer !== undefined && !answer.fault,
    error,
  };
}
