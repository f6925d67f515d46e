import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { classNames } from "../../ui/class-names.ts";
import styles from "./RulesPanel.module.css";

type RuleLineProps = {
  rule: RuleRow;
  place: number;
  count: number;
  mayEdit: boolean;
  onEdit: () => void;
  onMove: (by: 1 | -1) => void;
  onSwitch: () => void;
};

/** One rule of the list: what it is called, asks and does; its place and whether it is on are changed here. */
export function RuleLine({ rule, place, count, mayEdit, onEdit, onMove, onSwitch }: RuleLineProps) {
  const { t } = useWords();
  const facts = [
    !rule.stop && t("monitor.rule.goesOnShort"),
    rule.priority && t(`monitor.urgency.${rule.priority}`),
    rule.department,
    rule.reason,
  ].filter(Boolean);
  return (
    <li className={classNames(styles["rule"], !rule.isOn && styles["isOff"])}>
      <span className={styles["place"]}>{place}</span>
      <button type="button" className={styles["what"]} onClick={onEdit} disabled={!mayEdit}>
        <span className={styles["line"]}>
          <span className="sr">{t("monitor.rule.edit")}</span>
          <b className="clip">{rule.name}</b>
          {rule.bucket !== null && <BucketChip bucket={rule.bucket} />}
          {!rule.isOn && (
            <span className={styles["off"]}>
              {t(rule.overranAt === null ? "monitor.rule.off" : "monitor.rule.offSlow")}
            </span>
          )}
        </span>
        {rule.query !== null && <code className="clip">{rule.query}</code>}
        {facts.length > 0 && <span className={styles["facts"]}>{facts.join(" · ")}</span>}
      </button>
      <span className={styles["moves"]}>
        <ActButton
          size="small"
          look="ghost"
          aria-label={t(rule.isOn ? "monitor.rule.switchOff" : "monitor.rule.switchOn", { name: rule.name })}
          offBecause={mayEdit ? undefined : t("refusal.not-allowed")}
          onClick={onSwitch}
        >
          {t(rule.isOn ? "monitor.rule.on" : "monitor.rule.off")}
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          aria-label={t("monitor.rule.up", { name: rule.name })}
          offBecause={mayMove(mayEdit && place > 1)}
          onClick={() => onMove(-1)}
        >
          ↑
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          aria-label={t("monitor.rule.down", { name: rule.name })}
          offBecause={mayMove(mayEdit && place < count)}
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
