import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CrmCard } from "../../src-main/contract/methods/crm-profiles.ts";
import type { Output } from "../lib/engine.ts";
import { useCrmActs } from "../lib/use-crm-acts.ts";
import { useCrmProfile } from "../lib/use-crm-profile.ts";
import { useFormat } from "../lib/use-format.ts";
import { useReadAge } from "../lib/use-read-age.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import { classNames } from "./class-names.ts";
import styles from "./CrmCards.module.css";
import { CrmTrouble } from "./CrmTrouble.tsx";
import { OutsideLink } from "./OutsideLink.tsx";

const SHOWN = 3;

type CrmCardsProps = {
  contactId: string;
  /** `cards`: each in a frame of its own; `parts`: under one another in a column. */
  look: "cards" | "parts";
  /** Only looks on: nothing is taken over. */
  looksOnly?: boolean;
};

/** What each connected CRM knows of a contact, with its age; nothing where none is connected. Never waits for a CRM. */
export function CrmCards({ contactId, look, looksOnly = false }: CrmCardsProps) {
  const profile = useCrmProfile(contactId);
  if (!profile) return null;
  return profile.cards.map((card) => (
    <Card key={card.target.id} card={card} contact={profile.contact} look={look} looksOnly={looksOnly} />
  ));
}

type CardProps = Required<Pick<CrmCardsProps, "look" | "looksOnly">> & {
  card: CrmCard;
  contact: Output<"crm.profile">["contact"];
};

const cardId = (targetId: string): string => `crm-card-${targetId}`;

function Card({ card, contact, look, looksOnly }: CardProps) {
  const { t } = useWords();
  const readAge = useReadAge();
  const acts = useCrmActs();
  const { target, known, readAt, isReading, standing } = card;
  return (
    <section
      id={cardId(target.id)}
      tabIndex={-1}
      className={classNames(styles["card"], styles[look])}
      aria-label={t("crmProfile.label", { name: target.name })}
      aria-busy={isReading}
    >
      <div className={styles["head"]}>
        <h3 className="clip" dir="auto">
          {target.name}
        </h3>
        <span className={styles["age"]}>{readAge(card)}</span>
        {standing !== "paused" && (
          <ActButton
            size="small"
            look="ghost"
            aria-label={t("crmProfile.again", { name: target.name })}
            {...(isReading && { offBecause: t("crmProfile.reading") })}
            onClick={() => void acts.readAgain(contact.id, target)}
          >
            {t("crmProfile.againShort")}
          </ActButton>
        )}
      </div>
      <CrmTrouble card={card} />
      {known ? (
        <Known card={card} known={known}>
          {!looksOnly && <Differences card={card} contact={contact} />}
        </Known>
      ) : (
        readAt !== null && <p className={styles["quiet"]}>{t("crmProfile.nobody", { name: target.name })}</p>
      )}
    </section>
  );
}

type Known = NonNullable<CrmCard["known"]>;

function Known({ card, known, children }: { card: CrmCard; known: Known; children: ReactNode }) {
  const { t } = useWords();
  const { name, company, phones, emails, url } = known;
  return (
    <>
      <dl className={styles["facts"]}>
        <Fact says={t("contacts.field.name")} values={name === null ? [] : [name]} />
        <Fact says={t("contacts.field.organisation")} values={company === null ? [] : [company]} />
        <Fact says={t("contacts.field.phones")} values={phones} />
        <Fact says={t("contacts.field.emails")} values={emails} />
      </dl>
      {children}
      <Entries known={known} />
      <OutsideLink url={url} className={styles["out"]}>
        {t("crmProfile.open", { name: card.target.name })}
      </OutsideLink>
    </>
  );
}

function Fact({ says, values }: { says: string; values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <>
      <dt>{says}</dt>
      <dd>
        {values.map((value) => (
          <span key={value} dir="auto">
            {value}
          </span>
        ))}
      </dd>
    </>
  );
}

/** What the CRM says otherwise or more; a person decides what of it holds here too. */
function Differences({ card: { target, differences }, contact }: Pick<CardProps, "card" | "contact">) {
  const { t } = useWords();
  const acts = useCrmActs();
  const isTaking = useRef(false);
  // What was pressed goes away with what was taken over, and the focus with it.
  useEffect(() => {
    if (!isTaking.current || document.activeElement !== document.body) return;
    isTaking.current = false;
    document.getElementById(cardId(target.id))?.focus();
  });
  if (differences.length === 0) return null;
  return (
    <ul className={styles["differences"]} aria-label={t("crmProfile.differences", { name: target.name })}>
      {differences.map((difference) => {
        const { field, theirs, ours } = difference;
        const says = { name: target.name, field: t(`crmProfile.field.${field}`), theirs, ours: ours ?? "" };
        return (
          <li key={`${field} ${theirs}`}>
            <span dir="auto">{t(ours === null ? "crmProfile.saysMore" : "crmProfile.saysElse", says)}</span>
            <ActButton
              size="small"
              aria-label={t("crmProfile.takeThis", says)}
              onClick={() => {
                isTaking.current = true;
                void acts.takeOver({ contact, target, difference });
              }}
            >
              {t("crmProfile.take")}
            </ActButton>
          </li>
        );
      })}
    </ul>
  );
}

/** The last entries in the CRM, each with the way to it there. */
function Entries({ known: { entries } }: { known: Known }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const [isWhole, setWhole] = useState(false);
  if (entries.length === 0) return <p className={styles["quiet"]}>{t("crmProfile.noEntries")}</p>;
  return (
    <>
      <ul className={styles["entries"]}>
        {(isWhole ? entries : entries.slice(0, SHOWN)).map(({ at, title, text, url }, index) => (
          <li key={`${at} ${index}`}>
            <span className={styles["entry"]}>
              {url === null ? (
                <b dir="auto">{title}</b>
              ) : (
                <OutsideLink url={url} className={styles["out"]}>
                  <span dir="auto">{title === "" ? t("crmProfile.entry") : title}</span>
                </OutsideLink>
              )}
              <span className={styles["age"]}>{moment(at)}</span>
            </span>
            {text !== null && (
              <p className={classNames(styles["text"], !isWhole && styles["short"])} dir="auto">
                {text}
              </p>
            )}
          </li>
        ))}
      </ul>
      {!isWhole && (entries.length > SHOWN || entries.some(({ text }) => (text?.length ?? 0) > 120)) && (
        <button type="button" className={styles["all"]} onClick={() => setWhole(true)}>
          {t("crmProfile.all", { count: entries.length })}
        </button>
      )}
    </>
  );
}
