import { useState } from "react";
import { Link } from "wouter";
import type { LearnedKind, Lesson } from "../../../src-main/contract/methods/learning.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import rows from "../../ui/rows.module.css";
import { useLearningActs } from "./use-learning-acts.ts";

const step = 25;
const most = 200;

/** What people taught, newest first; each can be opened, left out of learning, and taken in again. */
export function LessonsCard({ kind }: { kind: LearnedKind }) {
  const { t } = useWords();
  const [limit, setLimit] = useState(step);
  const { data, error, refetch } = useEngine("learning.lessons", { kind, limit }, { keepPrevious: true });
  return (
    <Card id={`learning-${kind}-lessons`} title={t(`learning.${kind}.lessons`)}>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.rows.length === 0 && <EmptyState title={t(`learning.${kind}.empty`)} />}
      <ul className={rows["rows"]}>
        {data?.rows.map((lesson) => (
          <li key={lesson.id}>
            <LessonRow lesson={lesson} />
          </li>
        ))}
      </ul>
      {data?.next && limit < most && (
        <Acts>
          <ActButton size="small" onClick={() => setLimit(Math.min(most, limit + step))}>
            {t("learning.more")}
          </ActButton>
        </Acts>
      )}
    </Card>
  );
}

const icons = {
  learned: "check",
  replaced: "pencil",
  undone: "undo",
  forgotten: "x",
  silent: "info",
} as const satisfies Record<Lesson["state"], IconName>;

function LessonRow({ lesson }: { lesson: Lesson }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const acts = useLearningActs();
  const nameOf = (name: string) => t(`learning.bucketOrLabel.${name}` as WordKey);
  const { id, excerpt, storyId, state, by, at } = lesson;
  const isForgotten = state === "forgotten";
  return (
    <div className={rows["row"]}>
      <div className={rows["what"]}>
        <p className={rows["name"]}>
          <Badge icon={icons[state]}>{t(`learning.lessonState.${state}`)}</Badge>
          <span>{t("learning.rowSays", { was: nameOf(lesson.was), said: nameOf(lesson.said) })}</span>
        </p>
        <p className={rows["clipped"]}>{storyId ? <Link href={`/case/${storyId}`}>{excerpt}</Link> : excerpt}</p>
        <p className={rows["meta"]} title={state === "silent" ? t("learning.silentHelp") : undefined}>
          {t("learning.byAt", { name: by?.name ?? t("learning.nobody"), time: moment(at) })}
        </p>
      </div>
      <Acts>
        {(state === "learned" || isForgotten) && (
          <ActButton
            size="small"
            offBecause={acts.offBecause}
            aria-label={t(isForgotten ? "learning.keepOf" : "learning.forgetOf", { title: excerpt })}
            onClick={() => void acts.forget(id, !isForgotten)}
          >
            {t(isForgotten ? "learning.keep" : "learning.forget")}
          </ActButton>
        )}
      </Acts>
    </div>
  );
}
