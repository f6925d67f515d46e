import { useState } from "react";
import { Link } from "wouter";
import type { ShiftCounts, ShiftSummary } from "../../../src-main/contract/methods/shifts.ts";
import { kpiLink } from "../../lib/kpi-link.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { SlaShape } from "../../ui/SlaShape.tsx";
import { CaseLine } from "./CaseLine.tsx";
import styles from "./Figures.module.css";
import type { KindGroup } from "./log-filter.ts";

const figures = ["mentions", "answered", "breached", "promised", "cases", "kept", "broken", "sourcesDown"] as const;
type Figure = (typeof figures)[number];
type CaseFigure = Extract<Figure, "cases" | "answered" | "breached">;

const groupOf = {
  mentions: "came",
  promised: "promises",
  kept: "promises",
  broken: "promises",
  sourcesDown: "sources",
} as const;
const isCases = (figure: Figure): figure is CaseFigure =>
  figure === "cases" || figure === "answered" || figure === "breached";

type FiguresProps = { summary: ShiftSummary | null; onGroup: (group: KindGroup) => void };

/** The numbers of the stretch; each opens what it counts: its cases here, or its lines in the log. */
export function Figures({ summary, onGroup }: FiguresProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const [open, setOpen] = useState<CaseFigure | null>(null);
  const value = (figure: keyof ShiftCounts) => summary?.counts[figure] ?? null;
  return (
    <section className={styles["part"]} aria-label={t("shift.sum.title")}>
      <dl className={styles["figures"]}>
        {figures.map((figure) => (
          <div key={figure}>
            <dt>{t(`shift.sum.${figure}`)}</dt>
            <dd>
              <button
                type="button"
                className={styles["figure"]}
                disabled={summary === null}
                aria-expanded={isCases(figure) ? open === figure : undefined}
                title={t(summary === null ? "shift.sum.unknown" : "shift.sum.opens")}
                onClick={() => (isCases(figure) ? setOpen(open === figure ? null : figure) : onGroup(groupOf[figure]))}
              >
                {number(value(figure))}
                {figure === "breached" && (value(figure) ?? 0) > 0 && <SlaShape state="breached" />}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      {summary && open && <CaseRows summary={summary} of={open} />}
      {summary && <p className={styles["counted"]}>{t("shift.sum.counted")}</p>}
      {summary && (
        <Link
          className={styles["link"]}
          href={kpiLink({ kpi: "service_level", scope: { from: summary.from, to: summary.to } })}
        >
          {t("shift.sum.kpis")}
        </Link>
      )}
    </section>
  );
}

function CaseRows({ summary: { from, to }, of }: { summary: ShiftSummary; of: CaseFigure }) {
  const { t } = useWords();
  const { data: rows, error, refetch } = useEngine("shifts.rows", { from, to, of });
  if (!rows) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <ul className={styles["rows"]} aria-label={t(`shift.sum.rowsOf.${of}`)}>
      {rows.map((row) => (
        <CaseLine key={`${row.caseId} ${row.queuedAt}`} row={row} />
      ))}
    </ul>
  );
}
