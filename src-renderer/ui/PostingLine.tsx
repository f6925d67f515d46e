import type { Reply } from "../../src-main/contract/methods/replies.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { Badge } from "./Badge.tsx";

type PostingLineProps = {
  reply: Reply;
  /** Where the reply stands: its hold runs, it is to be posted, or it could not be. */
  at: "hold" | "post" | "stuck";
};

/** How an approved reply comes to stand in public: by itself and when, by hand, or why not yet. */
export function PostingLine({ reply, at }: PostingLineProps) {
  const { t, say } = useWords();
  const { moment } = useFormat();
  const { account, trouble, nextAt, remindedAt } = reply.posting;
  const connected = account?.isConnected === true ? { name: account.name, handle: account.handle ?? "" } : null;
  if (at === "hold") {
    const time = moment(reply.holdUntil ?? reply.savedAt);
    if (connected) return <>{t("publishing.postsAt", { time, ...connected })}</>;
    return <>{`${t("approvals.postsFrom", { time })} ${t("approvals.steps")}`}</>;
  }
  if (at === "post" && !connected)
    return (
      <>
        {t("case.post.title")}{" "}
        {remindedAt !== null && (
          <Badge icon="clock" tone="warn">
            {t("publishing.noProof")}
          </Badge>
        )}
      </>
    );
  if (reply.state === "sending") return <>{t("publishing.sending", { network: t(`network.${reply.network}`) })}</>;
  const says = trouble ? say(trouble) : t(at === "post" ? "publishing.waitsNow" : "publishing.person");
  return <>{nextAt === null ? says : `${says} ${t("publishing.nextTry", { time: moment(nextAt) })}`}</>;
}
