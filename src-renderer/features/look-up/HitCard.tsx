import type { ReactNode } from "react";
import type { LookUpCard } from "../../../src-main/contract/methods/look-up.ts";
import { firstNameOf } from "../../lib/approval.ts";
import { useNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { CrmLines } from "./CrmLines.tsx";
import styles from "./look-up.module.css";

/** What one must know before one speaks: their public words, our answer, and what may be said. */
export function HitCard({ card }: { card: LookUpCard | undefined }) {
  const { t } = useWords();
  return (
    <div className={styles["card"]}>
      {card && (
        <>
          <Fact label={t("lookUp.said")}>
            <Said said={card.said} />
          </Fact>
          <Fact label={t("lookUp.answered")}>
            <Answered card={card} />
          </Fact>
          <Fact label={t("lookUp.say")}>
            <Say say={card.say} />
          </Fact>
          <CrmLines contactId={card.contactId} />
        </>
      )}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles["fact"]}>
      <span className={styles["label"]}>{label}</span>
      <span>{children}</span>
    </div>
  );
}

function useAge(): (at: number) => string {
  const now = useNow(30_000);
  const { age } = useFormat();
  return (at) => age(Math.max(0, now - at));
}

function Said({ said }: { said: LookUpCard["said"] }) {
  const { t } = useWords();
  const age = useAge();
  if (!said) return <span className={styles["quiet"]}>{t("lookUp.saidNothing")}</span>;
  return (
    <>
      {t("lookUp.quoted", { words: said.text })}{" "}
      <span className={styles["faint"]}>{t("lookUp.where", { place: said.place, age: age(said.at) })}</span>
    </>
  );
}

function Answered({ card: { answered, drafting } }: { card: LookUpCard }) {
  const { t } = useWords();
  const age = useAge();
  if (answered?.isLater)
    return (
      <>
        {t("lookUp.quoted", { words: answered.text })}{" "}
        <span className={styles["faint"]}>{t("lookUp.ago", { age: age(answered.at) })}</span>
      </>
    );
  return (
    <span className={styles["quiet"]}>
      {answered ? t("lookUp.answeredBefore", { age: age(answered.at), words: answered.text }) : t("lookUp.notYet")}{" "}
      {drafting && t("lookUp.drafts", { name: firstNameOf(drafting.name) })}
    </span>
  );
}

/** The line that may be said, the largest words here, with who stands for it. */
export function Say({ say }: { say: LookUpCard["say"] }) {
  const { t } = useWords();
  const { moment } = useFormat();
  if (!say) return <span className={styles["quiet"]}>{t("lookUp.sayNothing")}</span>;
  const who = {
    name: firstNameOf(say.approvedBy.name),
    time: moment(say.approvedAt),
    until: moment(say.expiresAt),
  };
  return (
    <>
      <span className={styles["line"]}>{t("lookUp.quoted", { words: say.text })}</span>
      <span className={styles["approved"]}>
        <Icon name="approve" size={14} />
        {t(`lookUp.approved.${say.of}`, who)}
      </span>
    </>
  );
}
