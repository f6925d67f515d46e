import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./Progress.module.css";

/** The two ways back from a submitted reply: other words, or none at all. */
export function ReplyFoot({ onUnlock, onCancel }: { onUnlock: (() => void) | null; onCancel: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles["acts"]}>
      {onUnlock && (
        <ActButton size="small" icon="pencil" onClick={onUnlock}>
          {t("case.draft.change")}
        </ActButton>
      )}
      <ActButton size="small" icon="undo" className={styles["danger"]} onClick={onCancel}>
        {t("app.cancel")}
      </ActButton>
    </div>
  );
}
