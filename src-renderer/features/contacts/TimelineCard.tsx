import { useState } from "react";
import { Link } from "wouter";
import type { Contact, ContactMoment, MomentKind } from "../../../src-main/contract/methods/contacts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { PickField } from "../../ui/PickField.tsx";
import contacts from "./contacts.module.css";
import styles from "./notes.module.css";
import { Card } from "./ProfileCards.tsx";
import { useContactActs } from "./use-contact-acts.ts";
import { useTimeline } from "./use-timeline.ts";

const icons = {
  ...{ mention: "forum", call: "phone", email: "mail", "walk-in": "door" },
  ...{ reply: "send", note: "lock", "case-note": "lock", crm: "outbox" },
} as const satisfies Record<MomentKind, IconName>;

const choices = {
  all: [],
  said: ["mention", "call", "email", "walk-in"],
  replies: ["reply"],
  notes: ["note", "case-note"],
  crm: ["crm"],
} as const satisfies Record<string, readonly MomentKind[]>;
type Choice = keyof typeof choices;

/** All that was between a contact and us, newest first; the older part comes when it is asked for. */
export function TimelineCard({ contact }: { contact: Contact }) {
  const { t } = useWords();
  const [choice, setChoice] = useState<Choice>("all");
  const timeline = useTimeline(contact.id, choices[choice]);
  const filter = (
    <PickField
      label={t("contacts.timeline.show")}
      isLabelHidden
      value={choice}
      options={(Object.keys(choices) as Choice[]).map((value) => ({ value, says: t(`contacts.timeline.${value}`) }))}
      onChange={setChoice}
    />
  );
  return (
    <Card title={t("contacts.timeline.title")} end={filter}>
      {timeline.error && <ErrorState error={timeline.error} onRetry={timeline.retry} />}
      {timeline.isLoading && <Loading />}
      {!timeline.isLoading && timeline.moments.length === 0 && (
        <p className={contacts["quiet"]}>{t("contacts.timeline.empty")}</p>
      )}
      <ol className={styles["moments"]}>
        {timeline.moments.map((moment) => (
          <li key={moment.id}>
            <Moment moment={moment} />
          </li>
        ))}
      </ol>
      {timeline.loadMore && (
        <div className={contacts["acts"]}>
          <ActButton onClick={timeline.loadMore} aria-busy={timeline.isLoadingMore}>
            {t("contacts.timeline.more")}
          </ActButton>
        </div>
      )}
    </Card>
  );
}

function Moment({ moment }: { moment: ContactMoment }) {
  const { kind, text } = moment;
  if (kind === "note" || kind === "case-note") return <Note moment={moment} />;
  return (
    <article className={styles["moment"]}>
      <Icon name={icons[kind]} size={14} />
      <MomentHead moment={moment} />
      {text !== "" && (
        <p className={styles["said"]} dir="auto">
          {text}
        </p>
      )}
    </article>
  );
}

function MomentHead({ moment: { kind, at, where, by, storyId, delivery, network, url } }: { moment: ContactMoment }) {
  const { t } = useWords();
  const format = useFormat();
  const says = t(`contacts.moment.${kind}`);
  const place = where ?? (network && t(`network.${network}`));
  return (
    <div className={styles["head"]}>
      {storyId === null ? <b>{says}</b> : <Link href={`/case/${storyId}`}>{says}</Link>}
      {place !== null && <span>{place}</span>}
      {delivery !== null && <span>{t(`contacts.delivery.${delivery}`)}</span>}
      {by && <span>{by.name}</span>}
      <span>{format.moment(at)}</span>
      {where !== null && (
        <OutsideLink url={url} className={styles["out"]}>
          {t("crmProfile.open", { name: where })}
        </OutsideLink>
      )}
    </div>
  );
}

function Note({ moment }: { moment: ContactMoment }) {
  const { t } = useWords();
  const acts = useContactActs();
  const noteId = moment.kind === "note" ? moment.id.slice("note ".length) : null;
  return (
    <article className={styles["note"]}>
      <div className={styles["top"]}>
        <Icon name="lock" size={14} />
        <b>{t("case.onlyUs")}</b>
        <MomentHead moment={moment} />
        <span className="grow" />
        {noteId !== null && (
          <ActButton size="small" look="ghost" onClick={() => void acts.removeNote(noteId)}>
            {t("contacts.note.remove")}
          </ActButton>
        )}
      </div>
      <p dir="auto">{moment.text}</p>
    </article>
  );
}
