import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { actsInFields, isCharacter, isKept, keyLabel, keyName, SEQUENCE_MS } from "../../lib/keys.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./KeysSection.module.css";

type KeyCatcherProps = {
  says: string;
  /** It is heard while one writes, so that it takes no key that writes. */
  isInField?: boolean;
  onKeys: (keys: string) => void;
  onNone: () => void;
  onLeave: () => void;
};

/** Waits for the new key: one, or two characters after each other for a sequence. Escape and Tab leave it as it was. */
export function KeyCatcher({ says, isInField = false, onKeys, onNone, onLeave }: KeyCatcherProps) {
  const { t } = useWords();
  const box = useRef<HTMLButtonElement>(null);
  const [first, setFirst] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    if (first === null) return;
    const timer = setTimeout(() => onKeys(first), SEQUENCE_MS);
    return () => clearTimeout(timer);
  }, [first, onKeys]);
  function hear(event: KeyboardEvent): void {
    const key = event.nativeEvent.isComposing ? null : keyName(event.nativeEvent);
    if (key === null) return;
    if (key === "Escape" || key === "Tab" || key === "Shift+Tab") return onLeave();
    event.preventDefault();
    event.stopPropagation();
    if (isKept(key)) return setRefused(t("keys.settings.kept", { keys: keyLabel(key) }));
    if (isInField && !actsInFields(key)) return setRefused(t("keys.settings.writes", { keys: keyLabel(key) }));
    setRefused(null);
    if (first !== null && isCharacter(key)) return onKeys(`${first} ${key}`);
    if (isCharacter(key)) setFirst(key);
    else onKeys(key);
  }
  return (
    <span className={styles["catcher"]}>
      <button
        ref={box}
        type="button"
        className={styles["catch"]}
        aria-label={t("keys.settings.pressFor", { act: says })}
        onKeyDown={hear}
      >
        {first === null ? t("keys.settings.press") : t("keys.settings.pressMore", { keys: keyLabel(first) })}
      </button>
      {refused !== null && <span role="alert">{refused}</span>}
      <ActButton size="small" look="ghost" onClick={onNone}>
        {t("keys.settings.noKey")}
      </ActButton>
      <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onLeave}>
        {t("keys.settings.leaveIt")}
      </ActButton>
    </span>
  );
}
