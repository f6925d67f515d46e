import type { ReactNode } from "react";
import type { ThreadPost } from "../../../src-main/contract/conversation.ts";
import { Link } from "wouter";
import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { MentionHead } from "../../ui/MentionHead.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { GoneMark } from "./GoneMark.tsx";
import { NoteCard } from "./NoteCard.tsx";
import { OurPost, Post } from "./Post.tsx";
import styles from "./Post.module.css";
import type { ThreadEntry } from "./thread-entries.ts";
import { useCopyActs } from "./use-copy-acts.ts";

type Given = {
  readonly entry: ThreadEntry;
  readonly story: StoryRow;
  /** How the original is shown, with the reasons for its bucket and tone. */
  readonly original: (post: ThreadPost | null) => ReactNode;
};

/** One thing in the thread of a case: what they wrote, what we answered, what stood beside it, a note of the desk. */
export function ThreadItem({ entry, story, original }: Given) {
  switch (entry.kind) {
    case "original":
      return original(entry.post);
    case "answer":
      return <Answer entry={entry} story={story} />;
    case "ours":
      return <OurPost reply={entry.reply} goneAt={entry.post?.goneAt ?? null} />;
    case "beside":
      return entry.post.direction === "out" ? <OursElsewhere post={entry.post} /> : <Beside post={entry.post} />;
    case "note":
      return <NoteCard note={entry.note} />;
  }
}

/** They answered us: a mention of the same story, which can be taken out of it when it is not one. */
function Answer({ entry, story }: { entry: Extract<ThreadEntry, { kind: "original" | "answer" }>; story: StoryRow }) {
  const { t } = useWords();
  const { split } = useCopyActs(story);
  const { mention, post } = entry;
  return (
    <Post mention={mention}>
      <GoneMark goneAt={post?.goneAt ?? null} of="answer" />
      <div className={styles["marks"]}>
        <span>{t("case.conversation.answersUs")}</span>
        <OutsideLink url={mention.url}>{t("triage.original")}</OutsideLink>
        <ActButton size="small" onClick={() => void split([mention.id])}>
          {t("case.conversation.takeOut")}
        </ActButton>
      </div>
    </Post>
  );
}

/** Somebody else's words in the same conversation, which explain what was said before or beside. */
function Beside({ post }: { post: ThreadPost }) {
  const { t } = useWords();
  return (
    <article className={styles["beside"]}>
      <MentionHead mention={{ ...post, source: t(`network.${post.network}`), publishedAt: post.at }} />
      <p className={styles["read"]} dir="auto" lang={post.lang ?? undefined}>
        {post.text === "" ? t("case.conversation.wordsDeleted") : post.text}
      </p>
      <GoneMark goneAt={post.goneAt} of="post" />
      <div className={styles["marks"]}>
        <span>{t("case.conversation.beside")}</span>
        <OutsideLink url={post.url}>{t("triage.original")}</OutsideLink>
        {post.storyId !== null && <Link href={`/case/${post.storyId}`}>{t("case.conversation.ownCase")}</Link>}
      </div>
    </article>
  );
}

/** Ours, and not from this desk. */
function OursElsewhere({ post }: { post: ThreadPost }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <article className={styles["ours"]}>
      <div className={styles["top"]}>
        <Icon name="send" size={14} />
        <b>{t("case.conversation.oursElsewhere")}</b>
        <span className="grow" />
        {moment(post.at)}
      </div>
      <p className={styles["read"]}>{post.text}</p>
      <GoneMark goneAt={post.goneAt} of="ours" />
      <OutsideLink url={post.url}>{t("triage.original")}</OutsideLink>
    </article>
  );
}
