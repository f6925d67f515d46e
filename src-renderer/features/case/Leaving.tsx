import type { ReactNode } from "react";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PostWith } from "./PostWith.tsx";
import styles from "./Progress.module.css";
import { ClosesCase, ProgressCard } from "./ProgressCard.tsx";
import type { ReplyActs } from "./use-reply-acts.ts";

/** The hold is over: it is posted by itself, at once or as soon as what is in the way is gone. */
export function Leaving({ reply, acts, foot }: { reply: Reply; acts: ReplyActs; foot: ReactNode }) {
  const { t, say } = useWords();
  const { moment } = useFormat();
  const { trouble, nextAt } = reply.posting;
  if (reply.state === "sending")
    return (
      <ProgressCard icon={<Icon name="send" />}>
        <b>{t("publishing.sending", { network: t(`network.${reply.network}`) })}</b>
        <PostWith reply={reply} />
        <span>{t("publishing.sendingHelp")}</span>
      </ProgressCard>
    );
  return (
    <ProgressCard icon={<Icon name={trouble ? "clock" : "send"} />} foot={foot}>
      <b>{t(trouble ? "publishing.waits" : "publishing.waitsNow")}</b>
      {trouble && <span>{say(trouble)}</span>}
      {trouble && nextAt !== null && <span>{t("publishing.nextTry", { time: moment(nextAt) })}</span>}
      <PostWith reply={reply} />
      <ClosesCase reply={reply} acts={acts} />
      {trouble && (
        <span className={styles["acts"]}>
          <ActButton size="small" icon="send" onClick={() => void acts.tryNow(reply)}>
            {t("publishing.tryNow")}
          </ActButton>
          <ActButton size="small" icon="copy" onClick={() => void acts.handOver(reply)}>
            {t("publishing.handOver")}
          </ActButton>
        </span>
      )}
    </ProgressCard>
  );
}
