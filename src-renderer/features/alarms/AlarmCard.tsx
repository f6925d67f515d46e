import { useRef } from "react";
import { useEngineNow } from "../../lib/clock-now.ts";
import type { Output } from "../../lib/engine.ts";
import { TimeZoneContext } from "../../lib/use-format.ts";
import { useAlarmWords } from "../../lib/alarm-words.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import work from "../../ui/WorkSheet.module.css";
import styles from "./AlarmCard.module.css";
import { AlarmActs } from "./AlarmActs.tsx";
import { AlarmHead } from "./AlarmHead.tsx";
import { AlarmHours } from "./AlarmHours.tsx";
import { AlikePart } from "./AlikePart.tsx";
import { FirstPosts } from "./FirstPosts.tsx";
import { Learning } from "./Learning.tsx";
import { WhatPart } from "./WhatPart.tsx";
import { WhoPart } from "./WhoPart.tsx";
import { WhyPart } from "./WhyPart.tsx";
import type { Learning as LearningFacts } from "./use-learning-words.ts";
import { useStateWords } from "./use-state-words.ts";

/** One alarm: what, why, who and how alike, and what can be done about it. */
export function AlarmCard({ id, learning }: { id: string; learning: LearningFacts | null }) {
  const { data, error, refetch, dataUpdatedAt } = useEngine("alarms.show", { id });
  if (data) return <Shown shown={data} readAt={dataUpdatedAt} learning={learning} />;
  return (
    <section className={work["work"]}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />}
    </section>
  );
}

type ShownProps = { shown: Output<"alarms.show">; readAt: number; learning: LearningFacts | null };

function Shown({ shown, readAt, learning }: ShownProps) {
  const { t } = useWords();
  const { headlineOf } = useAlarmWords();
  const stateWords = useStateWords();
  const sheet = useRef<HTMLDivElement>(null);
  const { alarm, evidence, asOf, timeZone } = shown;
  const now = useEngineNow({ asOf, readAt }, 10_000);
  return (
    <TimeZoneContext value={timeZone}>
      <section className={work["work"]} aria-labelledby="alarm-title">
        <AlarmHead alarm={alarm} now={now} />
        <div ref={sheet} className={work["sheet"]} tabIndex={0} role="group" aria-labelledby="alarm-title">
          {learning && <Learning learning={learning} />}
          <div className={styles["columns"]}>
            <div className={styles["column"]}>
              <WhatPart alarm={alarm} now={now} />
              <AlarmHours shown={shown} />
              <FirstPosts posts={evidence.firstPosts} />
            </div>
            <div className={styles["column"]}>
              <AlikePart alarm={alarm} evidence={evidence} />
              <WhoPart authors={evidence.authors} />
              <WhyPart evidence={evidence} />
            </div>
          </div>
        </div>
        <AlarmActs alarm={alarm} now={now} />
      </section>
      <p className="sr" role="status">
        {t("alarms.announce", { headline: headlineOf(alarm), state: stateWords(alarm, now) })}
      </p>
    </TimeZoneContext>
  );
}
