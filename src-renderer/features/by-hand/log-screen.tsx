import { useBack } from "../../lib/use-back.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import styles from "./by-hand.module.css";
import { LogForm } from "./LogForm.tsx";
import { useLog } from "./use-log.ts";

/** Log a contact: what no feed brings, typed in while somebody is on the phone. */
export function LogScreen() {
  const { t } = useWords();
  const log = useLog();
  const back = useBack();
  const save = async () => (await log.save()) && back();
  // The caret is back at the words, ready for the next one.
  const another = async () => (await log.save()) && document.getElementById("log-text")?.focus();
  useShortcuts("byHand.keys.title", [
    { says: "byHand.save", run: () => void save() },
    { says: "byHand.another", run: () => void another() },
    { says: "case.keys.back", run: back },
  ]);
  return (
    <div
      className={styles["page"]}
      onKeyDown={(event) => {
        // Also out of a text field, where single keys belong to the words; what was typed stays.
        if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
        event.preventDefault();
        back();
      }}
    >
      <div className={styles["sheet"]}>
        <header className={styles["head"]}>
          <h1>{t("screen.log")}</h1>
          <p>{t("byHand.help")}</p>
        </header>
        <LogForm log={log} onSave={() => void save()} onAnother={() => void another()} />
      </div>
    </div>
  );
}
