import type { ClockNow } from "../../lib/clock-now.ts";
import { firstNameOf, liveApproval } from "../../lib/approval.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Badge } from "../../ui/Badge.tsx";
import { sayMinutes } from "../../ui/HoldRing.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SlaPill } from "../../ui/SlaPill.tsx";
import { type Entry, groups } from "./approval-entries.ts";
import column from "../../ui/QueueColumn.module.css";
import styles from "./Queue.module.css";

type QueueProps = {
  entries: readonly Entry[];
  chosenId: string | null;
  now: number;
  clockNow: ClockNow;
  onChoose: (storyId: string) => void;
};

/** What waits, by group: to decide, on hold, to post. */
export function Queue({ entries, chosenId, now, clockNow, onChoose }: QueueProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const shown = groups.filter((group) => entries.some((entry) => entry.group === group));
  return (
    <nav className={column["queue"]} aria-label={t("approvals.label")}>
      <header className={column["bar"]}>
        <h1>{t("screen.approvals")}</h1>
        <span className={column["count"]}>{number(entries.filter((entry) => entry.group === "waiting").length)}</span>
      </header>
      <div className={column["list"]}>
        {shown.map((group) => (
          <section key={group} aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`} className={group === "waiting" ? "sr" : column["group"]}>
              {t(`approvals.group.${group}`)}
            </h2>
            <ul>
              {entries
                .filter((entry) => entry.group === group)
                .map((entry) => (
                  <li key={entry.storyId}>
                    <Line
                      entry={entry}
                      isChosen={entry.storyId === chosenId}
                      now={now}
                      clockNow={clockNow}
                      onChoose={() => onChoose(entry.storyId)}
                    />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

type LineProps = { entry: Entry; isChosen: boolean; now: number; clockNow: ClockNow; onChoose: () => void };

function Line({ entry: { group, cards }, isChosen, now, clockNow, onChoose }: LineProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const [{ story, reply }] = cards;
  const approval = liveApproval(reply);
  const author = firstNameOf(reply.authors[0]?.name ?? "") || story.author || t("approvals.noAuthor");
  function says(): string {
    if (group === "void") return sayVoid();
    if (cards.length > 1) return t("approvals.drafts", { count: cards.length, author: story.author ?? story.source });
    if (approval?.by)
      return t("approvals.approvedShort", { name: firstNameOf(approval.by.name), time: moment(approval.at) });
    return author;
  }
  function sayVoid(): string {
    const { at, characters } = reply.voided ?? { at: reply.savedAt, characters: null };
    if (characters === null) return t("approvals.voidShortUnknown", { time: moment(at) });
    return t("approvals.voidShort", { count: characters, time: moment(at) });
  }
  return (
    <button
      type="button"
      className={classNames(column["line"], isChosen && column["on"])}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <b className="clip">{story.title ?? story.excerpt}</b>
      {group === "void" ? (
        <Badge icon="x" tone="bad">
          {t("approvals.void")}
        </Badge>
      ) : group === "hold" ? (
        <span className={styles["left"]}>{sayMinutes(Math.max(0, (reply.holdUntil ?? now) - now))}</span>
      ) : (
        <SlaPill clock={story.clock} elapsedMs={now - clockNow.asOf} />
      )}
      <span className="clip">{says()}</span>
      <span className={styles["sign"]}>
        {cards.length > 1 && <Icon name="copies" size={14} />}
        {reply.policy.legal && group !== "void" && <Icon name="scale" size={14} />}
        {group === "post" && <Icon name="send" size={14} />}
      </span>
    </button>
  );
}
