import { Switch } from "@mantine/core";
import { useEffect, useRef } from "react";
import { changePreferences, usePreferences } from "../lib/preferences.ts";
import { type ShortcutGroup, useShortcutGroups } from "../lib/shortcuts.tsx";
import { useWords } from "../lib/words.ts";
import { ActButton } from "../ui/ActButton.tsx";
import { KeyHint } from "../ui/KeyHint.tsx";
import styles from "./KeySheet.module.css";

/** All keys that act now, beside the screen and not over its work. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { singleKeys } = usePreferences();
  const groups = useShortcutGroups();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  return (
    <div
      ref={box}
      className={styles["sheet"]}
      role="dialog"
      aria-label={t("keys.title")}
      tabIndex={-1}
      onKeyDown={(event) => (event.key === "Escape" || event.key === "?") && onClose()}
    >
      <header className={styles["head"]}>
        <h2>{t("keys.title")}</h2>
        <ActButton size="small" look="ghost" onClick={onClose}>
          {t("keys.close")}
        </ActButton>
      </header>
      <Switch
        label={t("keys.single")}
        description={t("keys.singleHelp")}
        checked={singleKeys}
        onChange={(event) => changePreferences({ singleKeys: event.currentTarget.checked })}
      />
      {groups.map((group) => (
        <Group key={group.title} group={group} />
      ))}
    </div>
  );
}

function Group({ group }: { group: ShortcutGroup }) {
  const { t } = useWords();
  return (
    <section>
      <h3 className={styles["title"]}>{t(group.title)}</h3>
      <dl className={styles["keys"]}>
        {[...new Set(group.shortcuts.map(({ says }) => says))].map((says) => (
          <div key={says}>
            <dt>{t(says)}</dt>
            <dd>
              {group.shortcuts
                .filter((shortcut) => shortcut.says === says)
                .map(({ keys }) => (
                  <KeyHint key={keys} keys={keys} />
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
