import { type ComponentType, useEffect, useRef } from "react";
import { Redirect, useSearchParams } from "wouter";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { AboutSection } from "./AboutSection.tsx";
import { AccountsSection } from "./AccountsSection.tsx";
import { AlarmsSection } from "./AlarmsSection.tsx";
import { ChecksSection } from "./ChecksSection.tsx";
import { ContactsSection } from "./ContactsSection.tsx";
import { DisplaysSection } from "./DisplaysSection.tsx";
import { FirmSection } from "./FirmSection.tsx";
import { HoursSection } from "./HoursSection.tsx";
import { KeysSection } from "./KeysSection.tsx";
import { LearningSection } from "./LearningSection.tsx";
import { NoticesSection } from "./NoticesSection.tsx";
import { PeopleSection } from "./PeopleSection.tsx";
import { QueueSection } from "./QueueSection.tsx";
import { RepliesSection } from "./RepliesSection.tsx";
import { SampleSection } from "./SampleSection.tsx";
import { ScreenSection } from "./ScreenSection.tsx";
import { SectionList } from "./SectionList.tsx";
import styles from "./screen.module.css";
import { type OwnSection, ownSections } from "./sections.ts";
import { WallSection } from "./WallSection.tsx";

const parts: Readonly<Record<OwnSection, ComponentType>> = {
  firm: FirmSection,
  hours: HoursSection,
  queue: QueueSection,
  replies: RepliesSection,
  checks: ChecksSection,
  accounts: AccountsSection,
  people: PeopleSection,
  contacts: ContactsSection,
  learning: LearningSection,
  alarms: AlarmsSection,
  wall: WallSection,
  displays: DisplaysSection,
  screen: ScreenSection,
  keys: KeysSection,
  notices: NoticesSection,
  sample: SampleSection,
  about: AboutSection,
};

/** Settings: the sections at the left, one of them at a time. */
export function SettingsScreen() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const search = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const current = ownSections.find((name) => name === params.get("section")) ?? "firm";
  function step(by: number): void {
    const next = ownSections[ownSections.indexOf(current) + by];
    if (next) setParams({ section: next }, { replace: true });
  }
  useShortcuts("settings.keys.title", [
    { says: "settings.keys.search", run: () => search.current?.focus() },
    { says: "settings.keys.next", run: () => step(1) },
    { says: "settings.keys.previous", run: () => step(-1) },
  ]);
  useEffect(() => {
    box.current?.scrollTo?.({ top: 0 });
  }, [current]);
  // Where it stood before it had a screen of its own.
  if (params.get("section") === "crm") return <Redirect to={crmAddress(params.get("at"))} replace />;
  const Section = parts[current];
  return (
    <>
      <SectionList current={current} fieldRef={search} />
      <div ref={box} className={styles["page"]}>
        <section className={styles["section"]} aria-labelledby="settings-title">
          <header className={styles["head"]}>
            <h1 id="settings-title">{t(`settings.section.${current}`)}</h1>
            <p>{t(`settings.intro.${current}`)}</p>
          </header>
          <Section key={current} />
        </section>
      </div>
    </>
  );
}

function crmAddress(at: string | null): string {
  if (at === null) return "/crm";
  return `/crm?at=${at === "crm-targets" ? "crm-connections" : at}`;
}
