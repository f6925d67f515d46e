import { useState } from "react";
import type { KeyPreferences } from "../../../src-main/contract/methods/preferences.ts";
import { type ChangedKeys, changeKeys, conflictsOf, doesAct, keysOf, takeKeys } from "../../lib/key-choice.ts";
import type { KeyAct } from "../../lib/key-act.ts";
import { keyLabel } from "../../lib/keys.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { KeyCatcher } from "./KeyCatcher.tsx";
import styles from "./KeysSection.module.css";

type KeyRowProps = { act: KeyAct; preferences: KeyPreferences; onSave: (changed: ChangedKeys) => void };

/** One act with its keys: press another, have none, or take the first ones back. A key that is taken names who has it. */
export function KeyRow({ act, preferences, onSave }: KeyRowProps) {
  const { t } = useWords();
  const [isCatching, setCatching] = useState(false);
  const [caught, setCaught] = useState<string | null>(null);
  const { changed } = preferences;
  const keys = keysOf(act, changed);
  const says = t(act.says);
  const withKey = (key: string) => [key, ...keys.slice(1).filter((other) => other !== key)];
  function take(key: string): void {
    setCatching(false);
    if (conflictsOf(act.act, key, changed).length > 0) setCaught(key);
    else onSave(changeKeys(changed, act, withKey(key)));
  }
  const conflicts = caught === null ? [] : conflictsOf(act.act, caught, changed);
  return (
    <div className={styles["row"]}>
      <span className={styles["says"]}>{says}</span>
      {isCatching ? (
        <KeyCatcher
          says={says}
          isInField={act.isInField === true}
          onKeys={take}
          onNone={() => {
            setCatching(false);
            onSave(changeKeys(changed, act, []));
          }}
          onLeave={() => setCatching(false)}
        />
      ) : (
        <>
          <span className={styles["caps"]}>
            {keys.length === 0 && <span className={styles["none"]}>{t("keys.settings.none")}</span>}
            {keys.map((key) => (
              <span key={key} className={classNames(!doesAct(key, preferences) && styles["off"])}>
                <KeyCap keys={key} />
                <span className="sr">{keyLabel(key)}</span>
              </span>
            ))}
          </span>
          <ActButton
            size="small"
            aria-label={t("keys.settings.changeOf", { act: says })}
            onClick={() => setCatching(true)}
          >
            {t("keys.settings.change")}
          </ActButton>
          {act.act in changed && (
            <ActButton
              size="small"
              look="ghost"
              aria-label={t("keys.settings.resetOf", { act: says })}
              onClick={() => onSave(changeKeys(changed, act, null))}
            >
              {t("keys.settings.reset")}
            </ActButton>
          )}
        </>
      )}
      {caught !== null && (
        <div className={styles["conflict"]} role="alert">
          <p>
            {t("keys.settings.taken", {
              keys: keyLabel(caught),
              acts: conflicts
                .map((one) => t("keys.settings.actAt", { act: t(one.act.says), place: t(one.place.title) }))
                .join(", "),
            })}
          </p>
          <ActButton
            size="small"
            onClick={() => {
              setCaught(null);
              onSave(changeKeys(takeKeys(changed, conflicts), act, withKey(caught)));
            }}
          >
            {t("keys.settings.takeIt")}
          </ActButton>
          <ActButton size="small" look="ghost" onClick={() => setCaught(null)}>
            {t("keys.settings.leaveIt")}
          </ActButton>
        </div>
      )}
    </div>
  );
}
