import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./by-hand.module.css";
import { ProblemList } from "./ProblemList.tsx";

/** One import: how far it is, what it stored, and every row that it did not. */
export function ImportedCard({ id, mayCancel }: { id: string; mayCancel: boolean }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const acts = useActs();
  const cancel = useCommand("imports.cancel");
  const { data, error, refetch } = useEngine("imports.get", { id });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { name, state, total, done, stored, mentions, known, twice, problems } = data;
  const isGoing = state === "queued" || state === "running";
  const stop = () =>
    cancel.mutate(
      { id },
      { onSuccess: () => void refetch(), onError: (cause) => acts.failed(sayError(reasonOf(cause))) },
    );
  return (
    <section className={styles["card"]} aria-labelledby="imported-title">
      <h2 id="imported-title">{name}</h2>
      {isGoing && (
        <div className={styles["line"]}>
          <progress
            className={styles["progress"]}
            max={Math.max(1, total)}
            value={done}
            aria-label={t("import.progress")}
          />
          <span>{t("import.of", { done: number(done), total: number(total) })}</span>
          {mayCancel && <ActButton onClick={stop}>{t("import.stop")}</ActButton>}
        </div>
      )}
      <p role="status">
        {!isGoing && <b>{t(`import.ended.${state}`)} </b>}
        {t("import.result", {
          total: number(total),
          stored: number(stored),
          mentions: number(mentions),
          known: number(known),
          twice: number(twice),
          problems: number(problems),
        })}
      </p>
      {problems > 0 && <ProblemList problems={data.problemRows} count={problems} />}
    </section>
  );
}
