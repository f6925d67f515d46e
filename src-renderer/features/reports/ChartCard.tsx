import { useId, useMemo, useState } from "react";
import type { ReportChart, ReportStep } from "../../../src-main/contract/methods/reports.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { canDraw } from "../../ui/TimeChart.tsx";
import { chartLines, lollipopsOf } from "./chart-lines.ts";
import styles from "./ChartCard.module.css";
import { ChartTable } from "./ChartTable.tsx";
import { DayLollipops } from "./DayLollipops.tsx";
import { LineChart } from "./LineChart.tsx";

type ChartCardProps = { chart: ReportChart; step: ReportStep; onOpen: (index: number, series?: number | null) => void };

/** More rows than this are a burden to who hears them: the table comes when it is asked for. */
const MOST_HEARD = 200;

/** A chart and, beside it, the same numbers as a table: in sight with the switch, for screen readers at once. */
export function ChartCard({ chart, step, onOpen }: ChartCardProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const id = useId();
  const [wantsTable, setWantsTable] = useState(false);
  const sayName = (key: string, name: string | null) => name ?? t(`reports.series.${key}` as WordKey);
  const isTable = wantsTable || !canDraw();
  const lines = useMemo(() => chartLines(chart), [chart]);
  const opened = chart.opens || chart.series.some(({ opens }) => opens) ? onOpen : undefined;
  const title = t(`reports.chart.${chart.key}` as WordKey);
  const known = chart.series.reduce((sum, { n }) => sum + n.reduce((all, one) => all + one, 0), 0);
  return (
    <section className={styles["card"]} aria-labelledby={id}>
      <div className={styles["head"]}>
        <h2 id={id}>{title}</h2>
        <span className="grow" />
        <span className={styles["hint"]}>
          {known === 0
            ? t("reportsPage.chart.empty")
            : opened
              ? t("reportsPage.chart.opens")
              : t("reportsPage.n", { n: number(known) })}
        </span>
        <button
          type="button"
          className={styles["switch"]}
          aria-pressed={isTable}
          disabled={!canDraw()}
          onClick={() => setWantsTable(!wantsTable)}
        >
          {t("reportsPage.chart.table")}
        </button>
      </div>
      {!isTable &&
        (lollipopsOf(chart) ? (
          <DayLollipops chart={chart} step={step} title={title} onOpen={onOpen} />
        ) : (
          <LineChart chart={chart} lines={lines} step={step} title={title} sayName={sayName} onOpen={opened} />
        ))}
      {(isTable || chart.times.length <= MOST_HEARD) && (
        <ChartTable chart={chart} step={step} title={title} isHidden={!isTable} sayName={sayName} onOpen={opened} />
      )}
    </section>
  );
}
