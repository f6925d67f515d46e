import type { Contact } from "../../../src-main/contract/methods/contacts.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { secondLine } from "./ContactLine.tsx";
import styles from "./contacts.module.css";
import { Card } from "./ProfileCards.tsx";
import { useMergeActs } from "./use-merge-acts.ts";

/** Who may be the same person, and why. Nothing is merged by itself. */
export function MaybeSameCard({ contact, onMerge }: { contact: Contact; onMerge: (otherId: string) => void }) {
  const { t, say } = useWords();
  const acts = useMergeActs();
  return (
    <Card title={t("contacts.maybeSame")}>
      <ul className={styles["list"]}>
        {contact.maybeSame.map(({ contact: other, reasons }) => (
          <li key={other.id} className={styles["one"]}>
            <b dir="auto">{other.name}</b>
            <span className={styles["quiet"]} dir="auto">
              {secondLine(other)}
            </span>
            {reasons.map((reason) => (
              <span key={reason.code}>{say(reason)}</span>
            ))}
            <div className={styles["acts"]}>
              <ActButton size="small" onClick={() => onMerge(other.id)}>
                {t("contacts.merge.compare")}
              </ActButton>
              <ActButton size="small" look="ghost" onClick={() => void acts.tellApart(contact, other)}>
                {t("contacts.apart")}
              </ActButton>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
