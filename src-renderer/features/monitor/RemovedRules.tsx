import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { RuleWorkPart } from "./RuleWorkPart.tsx";
import styles from "./RulesPanel.module.css";

/** Rules that were removed: they can be brought back, and what they did can still be taken back. */
export function RemovedRules({ mayEdit, onRestore }: { mayEdit: boolean; onRestore: (rule: RuleRow) => void }) {
  const { t } = useWords();
  const { data: removed } = useEngine("rules.removed", {});
  if (!removed || removed.length === 0 || !mayEdit) return null;
  return (
    <details className={styles["removed"]}>
      <summary>{t("monitor.rule.removedRules", { count: removed.length })}</summary>
      <ul>
        {removed.map((rule) => (
          <li key={rule.id}>
            <span className={styles["line"]}>
              <b className="clip">{rule.name}</b>
              <span className="grow" />
              <ActButton
                size="small"
                aria-label={t("monitor.rule.restoreNamed", { name: rule.name })}
                onClick={() => onRestore(rule)}
              >
                {t("monitor.rule.restore")}
              </ActButton>
            </span>
            <RuleWorkPart rule={rule} isChanged={false} />
          </li>
        ))}
      </ul>
    </details>
  );
}
