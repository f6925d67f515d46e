import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "../../lib/words.ts";
import styles from "./Sheet.module.css";

type SheetLineProps = {
  time: string;
  /** Null: it was erased with the person whom it named. */
  title: string | null;
  sub?: string | null | undefined;
  storyId?: string | null | undefined;
  end?: ReactNode;
};

/** One line of the sheet: when, what with a second line under it, and who or how long. */
export function SheetLine({ time, title, sub, storyId, end }: SheetLineProps) {
  const { t } = useWords();
  const says = title ?? t("shift.sheet.erased");
  return (
    <li className={styles["line"]}>
      <span className={styles["time"]}>{time}</span>
      <span className={styles["what"]}>
        {storyId ? (
          <Link href={`/case/${storyId}`} className={styles["title"]}>
            {says}
          </Link>
        ) : (
          <span className={styles["title"]}>{says}</span>
        )}
        {sub && <span className={styles["sub"]}>{sub}</span>}
      </span>
      <span className={styles["end"]}>{end}</span>
    </li>
  );
}
