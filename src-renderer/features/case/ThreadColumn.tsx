import { type ReactNode, type RefObject, useState } from "react";
import { useSearchParams } from "wouter";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { MentionDetail } from "../../../src-main/contract/methods/mentions.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { WhyBucket } from "../../ui/WhyBucket.tsx";
import { WhySentiment } from "../../ui/WhySentiment.tsx";
import { Copies } from "./Copies.tsx";
import { NoteCard } from "./NoteCard.tsx";
import { OurPost, Post } from "./Post.tsx";
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
  const tabs = [
    { name: "thread", says: t("case.thread.thread", { count: thread.length + (original ? 1 : 0) }) },
    { name: "versions", says: t("case.thread.versions", { count: Math.max(1, original?.versions.length ?? 0) }) },
    { name: "copies", says: t("case.thread.copies", { count: story.copies - 1 }) },
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
            {original && (
              <Post mention={original} effects={why?.sentiment.spans}>
                <WhySentiment
                  shown={story.sentiment}
                  why={why}
                  onCorrect={(label) => void acts.correctSentiment(label)}
                />
                <WhyBucket row={story} why={why} />
              </Post>
            )}
            {thread.map((entry) =>
              "note" in entry ? (
                <NoteCard key={entry.note.id} note={entry.note} />
              ) : (
                <OurPost key={entry.reply.id} reply={entry.reply} />
              ),
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

/** The mention that the story's row shows; else the first one. */
function originalOf({ story, mentions }: CaseDetail): MentionDetail | undefined {
  return mentions.find((mention) => mention.url === story.url && mention.source === story.source) ?? mentions[0];
}

type Entry = { at: number } & ({ note: CaseDetail["notes"][number] } | { reply: CaseDetail["replies"][number] });

function threadOf({ notes, replies }: CaseDetail): readonly Entry[] {
  const sent = replies.flatMap((reply) =>
    reply.state === "sent" ? [{ at: reply.sentAt ?? reply.savedAt, reply }] : [],
  );
  return [...notes.map((note) => ({ at: note.at, note })), ...sent].toSorted((one, other) => one.at - other.at);
}
