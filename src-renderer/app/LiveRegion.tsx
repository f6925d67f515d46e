import { useActs } from "../lib/acts.tsx";
import { keyLabel } from "../lib/keys.ts";
import { useShownKeys } from "../lib/shortcuts.tsx";
import { useWords } from "../lib/words.ts";

/** Reads out the last act, and how to take it back, to those who do not see the status bar. */
export function LiveRegion() {
  const { t } = useWords();
  const { last } = useActs();
  const keys = useShownKeys("Ctrl+Z");
  const says =
    last && (last.undo && keys !== null ? t("status.undoHint", { says: last.says, keys: keyLabel(keys) }) : last.says);
  return (
    <>
      <div className="sr" role="status">
        {last?.tone === "done" && says}
      </div>
      <div className="sr" role="alert">
        {last?.tone === "failed" && says}
      </div>
    </>
  );
}
