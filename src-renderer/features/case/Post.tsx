import type { ReactNode } from "react";
import type { MentionDetail } from "../../../src-main/contract/methods/mentions.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { liveApproval } from "../../lib/approval.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { type Effect, Marked } from "../../ui/Marked.tsx";
import { MentionHead } from "../../ui/MentionHead.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { GoneMark } from "./GoneMark.tsx";
import { EnteredByHand } from "./EnteredByHand.tsx";
import styles from "./Post.module.css";
import { PostFacts } from "./PostFacts.tsx";

type PostProps = { mention: MentionDetail; effects?: readonly Effect[] | undefined; children?: ReactNode };

/** One mention: who, where, when, and its words with the matching ones lit and those that moved its sentiment underlined. */
export function Post({ mention, effects, children }: PostProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const edited = mention.versions.length > 1 ? mention.versions.at(-1) : undefined;
  return (
    <article className={styles["post"]}>
      <MentionHead mention={mention} />
      {mention.title && (
        <h2 className={styles["title"]}>
          <Marked text={mention.title} field="title" marks={mention.marks} effects={effects} />
        </h2>
      )}
      <p className={styles["read"]} dir="auto" lang={mention.lang ?? undefined}>
        <Marked text={mention.text} field="text" marks={mention.marks} effects={effects} />
      </p>
      <PostFacts {...mention} />
      <EnteredByHand mention={mention} />
      <div className={styles["marks"]}>
        {edited && <Badge icon="pencil">{t("case.edited", { time: moment(edited.seenAt) })}</Badge>}
      </div>
      {children}
    </article>
  );
}

/** What we answered in public, with where it stands and who approved it. */
export function OurPost({ reply, goneAt }: { reply: Reply; goneAt: number | null }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const approval = liveApproval(reply);
  return (
    <article className={styles["ours"]}>
      <div className={styles["top"]}>
        <Icon name="send" size={14} />
        <b>{t("case.weAnswered")}</b>
        {approval?.by && <span className="clip">{t("case.approvedBy", { name: approval.by.name })}</span>}
        <span className="grow" />
        {reply.sentAt !== null && moment(reply.sentAt)}
      </div>
      <p className={styles["read"]}>{reply.text}</p>
      <GoneMark goneAt={goneAt} of="ours" />
      <OutsideLink url={reply.proofUrl}>{t("case.proof.link")}</OutsideLink>
    </article>
  );
}
