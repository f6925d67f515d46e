import { type KeyboardEvent, type RefObject, useState } from "react";
import { Link, useLocation } from "wouter";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { SearchBox } from "../../ui/SearchBox.tsx";
import styles from "./SectionList.module.css";
import { type SectionName, sectionNames, type SettingEntry, sections } from "./sections.ts";

function addressOf(section: SectionName, at?: string): string {
  // The CRM has a screen of its own; its settings are found here all the same.
  if (section === "crm") return at ? `/crm?at=${at}` : "/crm";
  return `/settings?section=${section}${at ? `&at=${at}` : ""}`;
}

/** The sections, and a search over the names of all settings. */
export function SectionList({
  current,
  fieldRef,
}: {
  current: SectionName;
  fieldRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useWords();
  const [, go] = useLocation();
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const hitsOf = (name: SectionName) =>
    wanted === "" ? [] : sections[name].settings.filter(({ says }) => t(says).toLowerCase().includes(wanted));
  const shown = sectionNames
    .map((name) => ({ name, hits: hitsOf(name) }))
    .filter(
      ({ name, hits }) =>
        wanted === "" || hits.length > 0 || t(`settings.section.${name}`).toLowerCase().includes(wanted),
    );
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") setWords("");
    const [first] = shown;
    if (event.key === "Enter" && first) go(addressOf(first.name, first.hits[0]?.at));
  }
  return (
    <nav className={styles["list"]} aria-label={t("settings.sections")}>
      <SearchBox
        ref={fieldRef}
        className={styles["search"]}
        label={t("settings.search")}
        value={words}
        onChange={setWords}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={styles["nothing"]}>
        {shown.length === 0 && t("settings.nothingFound")}
      </p>
      <ul>
        {shown.map(({ name, hits }) => (
          <li key={name}>
            <Link
              href={addressOf(name)}
              aria-current={name === current ? "page" : undefined}
              className={styles["section"]}
            >
              <Icon name={sections[name].icon} size={14} />
              <span className="clip">{t(`settings.section.${name}`)}</span>
            </Link>
            {hits.length > 0 && <Hits section={name} hits={hits} />}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Hits({ section, hits }: { section: SectionName; hits: readonly SettingEntry[] }) {
  const { t } = useWords();
  return (
    <ul>
      {hits.map(({ says, at }) => (
        <li key={says}>
          <Link href={addressOf(section, at)} className={styles["hit"]}>
            {t(says)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
