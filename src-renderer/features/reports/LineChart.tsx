import { useMemo } from "react";
import type { ReportChart, ReportStep } from "../../../src-main/contract/methods/reports.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { TimeChart } from "../../ui/TimeChart.tsx";
import { type ChartLines, stepAt } from "./chart-lines.ts";
import { useFigureWords } from "./use-figure-words.ts";
import { useStepWords } from "./use-step-words.ts";

type LineChartProps = {
  chart: ReportChart;
  lines: ChartLines;
  step: ReportStep;
  title: string;
  sayName: (key: string, name: string | null) => string;
  onOpen: ((index: number, series: number | null) => void) | undefined;
};

const ticks = {
  hour: [1, 2, 3, 6, 12, 24, 48, 72, 168, 336],
  day: [1, 2, 7, 14, 28, 56, 112, 364],
  week: [1, 2, 4, 13, 26, 52],
} as const;

/** Edges of a band are series of the chart, but no lines. */
function seriesOf(chart: ReportChart, { lines }: ChartLines, line: number): number | null {
  const drawn = lines[line];
  const at = chart.series.findIndex(({ key, name }) => key === drawn?.key && name === drawn.name);
  return at < 0 ? null : at;
}

/** The series of a report as lines over its steps. */
export function LineChart({ chart, lines, step, title, sayName, onOpen }: LineChartProps) {
  const { t } = useWords();
  const { number, duration } = useFormat();
  const words = useStepWords(step);
  const figures = useFigureWords();
  const names = lines.lines.map(({ key, name }) => sayName(key, name)).join("\n");
  const series = useMemo(
    () => lines.lines.map((line, index) => ({ ...line, says: names.split("\n")[index] ?? "" })),
    [lines, names],
  );
  const isShare = chart.unit === "percent";
  function sayStep(index: number): string {
    const span = stepAt(chart, index);
    const values = chart.series
      .map(({ key, name, values: all }) => `${sayName(key, name)} ${figures.value(all[index] ?? null, chart.unit)}`)
      .join(", ");
    const gap = chart.gaps.find(({ from, to }) => from < span.to && to > span.from);
    const said = t("reportsPage.chart.step", { step: words.full(span.from, span.to), values });
    return gap ? `${said} · ${t(`reportsPage.gap.${gap.kind}`)}` : said;
  }
  return (
    <TimeChart
      label={title}
      help={t(onOpen ? "reportsPage.chart.helpOpens" : "reportsPage.chart.help")}
      times={chart.times}
      end={chart.end}
      series={series}
      band={lines.band}
      goal={
        chart.goal === null
          ? null
          : { value: chart.goal, says: t("reportsPage.chart.goal", { goal: figures.value(chart.goal, chart.unit) }) }
      }
      gaps={chart.gaps.map(({ from, to, kind }) => ({ from, to, says: t(`reportsPage.gap.${kind}`) }))}
      least={chart.unit === "points" ? null : 0}
      most={isShare ? 100 : null}
      tickEvery={ticks[step]}
      isTime={chart.unit === "ms"}
      isCount={chart.unit === "count"}
      sayTick={words.tick}
      sayAxis={(value) =>
        chart.unit === "ms"
          ? duration(value)
          : isShare
            ? `${number(value)} %`
            : number(value, Number.isInteger(value) ? 0 : 1)
      }
      sayStep={sayStep}
      onOpen={onOpen && ((index, line) => onOpen(index, line === null ? null : seriesOf(chart, lines, line)))}
    />
  );
}
