import type { ReactNode } from "react";
import type { Reply } from "../../../src-main/contract/methods/cases.ts";
import { liveApproval } from "../../lib/approval.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { HoldRing } from "../../ui/HoldRing.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { PolicyLine } from "../../ui/PolicyLine.tsx";
import { aheadOf, type ClockNow } from "../../lib/clock-now.ts";
import { PostByHand } from "./PostByHand.tsx";
import styles from "./Progress.module.css";
import { ReplyFoot } from "./ReplyFoot.tsx";
import type { ReplyPhase } from "../../lib/reply-phase.ts";
import type { ReplyActs } from "./use-reply-acts.ts";

type ProgressProps = {
  reply: Reply;
  phase: ReplyPhase;
  clockNow: ClockNow;
  acts: ReplyActs;
  onUnlock: (() => void) | null;
  onAgain: (() => void) | null;
};

/** Where a submitted reply stands, and what one can do about it. */
export function Progress({ reply, phase, clockNow, acts, onUnlock, onAgain }: ProgressProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const approval = liveApproval(reply);
  const approved =
    approval &&
    (approval.by
      ? t("approvals.approvedBy", { name: approval.by.name, time: moment(approval.at) })
      : t("approvals.approvedTemplate", { time: moment(approval.at) }));
  const foot = <ReplyFoot onUnlock={onUnlock} onCancel={() => void acts.cancel(reply)} />;
  switch (phase) {
    case "write":
      return null;
    case "wait":
      return (
        <Card icon={<Icon name="approve" />} foot={foot}>
          <b>{t("case.wait.title")}</b>
          <PolicyLine reply={reply} />
          {reply.submittedAt !== null && <span>{t("case.wait.since", { time: moment(reply.submittedAt) })}</span>}
        </Card>
      );
    case "hold":
      return (
        <Card
          icon={
            <HoldRing
              from={reply.approvedAt ?? clockNow.asOf}
              until={reply.holdUntil ?? clockNow.asOf}
              aheadMs={aheadOf(clockNow)}
            />
          }
          foot={foot}
        >
          <b>{approved}</b>
          <span>{t("approvals.postsFrom", { time: moment(reply.holdUntil ?? clockNow.asOf) })}</span>
          <span>{t("approvals.steps")}</span>
        </Card>
      );
    case "post":
      return <PostByHand reply={reply} acts={acts} approved={approved} onUnlock={onUnlock} />;
    case "leaving":
      return (
        <Card icon={<Icon name="send" />}>
          <b>{t("case.leaving")}</b>
        </Card>
      );
    case "stuck":
      return (
        <Card icon={<Icon name="stop" />} foot={<ReplyFoot onUnlock={null} onCancel={() => void acts.cancel(reply)} />}>
          <b>{t("case.stuck")}</b>
        </Card>
      );
    case "sent":
      return (
        <Card icon={<Icon name="check" />}>
          <span className={styles["line"]}>
            <Badge icon="check" tone="good">
              {t("case.sent.badge")}
            </Badge>
            {reply.sentAt !== null && t("case.sent.at", { time: moment(reply.sentAt) })}
          </span>
          <OutsideLink url={reply.proofUrl}>{reply.proofUrl}</OutsideLink>
          <span>{approved}</span>
          {onAgain && (
            <ActButton size="small" onClick={onAgain}>
              {t("case.draft.another")}
            </ActButton>
          )}
        </Card>
      );
    case "over":
      return null;
  }
}

function Card({ icon, foot, children }: { icon: ReactNode; foot?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles["card"]}>
      <span className={styles["icon"]}>{icon}</span>
      <div className={styles["body"]}>{children}</div>
      {foot}
    </section>
  );
}
