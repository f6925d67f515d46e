import type { ReactNode } from "react";
import { useWords } from "../lib/words.ts";
import { classNames } from "./class-names.ts";
import styles from "./StatusBar.module.css";

/** The line at the foot: facts at the left, the last act in the middle, the next breach and the shift at the right. */
export function StatusBar({ left, middle, right }: { left: ReactNode; middle: ReactNode; right: ReactNode }) {
  const { t } = useWords();
  return (
    <footer className={styles["bar"]} aria-label={t("status.label")}>
      {left}
      <span className="grow" />
      {middle}
      <span className="grow" />
      {right}
    </footer>
  );
}

/** One fact of the status bar. */
export function StatusFact({
  tone = "plain",
  icon,
  isFirstToGo = false,
  children,
}: {
  tone?: "plain" | "warn" | "strong";
  icon?: ReactNode;
  isFirstToGo?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={classNames(styles["fact"], styles[tone], isFirstToGo && styles["first"])}>
      {icon}
      <span className="clip">{children}</span>
    </span>
  );
}
