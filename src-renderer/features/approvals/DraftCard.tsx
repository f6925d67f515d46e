import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import { liveApproval } from "../../lib/approval.ts";
import { aheadOf, type ClockNow } from "../../lib/clock-now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useReview } from "../../lib/use-review.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { classNames } from "../../ui/class-names.ts";
import { HoldRing } from "../../ui/HoldRing.tsx";
import { PolicyLine } from "../../ui/PolicyLine.tsx";
import { PostingLine } from "../../ui/PostingLine.tsx";
import { SentenceComments } from "../../ui/SentenceComments.tsx";
import { StoredChecks } from "../../ui/StoredChecks.tsx";
import { WroteAgain } from "../../ui/WroteAgain.tsx";
import type { Group } from "./approval-entries.ts";
import styles from "./DraftCard.module.css";
import { EditWords } from "./EditWords.tsx";
import { ProposedWords } from "./ProposedWords.tsx";
import type { DecisionState } from "./use-decision.ts";
import { VoidMark } from "./VoidMark.tsx";

type DraftCardProps = {
  card: ApprovalCard;
  /** Which of several drafts it is. */
  place: { number: number; count: number } | null;
  decision: DecisionState;
  group: Group;
  clockNow: ClockNow;
};

/** The proposed words, the largest on their screen, with what was changed in them and what colleagues say about them. */
export function DraftCard({ card, place, decision, group, clockNow }: DraftCardProps) {
  const { t } = useWords();
  const { list } = useFormat();
  const { reply } = card;
  const { review, add, settle } = useReview(reply);
  const names = list(reply.authors.map((author) => author.name)) || t("approvals.noAuthor");
  const isPicked = card === decision.picked;
  const writing = isPicked ? decision.writing : null;
  const isOpen = group === "waiting" || reply.state === "approved";
  return (
    <article
      className={classNames(styles["card"], place && isPicked && styles["picked"])}
      aria-label={place ? `${names}. ${t("approvals.draftOf", place)}` : names}
      aria-current={place && isPicked ? "true" : undefined}
    >
      <Top card={card} names={names} place={place} {...(!isPicked && { onPick: () => decision.pick(reply.id) })} />
      {reply.voided && <VoidMark voided={reply.voided} />}
      <WroteAgain review={review} />
      {writing === "edit" ? (
        <EditWords reply={reply} onSave={decision.edit} onClose={() => decision.write(null)} />
      ) : (
        <ProposedWords card={card} review={review} />
      )}
      {group !== "void" && <StoredChecks reply={reply} maySign={reply.state === "submitted"} />}
      {review && (
        <SentenceComments
          review={review}
          isWriting={writing === "comment"}
          onDone={() => decision.write(null)}
          onAdd={add}
          onSettle={settle}
        />
      )}
      {group !== "waiting" && group !== "void" && (
        <Hold reply={reply} group={group} clockNow={clockNow} onCancel={decision.cancel} />
      )}
      <div className={styles["bottom"]}>
        {isOpen && isPicked && writing === null && (
          <ActButton size="small" icon="note" keys="c" onClick={() => decision.write("comment")}>
            {t("approvals.comments.add")}
          </ActButton>
        )}
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

function Top({
  card: { reply },
  names,
  place,
  onPick,
}: Pick<DraftCardProps, "card" | "place"> & { names: string; onPick?: () => void }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <div className={styles["top"]}>
      <Avatar person={reply.authors[0] ?? null} noneSays={names} />
      <b className="clip">{names}</b>
      {reply.submittedAt !== null && moment(reply.submittedAt)}
      <span className="grow" />
      {place && t("approvals.draftOf", place)}
      {place && onPick && (
        <ActButton size="small" onClick={onPick}>
          {t("approvals.pick")}
        </ActButton>
      )}
    </div>
  );
}

type HoldProps = { reply: ApprovalCard["reply"]; group: Group; clockNow: ClockNow; onCancel: () => void };

/** The buffer between approval and posting: how long it lasts, what comes then, and the way to stop it. */
function Hold({ reply, group, clockNow, onCancel }: HoldProps) {
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
        <p>{group !== "waiting" && group !== "void" && <PostingLine reply={reply} at={group} />}</p>
      </div>
      {group === "hold" && (
        <>
          <span className="grow" />
          <ActButton icon="undo" className={styles["danger"]} onClick={onCancel}>
            {t("approvals.cancelPosting")}
          </ActButton>
        </>
      )}
    </div>
  );
}
