import { useState } from "react";
import { askDesktop, useDesktop } from "../../lib/desktop.ts";
import { keyLabel } from "../../lib/keys.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { Card } from "../../ui/Card.tsx";
import { KeyCatcher } from "./KeyCatcher.tsx";
import styles from "./KeysSection.module.css";

/** The key of this computer that opens the look-up over every other program. Draws nothing in a browser. */
export function HotkeyCard() {
  const { t } = useWords();
  const desktop = useDesktop();
  const [isCatching, setCatching] = useState(false);
  if (!desktop) return null;
  const { hotkey, hotkeyState } = desktop;
  const says = t("desktop.lookUp");
  function set(keys: string | null): void {
    setCatching(false);
    askDesktop({ ask: "set-hotkey", keys });
  }
  return (
    <Card id="keys-hotkey" title={t("desktop.hotkey")} help={t("desktop.hotkeyHelp")}>
      <div className={styles["row"]}>
        <span className={styles["says"]}>{says}</span>
        {isCatching ? (
          <KeyCatcher says={says} onKeys={set} onNone={() => set(null)} onLeave={() => setCatching(false)} />
        ) : (
          <>
            {hotkey === null ? (
              <span className={styles["none"]}>{t("keys.settings.none")}</span>
            ) : (
              <span className={styles["caps"]}>
                <KeyCap keys={hotkey} />
                <span className="sr">{keyLabel(hotkey)}</span>
              </span>
            )}
            <ActButton size="small" onClick={() => setCatching(true)}>
              {t("keys.settings.change")}
            </ActButton>
          </>
        )}
      </div>
      {hotkey !== null && (hotkeyState === "taken" || hotkeyState === "unusable") && (
        <p role="alert">{t(`desktop.hotkeyState.${hotkeyState}`, { keys: keyLabel(hotkey) })}</p>
      )}
    </Card>
  );
}
