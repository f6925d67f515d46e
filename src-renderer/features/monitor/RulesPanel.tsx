import { useState } from "react";
import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { RemovedRules } from "./RemovedRules.tsx";
import { RuleForm } from "./RuleForm.tsx";
import { RuleLine } from "./RuleLine.tsx";
import styles from "./RulesPanel.module.css";
import { useRuleActs } from "./use-rule-acts.ts";

/** The routing rules from first to last: the first that matches decides. */
export function RulesPanel({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useWords();
  const { data: rules, error, refetch } = useEngine("rules.list", {});
  const [editing, setEditing] = useState<RuleRow | "new" | null>(null);
  const acts = useRuleActs();
  if (!rules) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  if (editing) {
    const rule = editing === "new" ? null : newerOf(editing, rules);
    return (
      <RuleForm
        key={rule ? `${rule.id} ${rule.version}` : "new"}
        rule={rule}
        count={rules.length}
        onSaved={setEditing}
        onClose={() => setEditing(null)}
        onRemove={(gone) => acts.remove(gone)}
      />
    );
  }
  return (
    <div className={styles["body"]} tabIndex={0} role="group" aria-label={t("monitor.rule.title")}>
      <div className={styles["head"]}>
        <p>{t("monitor.rule.order")}</p>
        <ActButton
          size="small"
          icon="plus"
          onClick={() => setEditing("new")}
          offBecause={mayEdit ? undefined : t("refusal.not-allowed")}
        >
          {t("monitor.rule.add")}
        </ActButton>
      </div>
      {rules.length === 0 && <p className={styles["none"]}>{t("monitor.rule.none")}</p>}
      <ol className={styles["rules"]}>
        {rules.map((rule, index) => (
          <RuleLine
            key={rule.id}
            rule={rule}
            place={index + 1}
            mayEdit={mayEdit}
            onEdit={() => setEditing(rule)}
            onMove={(by) => acts.move(rule, by)}
            onSwitch={() => acts.switchTo(rule, !rule.isOn)}
            count={rules.length}
          />
        ))}
      </ol>
      <p className={styles["none"]}>{t("monitor.rule.otherwise")}</p>
      <RemovedRules mayEdit={mayEdit} onRestore={(rule) => acts.restore(rule)} />
    </div>
  );
}

/** The list may not know yet what was just saved. */
function newerOf(editing: RuleRow, rules: readonly RuleRow[]): RuleRow {
  const listed = rules.find(({ id }) => id === editing.id);
  return listed && listed.version >= editing.version ? listed : editing;
}
