import type { ReportChart, ReportStep } from "../../../src-main/contract/methods/reports.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { type Lollipop, LollipopChart } from "../../ui/LollipopChart.tsx";
import { gapOver, stepAt } from "./chart-lines.ts";
import { useStepWords } from "./use-step-words.ts";

type DayLollipopsProps = { chart: ReportChart; step: ReportStep; title: string; onOpen: (index: number) => void };

/** A share against its goal, step by step: what missed it says so in word, shape and colour. */
export function DayLollipops({ chart, step, title, onOpen }: DayLollipopsProps) {
  const { t } = useWords();
  const { number, percent } = useFormat();
  const words = useStepWords(step);
  const goal = chart.goal ?? 0;
  const [line] = chart.series;
  const steps = chart.times.map((from, index): Lollipop => {
    const span = stepAt(chart, index);
    const value = line?.values[index] ?? null;
    const n = line?.n[index] ?? 0;
    const gap = value === null ? gapOver(chart, span) : null;
    const isMissed = value !== null && value < goal;
    const shown = percent(value);
    const under = gap ? t(`reportsPage.gap.${gap}`) : t("reportsPage.n", { n: number(n) });
    return {
      key: String(from),
      value,
      says: isMissed ? t("reportsPage.chart.missed", { value: shown }) : shown,
      short: number(value),
      name: `${words.tick(from)} ${words.hoursMark(span.from, span.to)}`.trim(),
      under,
      isGap: gap !== null,
      isMissed,
      full: t(isMissed ? "reportsPage.chart.stepMissed" : "reportsPage.chart.step", {
        step: words.full(span.from, span.to),
        values: `${percent(value, 1)}, ${under}`,
      }),
    };
  });
  return (
    <LollipopChart
      label={t("reportsPage.chart.against", { title, goal: percent(goal) })}
      steps={steps}
      goal={{ value: goal, says: t("reportsPage.chart.goal", { goal: number(goal) }) }}
      sayAxis={(value) => percent(value)}
      onOpen={onOpen}
    />
  );
}
