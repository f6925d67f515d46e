import { useState } from "react";
import { useLocation } from "wouter";
import type { Contact } from "../../../src-main/contract/methods/contacts.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { CrmCards } from "../../ui/CrmCards.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { initialsOf } from "../../ui/initials.ts";
import { Loading } from "../../ui/Loading.tsx";
import work from "../../ui/WorkSheet.module.css";
import { ContactForm } from "./ContactForm.tsx";
import styles from "./contacts.module.css";
import { EraseCard } from "./EraseCard.tsx";
import { MaybeSameCard } from "./MaybeSameCard.tsx";
import { MergeSheet } from "./MergeSheet.tsx";
import { NoteForm } from "./NoteForm.tsx";
import { CasesCard, FactsCard, MergesCard } from "./ProfileCards.tsx";
import { mergeWith, readMode } from "./read-mode.ts";
import { TimelineCard } from "./TimelineCard.tsx";
import { useContactActs } from "./use-contact-acts.ts";

type ProfileProps = {
  id: string;
  /** What is done with the contact, from the address. */
  does: string | null;
  onShow: (next: { contact?: string; do?: string }) => void;
  onOpen: (id: string) => void;
};

/** One contact whole: how to reach them, their cases, all that was between us; or its form, or a merge. */
export function Profile({ id, does, onShow, onOpen }: ProfileProps) {
  const { data, error, refetch } = useEngine("contacts.get", { id });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const mode = readMode(does, id);
  const back = () => onShow({ contact: data.id });
  if (mode === "edit") return <ContactForm contact={data} onDone={back} />;
  if (mode === "merge")
    return <MergeSheet contact={data} otherId={mergeWith(does)} onBack={back} onDone={onOpen} onShow={onShow} />;
  return <Shown contact={data} onShow={onShow} />;
}

function Shown({ contact, onShow }: { contact: Contact; onShow: ProfileProps["onShow"] }) {
  const { t } = useWords();
  const [isNoting, setNoting] = useState(false);
  return (
    <section className={work["work"]} aria-labelledby="contact-name">
      <Head contact={contact} onShow={onShow} onNote={() => setNoting(true)} />
      <div
        className={work["sheet"]}
        tabIndex={0}
        role="region"
        aria-label={t("contacts.profile", { name: contact.name })}
      >
        <div className={styles["columns"]}>
          <div className={styles["stack"]}>
            {isNoting && <NoteForm contactId={contact.id} onDone={() => setNoting(false)} />}
            <TimelineCard contact={contact} />
          </div>
          <div className={styles["stack"]}>
            <FactsCard contact={contact} />
            <CrmCards contactId={contact.id} look="cards" looksOnly={contact.removedAt !== null} />
            {contact.maybeSame.length > 0 && (
              <MaybeSameCard
                contact={contact}
                onMerge={(other) => onShow({ contact: contact.id, do: `merge-${other}` })}
              />
            )}
            <CasesCard contact={contact} />
            {contact.merges.length > 0 && <MergesCard contact={contact} />}
            <EraseCard contactId={contact.id} onErased={() => onShow({})} />
          </div>
        </div>
      </div>
    </section>
  );
}

type HeadProps = { contact: Contact; onShow: ProfileProps["onShow"]; onNote: () => void };

function Head({ contact, onShow, onNote }: HeadProps) {
  const { t } = useWords();
  const [, go] = useLocation();
  const acts = useContactActs();
  const { id, name, kind, removedAt } = contact;
  const newest = contact.cases[0];
  const isListed = removedAt === null;
  const edit = () => onShow({ contact: id, do: "edit" });
  const merge = () => onShow({ contact: id, do: "merge" });
  const remove = () => void acts.remove(contact).then((done) => done && onShow({}));
  useShortcuts("contacts.keys.title", [
    ...(isListed
      ? ([
          { says: "contacts.keys.edit", run: edit },
          { says: "contacts.keys.note", run: onNote },
          { says: "contacts.keys.merge", run: merge },
          { says: "contacts.keys.remove", run: remove },
        ] as const)
      : []),
    ...(newest ? ([{ says: "contacts.keys.case", run: () => go(`/case/${newest.storyId}`) }] as const) : []),
  ]);
  return (
    <header className={work["bar"]}>
      <Avatar person={{ name, initials: initialsOf(name) }} size="large" />
      <h2 id="contact-name" className="clip" dir="auto">
        {name}
      </h2>
      {kind !== "customer" && <Badge icon="contacts">{t(`contacts.kinds.${kind}`)}</Badge>}
      <span className="grow" />
      {isListed ? (
        <>
          <ActButton size="small" keys="m" onClick={onNote}>
            {t("contacts.note.open")}
          </ActButton>
          <ActButton size="small" keys="e" onClick={edit}>
            {t("contacts.edit")}
          </ActButton>
          <ActButton size="small" keys="s" onClick={merge}>
            {t("contacts.merge.open")}
          </ActButton>
          <ActButton size="small" look="ghost" keys="#" onClick={remove}>
            {t("contacts.remove")}
          </ActButton>
        </>
      ) : (
        <>
          <span className={styles["quiet"]}>{t("contacts.removed")}</span>
          <ActButton size="small" onClick={() => void acts.restore(contact)}>
            {t("contacts.restore")}
          </ActButton>
        </>
      )}
    </header>
  );
}
