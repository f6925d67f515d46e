import { useState } from "react";
import type { LearnedKind } from "../../../src-main/contract/methods/learning.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { useSearchedSetting } from "../../ui/Card.tsx";
import { LearnedCard } from "./LearnedCard.tsx";
import { LessonsCard } from "./LessonsCard.tsx";
import { ModelsCard } from "./ModelsCard.tsx";
import { RejudgeCard } from "./RejudgeCard.tsx";

const kinds = ["sentiment", "routing"] as const satisfies readonly LearnedKind[];

/** What the desk has learned from corrections and moves, how well, whether it is used; people choose and take back. */
export function LearningSection() {
  const { t } = useWords();
  const [kind, setKind] = useState<LearnedKind>("sentiment");
  const { data, error, refetch } = useEngine("learning.summary", {});
  useSearchedSetting();
  return (
    <>
      <span id="learning" tabIndex={-1}>
        <Segments
          label={t("settings.section.learning")}
          value={kind}
          options={kinds.map((value) => ({ value, says: t(`learning.${value}.title`) }))}
          onChange={setKind}
        />
      </span>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <>
          <LearnedCard key={kind} learned={data[kind]} />
          <LessonsCard key={`${kind} lessons`} kind={kind} />
          <ModelsCard learned={data[kind]} />
          {kind === "sentiment" && <RejudgeCard rejudging={data.rejudging} />}
        </>
      )}
    </>
  );
}
