import { Fragment, useEffect, useState } from "react";
import type { CrmCard } from "../../../src-main/contract/methods/crm-profiles.ts";
import { useCrmProfile } from "../../lib/use-crm-profile.ts";
import { useReadAge } from "../../lib/use-read-age.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./look-up.module.css";

/** Whoever stays on a contact looks at it; who walks past with the arrows asks no CRM. */
const restMs = 700;
const shownEntries = 2;

/** What the CRMs know of who was found, from what was read before: one line each, and the last things said there. */
export function CrmLines({ contactId }: { contactId: string }) {
  const isLooked = useStayed(contactId);
  const profile = useCrmProfile(contactId, isLooked);
  return profile?.cards.map((card) => (
    <div key={card.target.id} className={styles["fact"]}>
      <span className={styles["label"]} dir="auto">
        {card.target.name}
      </span>
      <div>
        <Line card={card} />
        <Entries card={card} />
      </div>
    </div>
  ));
}

/** Whether the same contact has been the chosen one for a while. */
function useStayed(contactId: string): boolean {
  const [stayedOn, setStayedOn] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setStayedOn(contactId), restMs);
    return () => clearTimeout(timer);
  }, [contactId]);
  return stayedOn === contactId;
}

function Line({ card }: { card: CrmCard }) {
  const { t, say } = useWords();
  const readAge = useReadAge();
  const { known, readAt, standing, trouble, target } = card;
  const facts = known
    ? [known.name, known.company, known.phones[0], known.emails[0]].filter((fact) => fact != null).join(", ")
    : readAt === null
      ? ""
      : t("crmProfile.nobody", { name: target.name });
  return (
    <p>
      {facts !== "" && <span dir="auto">{facts} </span>}
      <span className={styles["faint"]}>{readAge(card)}</span>
      {trouble !== null && standing !== "fine" && (
        <span className={styles["quiet"]}>
          {" "}
          {standing === "offline" ? t("crmProfile.offline", { name: target.name }) : say(trouble)}
        </span>
      )}
    </p>
  );
}

function Entries({ card: { known } }: { card: CrmCard }) {
  const { date } = useFormat();
  return known?.entries.slice(0, shownEntries).map(({ at, title, text }, index) => (
    <Fragment key={`${at} ${index}`}>
      <p className={styles["remote"]}>
        <span className={styles["faint"]}>{date(at)}</span>{" "}
        <span dir="auto">{[title, text].filter((words) => words !== null && words !== "").join(": ")}</span>
      </p>
    </Fragment>
  ));
}
