import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./playbook.module.css";

/** What became of the replies that were sent with a script; each share says of how many. */
export function Figures({ scriptId }: { scriptId: string }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { data, error, refetch } = useEngine("playbook.figures", {});
  const own = data?.find(({ id }) => id === scriptId);
  return (
    <section className={styles["card"]} aria-label={t("playbook.figures.title")}>
      <h3>{t("playbook.figures.title")}</h3>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && !own && <p className={styles["quiet"]}>{t("playbook.figures.none")}</p>}
      {own && (
        <dl className={styles["figures"]}>
          <div>
            <dt>{t("playbook.figures.used")}</dt>
            <dd>{number(own.used)}</dd>
          </div>
          <Share says={t("playbook.figures.edited")} part={own.edited} of={own.editedOf} />
          <Share says={t("playbook.figures.returned")} part={own.returned} of={own.used} />
          <Share says={t("playbook.figures.answered")} part={own.answered} of={own.used} />
          <Share says={t("playbook.figures.resolved")} part={own.resolved} of={own.used} />
        </dl>
      )}
      {own && <p className={styles["quiet"]}>{t("playbook.figures.says")}</p>}
    </section>
  );
}

/** Too few to speak of shares: the count says it better. */
const fewestForShare = 10;

function Share({ says, part, of }: { says: string; part: number; of: number }) {
  const { t } = useWords();
  const { number, percent } = useFormat();
  return (
    <div>
      <dt>{says}</dt>
      <dd>{of === 0 ? "–" : of < fewestForShare ? number(part) : percent((100 * part) / of)}</dd>
      <dd>
        {of === 0 ? t("playbook.figures.unknown") : t("playbook.figures.of", { part: number(part), of: number(of) })}
      </dd>
    </div>
  );
}
