import { useMemo } from "react";
import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import { liveApproval } from "../../lib/approval.ts";
import { aheadOf, type ClockNow } from "../../lib/clock-now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { countChanges, diffWords } from "../../lib/word-diff.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Diff } from "../../ui/Diff.tsx";
import { HoldRing } from "../../ui/HoldRing.tsx";
import { PolicyLine } from "../../ui/PolicyLine.tsx";
import type { Group } from "./approval-entries.ts";
import styles from "./DraftCard.module.css";

type DraftCardProps = {
  card: ApprovalCard;
  /** Which of several drafts it is. */
  place: { number: number; count: number } | null;
  isPicked: boolean;
  onPick: () => void;
  group: Group;
  clockNow: ClockNow;
};

/** The proposed words, the largest on their screen, with what the author changed in the script. */
export function DraftCard({ card: { reply, scriptText }, place, isPicked, onPick, group, clockNow }: DraftCardProps) {
  const { t } = useWords();
  const { moment, list } = useFormat();
  const names = list(reply.authors.map((author) => author.name)) || t("approvals.noAuthor");
  const changes = useMemo(
    () => (scriptText === null ? null : countChanges(diffWords(scriptText, reply.text))),
    [scriptText, reply.text],
  );
  return (
    <article
      className={classNames(styles["card"], isPicked && styles["picked"])}
      aria-label={place ? `${names}. ${t("approvals.draftOf", place)}` : names}
      aria-current={isPicked ? "true" : undefined}
    >
      <div className={styles["top"]}>
        <Avatar person={reply.authors[0] ?? null} noneSays={names} />
        <b className="clip">{names}</b>
        {reply.submittedAt !== null && moment(reply.submittedAt)}
        <span className="grow" />
        {place && t("approvals.draftOf", place)}
        {place && !isPicked && (
          <ActButton size="small" onClick={onPick}>
            {t("approvals.pick")}
          </ActButton>
        )}
      </div>
      {scriptText === null ? (
        <p className={styles["text"]}>{reply.text}</p>
      ) : (
        <Diff before={scriptText} after={reply.text} className={styles["text"]} />
      )}
      {group !== "waiting" && <Hold reply={reply} group={group} clockNow={clockNow} />}
      <div className={styles["bottom"]}>
        <span>
          {changes === null
            ? t("approvals.freeWords")
            : changes === 0
              ? t("approvals.unchanged")
              : t("approvals.changes", { count: changes })}
        </span>
        {reply.limit.max !== null && (
          <span>{t("approvals.length", { used: reply.limit.used, max: reply.limit.max })}</span>
        )}
        <span className="grow" />
        <span className={styles["mark"]}>
          {t("approvals.textMark", { mark: `${reply.hash.slice(0, 4)} ${reply.hash.slice(4, 8)}` })}
        </span>
      </div>
      {group === "waiting" && (
        <p className={styles["policy"]}>
          <PolicyLine reply={reply} />
        </p>
      )}
    </article>
  );
}

function Hold({ reply, group, clockNow }: { reply: ApprovalCard["reply"]; group: Group; clockNow: ClockNow }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const approval = liveApproval(reply);
  const until = reply.holdUntil ?? clockNow.asOf;
  return (
    <div className={styles["hold"]}>
      {group === "hold" && (
        <HoldRing from={reply.approvedAt ?? clockNow.asOf} until={until} aheadMs={aheadOf(clockNow)} />
      )}
      <div>
        {approval && (
          <b>
            {approval.by
              ? t("approvals.approvedBy", { name: approval.by.name, time: moment(approval.at) })
              : t("approvals.approvedTemplate", { time: moment(approval.at) })}
          </b>
        )}
        <p>
          {group === "hold" && `${t("approvals.postsFrom", { time: moment(until) })} ${t("approvals.steps")}`}
          {group === "post" && t("case.post.title")}
          {group === "stuck" && t("case.stuck")}
        </p>
      </div>
    </div>
  );
}
