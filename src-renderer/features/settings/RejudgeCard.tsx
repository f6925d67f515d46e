import type { Rejudging } from "../../../src-main/contract/methods/learning.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import styles from "./learning.module.css";
import { useLearningActs } from "./use-learning-acts.ts";

/** Stored mentions keep their verdict until somebody asks for another; with progress and a way to stop. */
export function RejudgeCard({ rejudging }: { rejudging: Rejudging | null }) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  const acts = useLearningActs();
  const isRunning = rejudging?.state === "queued" || rejudging?.state === "running";
  const figures = rejudging && {
    done: number(rejudging.done),
    total: number(rejudging.total),
    changed: number(rejudging.changed),
    time: moment(rejudging.startedAt),
  };
  return (
    <Card id="learning-rejudge" title={t("learning.rejudge.title")} help={t("learning.rejudge.help")}>
      {isRunning && rejudging && (
        <progress
          className={styles["progress"]}
          value={rejudging.done}
          max={Math.max(1, rejudging.total)}
          aria-label={t("learning.rejudge.title")}
        />
      )}
      <p role="status">
        {rejudging &&
          figures &&
          t(
            `learning.rejudge.${isRunning ? "running" : (rejudging.state as "done" | "cancelled" | "failed")}`,
            figures,
          )}
      </p>
      <Acts>
        {isRunning ? (
          <ActButton offBecause={acts.offBecause} onClick={() => void acts.stopRejudging()}>
            {t("learning.rejudge.stop")}
          </ActButton>
        ) : (
          <ActButton offBecause={acts.offBecause} onClick={() => void acts.rejudge()}>
            {t("learning.rejudge.start")}
          </ActButton>
        )}
      </Acts>
    </Card>
  );
}
