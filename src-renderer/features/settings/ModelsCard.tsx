import type { Learned, LearnedModel } from "../../../src-main/contract/methods/learning.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import styles from "./learning.module.css";
import { useLearningActs } from "./use-learning-acts.ts";

/** What was learned so far, newest first: how each did against the shipped model, and which is used. */
export function ModelsCard({ learned }: { learned: Learned }) {
  const { t } = useWords();
  return (
    <Card id={`learning-${learned.kind}-versions`} title={t("learning.versions")}>
      {learned.models.length === 0 ? (
        <p>{t("learning.none")}</p>
      ) : (
        <div className={styles["scroll"]} tabIndex={0} role="group" aria-label={t("learning.versions")}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">{t("learning.version")}</th>
                <th scope="col">{t("learning.madeAt")}</th>
                <th scope="col">{t("learning.from_n")}</th>
                <th scope="col">{t("learning.shipped")}</th>
                <th scope="col">{t("learning.desk")}</th>
                <th scope="col">{t("learning.result")}</th>
              </tr>
            </thead>
            <tbody>
              {learned.models.map((model) => (
                <ModelRow key={model.id} model={model} learned={learned} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function ModelRow({ model, learned }: { model: LearnedModel; learned: Learned }) {
  const { t } = useWords();
  const { moment, percent } = useFormat();
  const acts = useLearningActs();
  return (
    <tr>
      <th scope="row">{model.version}</th>
      <td>{moment(model.madeAt)}</td>
      <td>{t("learning.lessonsOf", { count: model.lessons })}</td>
      <td>{percent(100 * model.shipped.accuracy, 1)}</td>
      <td>{percent(100 * model.desk.accuracy, 1)}</td>
      <td>
        {model.isUsed && (
          <Badge icon="check" tone="good">
            {t("learning.inUse")}
          </Badge>
        )}
        {!model.isUsed && model.canUse && (
          <ActButton
            size="small"
            offBecause={acts.offBecause}
            aria-label={t("learning.useOf", { version: model.version })}
            onClick={() => void acts.use(learned.kind, { use: model.id, before: learned })}
          >
            {t("learning.useThis")}
          </ActButton>
        )}
        {!model.isUsed && !model.canUse && t(`learning.short.${model.outcome}`)}
      </td>
    </tr>
  );
}
