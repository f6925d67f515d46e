import { Link } from "wouter";
import type { Learned } from "../../../src-main/contract/methods/learning.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import styles from "./learning.module.css";
import { MovesTable } from "./MovesTable.tsx";
import { ScoresTable } from "./ScoresTable.tsx";
import { useLearningActs } from "./use-learning-acts.ts";

/** What judges now and why, how well what was learned does on verdicts that it had not seen, and which of these it gets wrong. */
export function LearnedCard({ learned }: { learned: Learned }) {
  const { t } = useWords();
  const acts = useLearningActs();
  const { kind, judged, isHeld, isLearning, used } = learned;
  const isShippedHeld = isHeld && used === null;
  return (
    <Card
      id={`learning-${kind}`}
      title={t(`learning.${kind}.title`)}
      help={t(`learning.${kind}.help`)}
      act={
        <Acts>
          <ActButton
            size="small"
            offBecause={acts.offBecause}
            aria-busy={isLearning}
            onClick={isLearning ? undefined : () => void acts.learn(kind)}
          >
            {t("learning.learnNow")}
          </ActButton>
          {isHeld && (
            <ActButton
              size="small"
              offBecause={acts.offBecause}
              onClick={() => void acts.use(kind, { use: "best", before: learned })}
            >
              {t("learning.letChoose")}
            </ActButton>
          )}
          {!isShippedHeld && (
            <ActButton
              size="small"
              offBecause={acts.offBecause}
              onClick={() => void acts.use(kind, { use: "shipped", before: learned })}
            >
              {t("learning.useShipped")}
            </ActButton>
          )}
        </Acts>
      }
    >
      <State learned={learned} />
      {judged && <ScoresTable learned={learned} judged={judged} />}
      {judged && judged.wrong.length > 0 && <Wrong judged={judged} />}
      {kind === "routing" && learned.moves.length > 0 && <MovesTable moves={learned.moves} />}
    </Card>
  );
}

function State({ learned }: { learned: Learned }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { kind, used, isHeld, isLearning, outcome, lessons, least, fresh, learnedAt } = learned;
  const isTrouble = outcome === "too_slow" || outcome === "too_large" || outcome === "broke";
  return (
    <div className={styles["state"]}>
      <p>
        <Badge icon={used ? "check" : "info"} tone={used ? "good" : "plain"}>
          {used
            ? t("learning.state.desk", { version: used.version, time: moment(used.madeAt) })
            : t("learning.state.shipped")}
        </Badge>
      </p>
      {lessons === 0 ? (
        <p>{t(`learning.${kind}.empty`)}</p>
      ) : (
        <p className={isTrouble ? styles["trouble"] : undefined} role={isTrouble ? "alert" : undefined}>
          {t(`learning.outcome.${outcome}`, { least, lessons })}
        </p>
      )}
      {isHeld && <p>{t("learning.state.held")}</p>}
      <p role="status" className={styles["meta"]}>
        {isLearning && t("learning.state.learning")}
        {!isLearning && fresh > 0 && t("learning.state.fresh", { count: fresh })}
        {!isLearning &&
          fresh === 0 &&
          learnedAt !== null &&
          t("learning.state.lastLearned", { time: moment(learnedAt) })}
      </p>
    </div>
  );
}

function Wrong({ judged }: { judged: NonNullable<Learned["judged"]> }) {
  const { t } = useWords();
  const { number } = useFormat();
  const nameOf = (name: string) => t(`learning.bucketOrLabel.${name}` as WordKey);
  return (
    <details className={styles["wrong"]}>
      <summary>{t("learning.wrong", { count: judged.wrongCount })}</summary>
      {judged.wrong.length < judged.wrongCount && (
        <p className={styles["meta"]}>
          {t("learning.wrongShown", { shown: number(judged.wrong.length), count: judged.wrongCount })}
        </p>
      )}
      <div
        className={styles["scroll"]}
        tabIndex={0}
        role="group"
        aria-label={t("learning.wrong", { count: judged.wrongCount })}
      >
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("learning.mention")}</th>
              <th scope="col">{t("learning.partName")}</th>
              <th scope="col">{t("learning.modelSays")}</th>
            </tr>
          </thead>
          <tbody>
            {judged.wrong.map((one) => (
              <tr key={one.id}>
                <td className={styles["text"]}>
                  {one.storyId ? (
                    <Link href={`/case/${one.storyId}`} aria-label={t("learning.open", { title: one.excerpt })}>
                      {one.excerpt}
                    </Link>
                  ) : (
                    one.excerpt
                  )}
                </td>
                <td>{nameOf(one.said)}</td>
                <td>{nameOf(one.desk)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
