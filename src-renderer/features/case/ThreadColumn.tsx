import { type ReactNode, type RefObject, useState } from "react";
import { useSearchParams } from "wouter";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { ThreadPost } from "../../../src-main/contract/conversation.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { WhyBucket } from "../../ui/WhyBucket.tsx";
import { WhySentiment } from "../../ui/WhySentiment.tsx";
import { Copies } from "./Copies.tsx";
import { GoneMark } from "./GoneMark.tsx";
import { Post } from "./Post.tsx";
import { answersIn, originalOf, threadOf } from "./thread-entries.ts";
import { ThreadItem } from "./ThreadPosts.tsx";
import { ThreadWatch } from "./ThreadWatch.tsx";
import { TabPanel, Tabs } from "./Tabs.tsx";
import styles from "./ThreadColumn.module.css";
import type { CaseActs } from "./use-case-acts.ts";
import { Versions } from "./Versions.tsx";

type View = "thread" | "versions" | "copies";

/** What was said: the original with what we answered, its versions, its copies. Feed text is shown as text only. */
export function ThreadColumn({
  detail,
  acts,
  work,
  originalRef,
}: {
  detail: CaseDetail;
  acts: CaseActs;
  /** How long people worked on it; stands below what was said. */
  work: ReactNode;
  originalRef: RefObject<HTMLAnchorElement | null>;
}) {
  const { t } = useWords();
  const [params] = useSearchParams();
  const [view, setView] = useState<View>(params.has("copies") ? "copies" : "thread");
  const { story } = detail;
  const { data: why } = useEngine("learning.explain", { storyId: story.id });
  const original = originalOf(detail);
  const thread = threadOf(detail);
  const showOriginal = (post: ThreadPost | null) =>
    original && (
      <Post mention={original} effects={why?.sentiment.spans}>
        <GoneMark goneAt={post?.goneAt ?? null} of="original" />
        <WhySentiment shown={story.sentiment} why={why} onCorrect={(label) => void acts.correctSentiment(label)} />
        <WhyBucket row={story} why={why} />
      </Post>
    );
  // What is closed, and read by nobody, waits for no answer.
  const isWatched = story.case?.status !== "resolved" || detail.conversation.watch?.account != null;
  const tabs = [
    { name: "thread", says: t("case.thread.thread", { count: thread.length }) },
    { name: "versions", says: t("case.thread.versions", { count: Math.max(1, original?.versions.length ?? 0) }) },
    { name: "copies", says: t("case.thread.copies", { count: Math.max(0, story.copies - 1 - answersIn(thread)) }) },
  ] as const;
  return (
    <section className={styles["column"]} aria-label={t("case.thread.label")}>
      <div className={styles["line"]}>
        <Tabs label={t("case.thread.label")} id="said" tabs={tabs} current={view} onChoose={setView} />
        <span className="grow" />
        <OutsideLink ref={originalRef} url={original?.url ?? story.url} keys="v">
          {t("triage.original")}
        </OutsideLink>
      </div>
      <TabPanel id="said" current={view} className={styles["panel"]}>
        {view === "thread" && (
          <>
            {thread.map((entry) => (
              <ThreadItem key={entry.key} entry={entry} story={story} original={showOriginal} />
            ))}
            {isWatched && detail.conversation.watch && (
              <ThreadWatch watch={detail.conversation.watch} storyId={story.id} />
            )}
          </>
        )}
        {view === "thread" && work}
        {view === "versions" && original && <Versions mention={original} />}
        {view === "copies" && <Copies story={story} />}
      </TabPanel>
    </section>
  );
}
