import type { ReactNode } from "react";
import { Link } from "wouter";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useWords } from "../../lib/words.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { initialsOf } from "../../ui/initials.ts";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import styles from "./ContactColumn.module.css";

type Contact = NonNullable<CaseDetail["contact"]>;

/** Who it is: kind, how to reach them, and who may be the same person. */
export function ContactCard({ contact }: { contact: Contact }) {
  const { t } = useWords();
  const { id, name, kind, organisation, handles, phones, emails } = contact;
  // A number or an address by which calls and e-mails are found is shown once, as what it is.
  const onNetworks = handles.filter(({ network }) => !["phone", "email", "walk-in"].includes(network));
  return (
    <>
      <div className={styles["line"]}>
        <Avatar person={{ name, initials: initialsOf(name) }} size="large" />
        <div className={styles["who"]}>
          <h2 className="clip" dir="auto">
            {name}
          </h2>
          <span className={styles["quiet"]} dir="auto">
            {[
              ...(kind === "customer" ? [] : [t(`contacts.kinds.${kind}`)]),
              ...(organisation ? [organisation] : []),
            ].join(", ")}
          </span>
        </div>
      </div>
      <dl className={styles["facts"]}>
        <Fact says={t("case.contact.handles")} isShown={onNetworks.length > 0}>
          {onNetworks.map(({ network, handle }) => (
            <span key={`${network} ${handle}`} className={styles["handle"]}>
              <NetworkIcon network={network} />
              <span>
                {handle}, {t(`network.${network}`)}
              </span>
            </span>
          ))}
        </Fact>
        <Fact says={t("case.contact.phones")} isShown={phones.length > 0}>
          {phones.map((phone) => (
            <span key={phone}>{phone}</span>
          ))}
        </Fact>
        <Fact says={t("case.contact.emails")} isShown={emails.length > 0}>
          {emails.map((email) => (
            <span key={email}>{email}</span>
          ))}
        </Fact>
      </dl>
      <Link href={`/contacts/${id}`} className={styles["all"]}>
        {t("case.contact.open")}
      </Link>
      {contact.maybeSame.length > 0 && <MaybeSame contact={contact} />}
    </>
  );
}

function Fact({ says, isShown, children }: { says: string; isShown: boolean; children: ReactNode }) {
  if (!isShown) return null;
  return (
    <>
      <dt>{says}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Others who may be the same person; comparing and merging them is done in the contacts. */
function MaybeSame({ contact }: { contact: Contact }) {
  const { t, say } = useWords();
  return (
    <section className={styles["part"]}>
      <h3>{t("case.contact.maybeSame")}</h3>
      {contact.maybeSame.map(({ contact: other, reasons }) => (
        <div key={other.id}>
          <Link href={`/contacts/${contact.id}?do=merge-${other.id}`} className={styles["all"]} dir="auto">
            {other.name}
          </Link>
          <p className={styles["quiet"]}>{reasons.map((reason) => say(reason)).join("; ")}</p>
        </div>
      ))}
    </section>
  );
}
