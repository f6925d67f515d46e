import { useState } from "react";
import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { RuleForm } from "./RuleForm.tsx";
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
    const rule = editing === "new" ? null : editing;
    return (
      <RuleForm
        key={rule?.id ?? "new"}
        rule={rule}
        count={rules.length}
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
          <Rule
            key={rule.id}
            rule={rule}
            place={index + 1}
            mayEdit={mayEdit}
            onEdit={() => setEditing(rule)}
            onMove={(by) => acts.move(rule, by)}
            count={rules.length}
          />
        ))}
      </ol>
      <p className={styles["none"]}>{t("monitor.rule.otherwise")}</p>
    </div>
  );
}

type RuleProps = {
  rule: RuleRow;
  place: number;
  count: number;
  mayEdit: boolean;
  onEdit: () => void;
  onMove: (by: 1 | -1) => void;
};

function Rule({ rule, place, count, mayEdit, onEdit, onMove }: RuleProps) {
  const { t } = useWords();
  const facts = [rule.priority && t(`monitor.urgency.${rule.priority}`), rule.department, rule.reason].filter(Boolean);
  return (
    <li className={styles["rule"]}>
      <span className={styles["place"]}>{place}</span>
      <button type="button" className={styles["what"]} onClick={onEdit} disabled={!mayEdit}>
        <span className={styles["line"]}>
          <span className="sr">{t("monitor.rule.edit")}</span>
          <b className="clip">{rule.name}</b>
          {rule.bucket !== null && <BucketChip bucket={rule.bucket} />}
        </span>
        {rule.query !== null && <code className="clip">{rule.query}</code>}
        {facts.length > 0 && <span className={styles["facts"]}>{facts.join(" · ")}</span>}
      </button>
      <span className={styles["moves"]}>
        <ActButton
          size="small"
          look="ghost"
          aria-label={t("monitor.rule.up", { name: rule.name })}
          offBecause={mayMove(mayEdit && rule.query !== null && place > 1)}
          onClick={() => onMove(-1)}
        >
          ↑
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          aria-label={t("monitor.rule.down", { name: rule.name })}
          offBecause={mayMove(mayEdit && rule.query !== null && place < count)}
          onClick={() => onMove(1)}
        >
          ↓
        </ActButton>
      </span>
    </li>
  );
  function mayMove(may: boolean): string | undefined {
    return may ? undefined : t("monitor.rule.stays");
  }
}
