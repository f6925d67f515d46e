import { Switch } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { doesAct, keysOf } from "../lib/key-choice.ts";
import { findActs, type ListedPlace, offeredFirst } from "../lib/key-list.ts";
import { useChangePreferences, useKeyPreferences } from "../lib/key-preferences.tsx";
import { useShortcutGroups } from "../lib/shortcuts.tsx";
import { useWords } from "../lib/words.ts";
import { ActButton } from "../ui/ActButton.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import { SearchBox } from "../ui/SearchBox.tsx";
import styles from "./KeySheet.module.css";

/** All keys by place, those that act now first, beside the screen and not over its work. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const preferences = useKeyPreferences();
  const change = useChangePreferences();
  const [search, setSearch] = useState("");
  const offered = new Set(useShortcutGroups().map(({ title }) => title));
  const places = offeredFirst(findActs({ search, preferences, t }), offered);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  return (
    <div
      className={styles["sheet"]}
      role="dialog"
      aria-label={t("keys.title")}
      onKeyDown={(event) => (event.key === "Escape" || (event.key === "?" && search === "")) && onClose()}
    >
      <header className={styles["head"]}>
        <h2>{t("keys.title")}</h2>
        <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onClose}>
          {t("keys.close")}
        </ActButton>
      </header>
      <SearchBox hasKey={false} ref={field} label={t("keys.search")} value={search} onChange={setSearch} />
      <Switch
        label={t("keys.single")}
        description={t("keys.singleHelp")}
        checked={preferences.single}
        onChange={(event) => void change({ keys: { ...preferences, single: event.currentTarget.checked } })}
      />
      <Link href="/settings?section=keys" className={styles["own"]} onClick={onClose}>
        {t("keys.own")}
      </Link>
      {places.map((listed) => (
        <Place key={listed.place.title} listed={listed} />
      ))}
      {places.length === 0 && <p role="status">{t("keys.nothingFound")}</p>}
    </div>
  );
}

function Place({ listed: { place, acts } }: { listed: ListedPlace }) {
  const { t } = useWords();
  const preferences = useKeyPreferences();
  return (
    <section>
      <h3 className={styles["title"]}>{t(place.title)}</h3>
      <dl className={styles["keys"]}>
        {acts.map((act) => (
          <div key={act.act}>
            <dt>{t(act.says)}</dt>
            <dd>
              {keysOf(act, preferences.changed)
                .filter((keys) => doesAct(keys, preferences))
                .map((keys) => (
                  <KeyCap key={keys} keys={keys} />
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
