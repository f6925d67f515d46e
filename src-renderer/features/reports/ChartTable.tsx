import type { ReportChart, ReportStep } from "../../../src-main/contract/methods/reports.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { gapOver, stepAt } from "./chart-lines.ts";
import styles from "./Table.module.css";
import { useFigureWords } from "./use-figure-words.ts";
import { useStepWords } from "./use-step-words.ts";

type ChartTableProps = {
  chart: ReportChart;
  step: ReportStep;
  title: string;
  /** Heard, not seen: the chart shows the same. */
  isHidden: boolean;
  sayName: (key: string, name: string | null) => string;
  onOpen: ((index: number, series?: number | null) => void) | undefined;
};

/** The numbers of a chart, step by step. */
export function ChartTable({ chart, step, title, isHidden, sayName, onOpen }: ChartTableProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const figures = useFigureWords();
  const words = useStepWords(step);
  return (
    <div className={isHidden ? "sr" : styles["place"]}>
      <table className={styles["table"]}>
        <caption className="sr">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`reportsPage.step.${step}`)}</th>
            {chart.series.map(({ key, name }) => (
              <th key={`${key} ${name ?? ""}`} scope="col" className={styles["number"]} dir="auto">
                {sayName(key, name)}
              </th>
            ))}
            <th scope="col" className={styles["number"]}>
              {t("reportsPage.nColumn")}
            </th>
          </tr>
        </thead>
        <tbody>
          {chart.times.map((from, index) => {
            const span = stepAt(chart, index);
            const gap = gapOver(chart, span);
            const name = words.full(span.from, span.to);
            return (
              <tr key={from}>
                <th scope="row" className={classNames(gap && styles["gap"])}>
                  {onOpen && !isHidden ? (
                    <button type="button" className={styles["link"]} onClick={() => onOpen(index)}>
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                  {gap && `, ${t(`reportsPage.gap.${gap}`)}`}
                </th>
                {chart.series.map(({ key, name: own, values, opens }, at) => {
                  const shown = figures.value(values[index] ?? null, chart.unit);
                  return (
                    <td key={`${key} ${own ?? ""}`} className={styles["number"]}>
                      {onOpen && opens && !isHidden && (values[index] ?? null) !== null ? (
                        <button type="button" className={styles["link"]} onClick={() => onOpen(index, at)}>
                          {shown}
                        </button>
                      ) : (
                        shown
                      )}
                    </td>
                  );
                })}
                <td className={styles["number"]}>
                  {number(Math.max(0, ...chart.series.map(({ n }) => n[index] ?? 0)))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
