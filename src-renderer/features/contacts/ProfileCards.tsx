import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Contact } from "../../../src-main/contract/methods/contacts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import styles from "./contacts.module.css";
import { useMergeActs } from "./use-merge-acts.ts";

/** How somebody can be reached, and where they belong. */
export function FactsCard({ contact }: { contact: Contact }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { handles, phones, emails, organisation, town, addedAt } = contact;
  return (
    <Card title={t("contacts.facts")}>
      <dl className={styles["facts"]}>
        <Fact says={t("contacts.field.handles")} isEmpty={handles.length === 0}>
          {handles.map(({ network, handle }) => (
            <span key={`${network} ${handle}`} className={styles["line"]}>
              <NetworkIcon network={network} />
              <span dir="auto">
                {handle}, {t(`network.${network}`)}
              </span>
            </span>
          ))}
        </Fact>
        <Fact says={t("contacts.field.phones")} isEmpty={phones.length === 0}>
          {phones.map(({ digits, shown, written }) => (
            <span key={digits} title={written === shown ? undefined : t("contacts.written", { written })}>
              {shown}
            </span>
          ))}
        </Fact>
        <Fact says={t("contacts.field.emails")} isEmpty={emails.length === 0}>
          {emails.map((email) => (
            <span key={email}>{email}</span>
          ))}
        </Fact>
        <Fact says={t("contacts.field.organisation")} isEmpty={organisation === null}>
          <span dir="auto">{organisation}</span>
        </Fact>
        <Fact says={t("contacts.field.town")} isEmpty={town === null}>
          <span dir="auto">{town}</span>
        </Fact>
        <Fact says={t("contacts.field.addedAt")} isEmpty={false}>
          {date(addedAt)}
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ says, isEmpty, children }: { says: string; isEmpty: boolean; children: ReactNode }) {
  return (
    <>
      <dt>{says}</dt>
      <dd>{isEmpty ? "–" : children}</dd>
    </>
  );
}

/** Their cases, open ones first; each opens. */
export function CasesCard({ contact: { cases, allCases } }: { contact: Contact }) {
  const { t } = useWords();
  const { date } = useFormat();
  return (
    <Card title={t("contacts.cases", { count: allCases })}>
      {cases.length === 0 && <p className={styles["quiet"]}>{t("contacts.noCases")}</p>}
      <ul className={styles["list"]}>
        {cases.map(({ storyId, title, bucket, status, queuedAt }) => (
          <li key={storyId} className={styles["case"]}>
            <BucketChip bucket={bucket} />
            <Link href={`/case/${storyId}`} className="clip" dir="auto">
              {title}
            </Link>
            <span className={styles["time"]}>
              {t(`caseStatus.${status}`)}, {date(queuedAt)}
            </span>
          </li>
        ))}
      </ul>
      {allCases > cases.length && (
        <p className={styles["quiet"]}>{t("contacts.moreCases", { count: allCases - cases.length })}</p>
      )}
    </Card>
  );
}

/** Who was merged into this contact, and the way back. */
export function MergesCard({ contact: { merges } }: { contact: Contact }) {
  const { t, say } = useWords();
  const { moment } = useFormat();
  const acts = useMergeActs();
  return (
    <Card title={t("contacts.merges.title")}>
      <ul className={styles["list"]}>
        {merges.map(({ id, name, at, by, reasons, undoneAt, undoneBy }) => (
          <li key={id}>
            <p>{t("contacts.merges.was", { name, by: by?.name ?? t("contacts.somebody"), time: moment(at) })}</p>
            {reasons.map((reason) => (
              <p key={reason.code} className={styles["quiet"]}>
                {say(reason)}
              </p>
            ))}
            {undoneAt === null ? (
              <ActButton size="small" onClick={() => void acts.unmerge(id, name)}>
                {t("contacts.merges.undo", { name })}
              </ActButton>
            ) : (
              <p className={styles["quiet"]}>
                {t("contacts.merges.undone", { by: undoneBy?.name ?? t("contacts.somebody"), time: moment(undoneAt) })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Card({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles["card"]} aria-label={title}>
      <h3>
        {title}
        {end && <span className="grow" />}
        {end}
      </h3>
      {children}
    </section>
  );
}
