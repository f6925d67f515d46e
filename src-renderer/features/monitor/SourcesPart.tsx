import type { SourceRow, SourceState } from "../../../src-main/contract/methods/sources.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./SourcesPart.module.css";
import { SourcesTable } from "./SourcesTable.tsx";

type SourcesPartProps = {
  sources: readonly SourceRow[] | undefined;
  error: EngineError | null;
  onRetry: () => void;
  openId: string | null;
  mayEdit: boolean;
  onOpen: (id: string) => void;
  onAdd: () => void;
};

/** The left side: how many sources there are and how they do, and the table. */
export function SourcesPart({ sources, error, onRetry, openId, mayEdit, onOpen, onAdd }: SourcesPartProps) {
  const { t } = useWords();
  const add = (
    <ActButton icon="plus" keys="n" onClick={onAdd} offBecause={mayEdit ? undefined : t("refusal.not-allowed")}>
      {t("monitor.add.title")}
    </ActButton>
  );
  return (
    <section className={styles["part"]} aria-label={t("monitor.sources")}>
      <header className={styles["bar"]}>
        <h1>{t("monitor.sources")}</h1>
        <span className={styles["summary"]}>{sources && <Summary sources={sources} />}</span>
        <span className="grow" />
        {add}
      </header>
      {!sources && (error ? <ErrorState error={error} onRetry={onRetry} /> : <Loading />)}
      {sources?.length === 0 && <EmptyState title={t("monitor.empty")} facts={t("monitor.emptyMore")} />}
      {sources && sources.length > 0 && (
        <div className={styles["scroll"]} tabIndex={-1}>
          <SourcesTable sources={sources} openId={openId} onOpen={onOpen} />
        </div>
      )}
    </section>
  );
}

function Summary({ sources }: { sources: readonly SourceRow[] }) {
  const { t } = useWords();
  const count = (...states: readonly SourceState[]) => sources.filter(({ state }) => states.includes(state)).length;
  const parts = [
    { key: "monitor.summary.broken", value: count("broken", "gone") },
    { key: "monitor.summary.retrying", value: count("retrying") },
    { key: "monitor.summary.quiet", value: count("quiet") },
  ] as const;
  return [
    String(sources.length),
    ...parts.filter(({ value }) => value > 0).map(({ key, value }) => t(key, { count: value })),
  ].join(", ");
}
