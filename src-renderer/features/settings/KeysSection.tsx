import { useState } from "react";
import type { KeyPreferences } from "../../../src-main/contract/methods/preferences.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { findActs } from "../../lib/key-list.ts";
import { useChangePreferences, useKeyPreferences } from "../../lib/key-preferences.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { SearchBox } from "../../ui/SearchBox.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Card, useSearchedSetting } from "../../ui/Card.tsx";
import { HotkeyCard } from "./HotkeyCard.tsx";
import { KeyRow } from "./KeyRow.tsx";
import styles from "./KeysSection.module.css";

/** The keyboard of who is signed in: single keys on or off, and other keys for any act. It acts at once and follows them. */
export function KeysSection() {
  const { t, sayError } = useWords();
  const preferences = useKeyPreferences();
  const change = useChangePreferences();
  const [search, setSearch] = useState("");
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  useSearchedSetting();
  const save = (next: Partial<KeyPreferences>) => {
    setTrouble(null);
    change({ keys: { ...preferences, ...next } }).catch((error: unknown) => setTrouble(reasonOf(error)));
  };
  const places = findActs({ search, preferences, t });
  const hasOwn = Object.keys(preferences.changed).length > 0;
  return (
    <>
      <Card title={t("keys.settings.single")}>
        <TickField
          id="screen-keys"
          label={t("keys.single")}
          help={t("keys.singleHelp")}
          isOn={preferences.single}
          onChange={(single) => save({ single })}
        />
      </Card>
      <HotkeyCard />
      <Card title={t("keys.settings.map")} help={t("keys.settings.help")}>
        <Acts>
          <SearchBox
            id="keys-map"
            hasKey={false}
            className={styles["search"]}
            label={t("keys.search")}
            value={search}
            onChange={setSearch}
          />
          <ActButton
            offBecause={hasOwn ? undefined : t("keys.settings.nothingToReset")}
            onClick={() => save({ changed: {} })}
          >
            {t("keys.settings.resetAll")}
          </ActButton>
        </Acts>
        {trouble && (
          <p role="alert" className={styles["trouble"]}>
            {sayError(trouble)}
          </p>
        )}
        {places.map(({ place, acts }) => (
          <section key={place.title} className={styles["place"]} aria-label={t(place.title)}>
            <h3>{t(place.title)}</h3>
            {acts.map((act) => (
              <KeyRow key={act.act} act={act} preferences={preferences} onSave={(changed) => save({ changed })} />
            ))}
          </section>
        ))}
        {places.length === 0 && <p role="status">{t("keys.nothingFound")}</p>}
      </Card>
    </>
  );
}
