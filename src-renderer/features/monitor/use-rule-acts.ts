import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { type CommandInput, useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

/** Moving and removing rules; both can be taken back from the status bar. */
export function useRuleActs() {
  const { t, sayError } = useWords();
  const acts = useActs();
  const saving = useCommand("rules.save");
  const removing = useCommand("rules.remove");

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    }
  }

  async function place(rule: RuleRow, position: number): Promise<RuleRow> {
    return saving.mutateAsync({ ...wordsOf(rule), id: rule.id, version: rule.version, position });
  }

  function move(rule: RuleRow, by: 1 | -1): void {
    void attempt(async () => {
      const moved = await place(rule, rule.position + by);
      acts.did({
        says: t("monitor.rule.moved", { name: rule.name }),
        undo: () => attempt(async () => void (await place(moved, rule.position))),
      });
    });
  }

  function remove(rule: RuleRow): Promise<void> {
    return attempt(async () => {
      await removing.mutateAsync({ id: rule.id, version: rule.version });
      const again = async () => void (await saving.mutateAsync({ ...wordsOf(rule), position: rule.position }));
      acts.did({ says: t("monitor.rule.removed", { name: rule.name }), undo: () => attempt(again) });
    });
  }

  return { move, remove };
}

function wordsOf({
  name,
  query,
  bucket,
  priority,
  department,
  labels,
  reason,
}: RuleRow): Omit<CommandInput<"rules.save">, "id" | "version" | "position"> {
  return { name, query: query ?? "", bucket, priority, department, labels, reason };
}
