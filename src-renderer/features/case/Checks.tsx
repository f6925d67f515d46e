import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./Checks.module.css";
import type { ReplyChecks } from "./reply-checks.ts";

/** What stands in the way of a submit, one line each, and one line for all that is fine. */
export function Checks({
  checks: { emptyFields, isEmpty, length },
  onFill,
}: {
  checks: ReplyChecks;
  onFill: (name: string) => void;
}) {
  const { t } = useWords();
  const fine = [
    ...(emptyFields.length === 0 && !isEmpty ? [t("case.check.filled")] : []),
    ...(length.level === "over" ? [] : [t("case.check.length")]),
  ];
  return (
    <ul className={styles["checks"]} aria-label={t("case.check.label")}>
      {emptyFields.map((name) => (
        <li key={name}>
          <Icon name="stop" size={14} className={styles["stop"]} />
          <span className="grow">
            <b>{t("case.check.empty")}</b> {name}
          </span>
          <ActButton size="small" look="ghost" ownKeys="Tab" onClick={() => onFill(name)}>
            {t("case.check.fill")}
            <span className="sr"> {name}</span>
          </ActButton>
        </li>
      ))}
      {length.level === "over" && (
        <li>
          <Icon name="stop" size={14} className={styles["stop"]} />
          <span className="grow">
            <b>{t("case.check.tooLong")}</b> {t("case.meter.over", { count: length.used - (length.max ?? 0) })}
          </span>
        </li>
      )}
      {length.level === "near" && (
        <li>
          <Icon name="incident" size={14} className={styles["look"]} />
          <span className="grow">{t("case.check.nearLimit", { left: (length.max ?? 0) - length.used })}</span>
        </li>
      )}
      {fine.length > 0 && !isEmpty && (
        <li>
          <Icon name="check" size={14} className={styles["fine"]} />
          <span className={styles["quiet"]}>{fine.join(" ")}</span>
        </li>
      )}
    </ul>
  );
}
