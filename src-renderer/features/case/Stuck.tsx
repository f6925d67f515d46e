import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { PostWith } from "./PostWith.tsx";
import styles from "./Progress.module.css";
import { ClosesCase, ProgressCard } from "./ProgressCard.tsx";
import { ReplyFoot } from "./ReplyFoot.tsx";
import type { ReplyActs } from "./use-reply-acts.ts";

/** It could not be posted: why, when it is tried again, and what a person can do. */
export function Stuck({ reply, acts }: { reply: Reply; acts: ReplyActs }) {
  const { t, say } = useWords();
  const { moment } = useFormat();
  const { trouble, nextAt, tries, isUnclear, url } = reply.posting;
  const isTriedAgain = nextAt !== null;
  const there = url ?? linkIn(reply);
  return (
    <ProgressCard
      icon={<Icon name={isTriedAgain ? "clock" : "stop"} />}
      foot={<ReplyFoot onUnlock={null} onCancel={() => void acts.cancel(reply)} />}
    >
      <b role="status">{t(titleOf(reply))}</b>
      {trouble && <span>{say(trouble)}</span>}
      {isTriedAgain && (
        <span>
          {t("publishing.nextTry", { time: moment(nextAt) })} {tries > 0 && t("publishing.tries", { count: tries })}
        </span>
      )}
      <PostWith reply={reply} />
      {there !== null && <OutsideLink url={there}>{t("publishing.openPost")}</OutsideLink>}
      {isTriedAgain && <ClosesCase reply={reply} acts={acts} />}
      {isUnclear && !isTriedAgain && <span>{t("publishing.lookFirst")}</span>}
      {!isTriedAgain && <span>{t("publishing.takeBackHelp")}</span>}
      <Choices reply={reply} acts={acts} />
    </ProgressCard>
  );
}

function titleOf({ state, posting: { nextAt, isUnclear } }: Reply): WordKey {
  if (isUnclear) return "publishing.unclearTitle";
  if (state === "needs_person") return "publishing.person";
  return nextAt === null ? "publishing.failed" : "publishing.again";
}

/** Where the reason itself leads to. */
function linkIn({ posting: { trouble } }: Reply): string | null {
  const url = trouble?.params["url"];
  return typeof url === "string" ? url : null;
}

function Choices({ reply, acts }: { reply: Reply; acts: ReplyActs }) {
  const { t } = useWords();
  const { nextAt, isUnclear, url, account } = reply.posting;
  const mayTry = nextAt !== null || (isUnclear && account?.isConnected === true && reply.state === "needs_person");
  return (
    <span className={styles["acts"]}>
      {mayTry && (
        <ActButton size="small" icon="send" look="primary" onClick={() => void acts.tryNow(reply)}>
          {t(nextAt === null ? "publishing.look" : "publishing.tryNow")}
        </ActButton>
      )}
      {url !== null && reply.state === "needs_person" && (
        <ActButton size="small" icon="check" onClick={() => void acts.accept(reply)}>
          {t("publishing.accept")}
        </ActButton>
      )}
      <ActButton size="small" icon="copy" onClick={() => void acts.handOver(reply)}>
        {t("publishing.handOver")}
      </ActButton>
      <ActButton size="small" icon="pencil" onClick={() => void acts.takeBack(reply)}>
        {t("publishing.takeBack")}
      </ActButton>
    </span>
  );
}
