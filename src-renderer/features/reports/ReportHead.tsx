import type { ReactNode } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./screen.module.css";

type ReportHeadProps = { title: string; more?: string; onDefine: () => void; children?: ReactNode };

/** The title says on what the figures stand: period, buckets, clock, and how copies are counted. */
export function ReportHead({ title, more, onDefine, children }: ReportHeadProps) {
  const { t } = useWords();
  return (
    <header className={styles["head"]}>
      <h1 title={more && `${title} · ${more}`}>
        {title}
        {more && <span> · {more}</span>}
      </h1>
      <span className="grow" />
      <ActButton size="small" look="ghost" icon="info" keys="d" onClick={onDefine}>
        {t("reportsPage.definitions")}
      </ActButton>
      {children}
    </header>
  );
}
