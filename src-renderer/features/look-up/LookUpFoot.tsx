import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import styles from "./look-up.module.css";
import { logKeys } from "./Results.tsx";

type LookUpFootProps = { hasChosen: boolean; onOpen: () => void; onLog: () => void; onClose: () => void };

/** What the keys do; each of them is a button too. */
export function LookUpFoot({ hasChosen, onOpen, onLog, onClose }: LookUpFootProps) {
  const { t } = useWords();
  return (
    <footer className={styles["foot"]}>
      {hasChosen && (
        <>
          <ActButton size="small" look="ghost" ownKeys="Enter" onClick={onOpen}>
            {t("lookUp.timeline")}
          </ActButton>
          <ActButton size="small" look="ghost" keys={logKeys()} onClick={onLog}>
            {t("lookUp.logCall")}
          </ActButton>
          <span className={styles["hint"]}>
            <KeyCap keys="ArrowUp" />
            <KeyCap keys="ArrowDown" />
            {t("lookUp.choose")}
          </span>
        </>
      )}
      <span className="grow" />
      <span className={styles["faint"]}>{t("lookUp.offline")}</span>
      <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onClose}>
        {t("lookUp.close")}
      </ActButton>
    </footer>
  );
}
