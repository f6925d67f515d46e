import { useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { Kpi, KpiBasis, KpiRow, KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import type { OpenFigure } from "./choice.ts";
import { FigureFacts } from "./FigureFacts.tsx";
import { RowsList } from "./RowsList.tsx";
import styles from "./RowsPanel.module.css";
import { useFigureWords } from "./use-figure-words.ts";
import { type FigureRows, useRows } from "./use-rows.ts";

type RowsPanelProps = {
  open: OpenFigure;
  /** Of the screen; the figure may narrow it. */
  scope: KpiScope;
  /** The row to stand on: the place that was left for a case. */
  row: string | null;
  onPart: (part: string | null) => void;
  onClose: () => void;
  /** Keeps the place in the address before a case is opened. */
  onLeave: (row: string) => void;
};

/** What a figure is made of: its formula, its parts, and every row. */
export function RowsPanel({ open, scope, row, onPart, onClose, onLeave }: RowsPanelProps) {
  const { t } = useWords();
  const words = useFigureWords();
  const narrowed = useMemo(() => ({ ...scope, ...open.only }), [scope, open.only]);
  const { data } = useEngine("kpis.read", narrowed, { keepPrevious: true });
  const kpi = data?.kpis.find(({ name }) => name === open.kpi);
  const found = useRows(open, narrowed);
  const name = words.name(open.kpi, data?.basis);
  return (
    <aside className={styles["panel"]} aria-label={t("reportsPage.rows.title", { name })}>
      <header className={styles["head"]}>
        <h2>{name}</h2>
        <span className="grow" />
        <ActButton size="small" look="ghost" icon="x" keys="u" onClick={onClose}>
          {t("app.close")}
        </ActButton>
      </header>
      {data && kpi && <FigureFacts kpi={kpi} basis={data.basis} open={open} span={narrowed} onPart={onPart} />}
      <Rows
        // Another part begins at its first row.
        key={`${open.kpi} ${open.part ?? ""} ${narrowed.from} ${narrowed.to}`}
        {...{ found, kpi, row, onClose, onLeave }}
        basis={data?.basis}
      />
    </aside>
  );
}

type RowsProps = Pick<RowsPanelProps, "row" | "onClose" | "onLeave"> & {
  found: FigureRows;
  kpi: Kpi | undefined;
  basis: KpiBasis | undefined;
};

function Rows({ found, kpi, row, onClose, onLeave }: RowsProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const [, go] = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const { rows, total, error, loadMore } = found;
  const kept = row === null ? -1 : rows.findIndex(({ id }) => id === row);
  const cursor = Math.max(0, Math.min(rows.length - 1, moved ?? Math.max(0, kept)));
  // The row that was left may lie some pages down.
  const isSeeking = row !== null && moved === null && kept < 0;
  useEffect(() => {
    if (isSeeking) loadMore?.();
  }, [isSeeking, loadMore]);
  function openCase(chosen: KpiRow | undefined): void {
    if (!chosen || chosen.storyId === null) return;
    onLeave(chosen.id);
    go(`/case/${chosen.storyId}`);
  }
  useShortcuts("reportsPage.keys.rows", [
    { says: "reportsPage.keys.next", run: () => setMoved(cursor + 1) },
    { says: "reportsPage.keys.previous", run: () => setMoved(cursor - 1) },
    { says: "reportsPage.keys.open", run: () => openCase(rows[cursor]) },
    { says: "reportsPage.keys.close", run: onClose },
  ]);
  if (error && rows.length === 0) return <ErrorState error={error} onRetry={found.retry} />;
  if (total === null) return <Loading />;
  if (total === 0) return <EmptyState title={t("reportsPage.rows.none")} />;
  return (
    <>
      <RowsList
        found={found}
        unit={kpi?.unit ?? "count"}
        boxRef={box}
        cursor={cursor}
        onMove={setMoved}
        onOpen={openCase}
      />
      <p className={styles["foot"]} role="status">
        {error ? t("reportsPage.rows.broke") : t("reportsPage.rows.total", { count: total, shown: number(total) })}
        {error ? (
          <button type="button" onClick={found.retry}>
            {t("app.retry")}
          </button>
        ) : (
          <span>{t("reportsPage.rows.hint")}</span>
        )}
      </p>
    </>
  );
}
