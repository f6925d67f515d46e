import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import work from "../../ui/WorkSheet.module.css";
import styles from "./playbook.module.css";
import { useMayEdit } from "./use-may-edit.ts";
import { usePlaybookActs } from "./use-playbook-acts.ts";

/** What was taken out of use. Nothing of it is gone: replies that were sent with it still name it. */
export function RemovedScripts({ onRestored }: { onRestored: (id: string) => void }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { data, error, refetch } = useEngine("playbook.removed", {});
  const acts = usePlaybookActs();
  const editOff = useMayEdit();
  async function restore(script: { id: string; name: string }): Promise<void> {
    if (await acts.restore(script)) onRestored(script.id);
  }
  return (
    <section className={work["work"]} aria-label={t("playbook.open.removed")}>
      <header className={work["bar"]}>
        <h2>{t("playbook.open.removed")}</h2>
      </header>
      <div className={work["sheet"]} tabIndex={0} role="region" aria-label={t("playbook.open.removed")}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data?.length === 0 && <EmptyState title={t("playbook.noneRemoved")} />}
        {data && data.length > 0 && (
          <ul className={styles["rows"]}>
            {data.map((script) => (
              <li key={script.id}>
                <span className="clip" dir="auto">
                  {script.name}
                </span>
                <span className={styles["quiet"]}>{t("playbook.removedAt", { date: date(script.removedAt) })}</span>
                <ActButton
                  size="small"
                  icon="undo"
                  aria-label={t("playbook.restoreOf", { name: script.name })}
                  offBecause={editOff}
                  onClick={() => void restore(script)}
                >
                  {t("playbook.restore")}
                </ActButton>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
