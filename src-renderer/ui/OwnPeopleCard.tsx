import { useState } from "react";
import { useEngine } from "../lib/use-engine.tsx";
import { useShortcuts } from "../lib/shortcuts.tsx";
import { useWords, type WordKey } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./OwnPeopleCard.module.css";

type OwnPeopleCardProps = {
  storyId: string;
  /** The keys of the screen on which it stands. */
  place: Extract<WordKey, "case.keys.title" | "triage.keys.title">;
};

/** Says that one of our own wrote this, and has what they should know one key away. Nothing for anybody else. */
export function OwnPeopleCard({ storyId, place }: OwnPeopleCardProps) {
  const { data } = useEngine("contacts.writtenBy", { storyId });
  return data ? <Card author={data} place={place} /> : null;
}

type Author = { name: string; kind: "staff" | "advocate"; guidelines: string };

function Card({ author: { name, kind, guidelines }, place }: { author: Author; place: OwnPeopleCardProps["place"] }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const turn = () => setOpen((was) => !was);
  useShortcuts(place, [{ says: "contacts.own.show", run: turn }]);
  return (
    <section className={styles["card"]} aria-label={t(`contacts.own.${kind}`, { name })}>
      <div className={styles["head"]}>
        <Icon name="contacts" size={14} />
        <b dir="auto">{t(`contacts.own.${kind}`, { name })}</b>
        <span className="grow" />
        <ActButton size="small" keys="w" aria-expanded={isOpen} onClick={turn}>
          {t(isOpen ? "contacts.own.hide" : "contacts.own.show")}
        </ActButton>
      </div>
      {isOpen && (
        <div>
          <p className={styles["title"]}>{t("contacts.own.title")}</p>
          <p className={styles["text"]} dir="auto">
            {guidelines.trim() === "" ? t("contacts.own.usual") : guidelines}
          </p>
        </div>
      )}
    </section>
  );
}
