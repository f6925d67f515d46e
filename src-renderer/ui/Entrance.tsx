import type { ReactNode } from "react";
import { useWords } from "../lib/words.ts";
import styles from "./Entrance.module.css";

/** The page before the desk: a heading, one line of help, one thing to fill in. */
export function Entrance({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  const { t } = useWords();
  return (
    <main className={styles["page"]}>
      <div className={styles["box"]}>
        <p className={styles["name"]}>{t("app.name")}</p>
        <h1>{title}</h1>
        {help && <p className={styles["help"]}>{help}</p>}
        {children}
      </div>
    </main>
  );
}
