import type { CheckHit } from "../../../src-main/contract/methods/checks.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ReplyChecks as HitList } from "../../ui/ReplyChecks.tsx";
import styles from "./Checks.module.css";
import type { ReplyChecks } from "./reply-checks.ts";

type ChecksProps = {
  checks: ReplyChecks;
  onFill: (name: string) => void;
  onReword: (hit: CheckHit) => void;
  onSign: (hit: CheckHit, reason: string) => Promise<boolean>;
  onUnsign: (hit: CheckHit) => void;
};

/** What stands in the way of a submit, one line each, and one line for all that is fine. */
export function Checks({ checks: { emptyFields, isEmpty, length, hits }, onFill, ...acts }: ChecksProps) {
  const { t } = useWords();
  const fine = [
    ...(emptyFields.length === 0 ? [t("case.check.filled")] : []),
    ...(length.level === "over" ? [] : [t("case.check.length")]),
  ];
  if (isEmpty) return null;
  return (
    <HitList hits={hits} fine={fine} nextKey="F8" {...acts}>
      {emptyFields.map((name) => (
        <li key={name} data-check="open">
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
    </HitList>
  );
}
