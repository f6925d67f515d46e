import { useAriaKeys } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { KeyHint } from "../../ui/KeyHint.tsx";
import styles from "./NewBar.module.css";

/** Says what waits above the list; nothing moves before the person wants it. */
export function NewBar({ added, left, onShow }: { added: number; left: number; onShow: () => void }) {
  const { t } = useWords();
  const ariaKeys = useAriaKeys(".");
  const says = added > 0 ? t("triage.newRows", { count: added }) : t("triage.leftRows", { count: left });
  return (
    <button type="button" className={styles["bar"]} onClick={onShow} aria-keyshortcuts={ariaKeys}>
      {says} <KeyHint keys="." /> {t("triage.newRowsEnd")}
    </button>
  );
}
