import type { ReactNode } from "react";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { liveApproval } from "../../lib/approval.ts";
import { aheadOf, type ClockNow } from "../../lib/clock-now.ts";
import type { ReplyPhase } from "../../lib/reply-phase.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { HoldRing } from "../../ui/HoldRing.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { PolicyLine } from "../../ui/PolicyLine.tsx";
import { Leaving } from "./Leaving.tsx";
import { PostingLine } from "../../ui/PostingLine.tsx";
import { PostByHand } from "./PostByHand.tsx";
import styles from "./Progress.module.css";
import { ClosesCase, ProgressCard as Card } from "./ProgressCard.tsx";
import { ReplyFoot } from "./ReplyFoot.tsx";
import { Stuck } from "./Stuck.tsx";
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
  const cancel = () => void acts.cancel(reply);
  const foot = <ReplyFoot onUnlock={onUnlock} onCancel={cancel} />;
  switch (phase) {
    case "wait":
      return <Waiting reply={reply} foot={foot} />;
    case "hold":
      return <Holding reply={reply} clockNow={clockNow} acts={acts} foot={foot} />;
    case "post":
      return <PostByHand reply={reply} acts={acts} approved={<Approved reply={reply} />} onUnlock={onUnlock} />;
    case "leaving":
      return <Leaving reply={reply} acts={acts} foot={foot} />;
    case "stuck":
      return <Stuck reply={reply} acts={acts} />;
    case "sent":
      return <Sent reply={reply} onAgain={onAgain} />;
    case "write":
    case "over":
      return null;
  }
}

function Approved({ reply }: { reply: Reply }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const approval = liveApproval(reply);
  if (!approval) return null;
  const time = moment(approval.at);
  return approval.by
    ? t("approvals.approvedBy", { name: approval.by.name, time })
    : t("approvals.approvedTemplate", { time });
}

function Waiting({ reply, foot }: { reply: Reply; foot: ReactNode }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <Card icon={<Icon name="approve" />} foot={foot}>
      <b>{t("case.wait.title")}</b>
      <PolicyLine reply={reply} />
      {reply.submittedAt !== null && <span>{t("case.wait.since", { time: moment(reply.submittedAt) })}</span>}
    </Card>
  );
}

type HoldingProps = { reply: Reply; clockNow: ClockNow; acts: ReplyActs; foot: ReactNode };

function Holding({ reply, clockNow, acts, foot }: HoldingProps) {
  const until = reply.holdUntil ?? clockNow.asOf;
  return (
    <Card
      icon={<HoldRing from={reply.approvedAt ?? clockNow.asOf} until={until} aheadMs={aheadOf(clockNow)} />}
      foot={foot}
    >
      <b>
        <Approved reply={reply} />
      </b>
      <span>
        <PostingLine reply={reply} at="hold" />
      </span>
      <ClosesCase reply={reply} acts={acts} />
    </Card>
  );
}

function Sent({ reply, onAgain }: { reply: Reply; onAgain: (() => void) | null }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <Card icon={<Icon name="check" />}>
      <span className={styles["line"]}>
        <Badge icon="check" tone="good">
          {t("case.sent.badge")}
        </Badge>
        {reply.sentAt !== null && t("case.sent.at", { time: moment(reply.sentAt) })}
      </span>
      <OutsideLink url={reply.proofUrl}>{reply.proofUrl}</OutsideLink>
      <span>
        <Approved reply={reply} />
      </span>
      {onAgain && (
        <ActButton size="small" onClick={onAgain}>
          {t("case.draft.another")}
        </ActButton>
      )}
    </Card>
  );
}
