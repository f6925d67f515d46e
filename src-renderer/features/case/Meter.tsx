import type { CSSProperties } from "react";
import { useWords } from "../../lib/words.ts";
import styles from "./Meter.module.css";
import type { ReplyLength } from "./reply-checks.ts";

/** How long the reply is in its network's counting: amber near the limit, red and in words beyond it. */
export function Meter({ length: { used, max, unit, level } }: { length: ReplyLength }) {
  const { t } = useWords();
  if (max === null) return <span className={styles["meter"]}>{t("case.meter.used", { count: used })}</span>;
  const share = { "--fill": `${Math.min(100, (used / max) * 100)}%` } as CSSProperties;
  const says = t(unit === "bytes" ? "checks.bytes.of" : "case.meter.of", { used, max });
  return (
    <span className={styles["meter"]}>
      <i className={styles[level]} style={share} aria-hidden="true" />
      {level === "over" ? t("case.meter.over", { count: used - max }) : says}
    </span>
  );
}
