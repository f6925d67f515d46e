import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { privateChannelOf } from "../../lib/private-channel.ts";
import { firstNameOf } from "../../lib/approval.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { CrmCards } from "../../ui/CrmCards.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { OwnPeopleCard } from "../../ui/OwnPeopleCard.tsx";
import { PolicyLine } from "../../ui/PolicyLine.tsx";
import { ContactCard } from "./ContactCard.tsx";
import styles from "./ContactColumn.module.css";
import { CrmPart } from "./CrmPart.tsx";
import { Lines } from "./Lines.tsx";
import { Promises } from "./Promises.tsx";
import { PrivatePathCard } from "./PrivatePathCard.tsx";

const historyIcons = { mention: "forum", reply: "send", note: "note" } as const satisfies Record<string, IconName>;
const SHOWN = 4;

/** Who it is, what must be approved by whom, what was between us before, what happened to this case. */
export function ContactColumn({
  detail,
  reply,
  looksOnly,
}: {
  detail: CaseDetail;
  reply: Reply | null;
  /** Only looks on: acts are not offered. */
  looksOnly: boolean;
}) {
  const { t, say } = useWords();
  const { moment } = useFormat();
  const { contact, story, timeline } = detail;
  return (
    <aside className={styles["column"]} aria-label={t("case.contact.label")}>
      <OwnPeopleCard storyId={story.id} place="case.keys.title" />
      {contact ? (
        <ContactCard contact={contact} />
      ) : (
        <p className={styles["quiet"]}>
          {t("case.contact.none", { name: story.author ?? story.handle ?? t("case.noAuthor") })}
        </p>
      )}
      {story.case && (reply !== null || privateChannelOf(story.network) === null) && (
        <Part title={t("case.contact.approval")}>
          <p className={styles["quiet"]}>{reply ? <PolicyLine reply={reply} /> : t("case.approvalAlways")}</p>
        </Part>
      )}
      {story.case && <Lines storyId={story.id} />}
      {story.case && (
        <Promises
          storyId={story.id}
          contact={contact?.name ?? story.author ?? story.handle ?? t("case.noAuthor")}
          looksOnly={looksOnly}
        />
      )}
      {story.case && privateChannelOf(story.network) === null && (
        <PrivatePathCard storyId={story.id} looksOnly={looksOnly} />
      )}
      {story.case && <CrmPart storyId={story.id} looksOnly={looksOnly} />}
      {contact && <CrmCards contactId={contact.id} look="parts" looksOnly={looksOnly} />}
      {contact && <History history={contact.history.filter((entry) => entry.storyId !== story.id)} />}
      {timeline.length > 0 && (
        <Part title={t("case.contact.timeline")}>
          <ol className={styles["timeline"]}>
            {timeline.toReversed().map(({ at, by, says, url }, index) => (
              <li key={`${at} ${index}`}>
                <span className={styles["time"]}>{moment(at)}</span>
                <span>
                  {url === null ? (
                    say(says)
                  ) : (
                    <OutsideLink url={url} className={styles["all"]}>
                      {say(says)}
                    </OutsideLink>
                  )}
                  {by && <span className={styles["by"]}>, {firstNameOf(by)}</span>}
                </span>
              </li>
            ))}
          </ol>
        </Part>
      )}
    </aside>
  );
}

function History({ history }: { history: NonNullable<CaseDetail["contact"]>["history"] }) {
  const { t } = useWords();
  const { date } = useFormat();
  const [isWhole, setWhole] = useState(false);
  const more = history.length > SHOWN && !isWhole && (
    <button type="button" className={styles["all"]} onClick={() => setWhole(true)}>
      {t("case.contact.all", { count: history.length })}
    </button>
  );
  return (
    <Part title={t("triage.history")} end={more}>
      {history.length === 0 && <p className={styles["quiet"]}>{t("case.contact.noHistory")}</p>}
      <ul className={styles["history"]}>
        {(isWhole ? history : history.slice(0, SHOWN)).map(({ at, kind, text, storyId }) => (
          <li key={`${at} ${kind} ${storyId}`}>
            <Icon name={historyIcons[kind]} size={14} />
            <Link href={`/case/${storyId}`}>{t(`case.contact.kind.${kind}`)}</Link>
            <span className={styles["time"]}>{date(at)}</span>
            <span className={styles["said"]}>{text}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles["part"]}>
      <h3>
        {title}
        {end}
      </h3>
      {children}
    </section>
  );
}
