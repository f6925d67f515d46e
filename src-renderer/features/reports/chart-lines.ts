import type { ReportChart } from "../../../src-main/contract/methods/reports.ts";
import type { ChartTone } from "../../ui/chart-tokens.ts";

type Values = ReportChart["series"][number]["values"];
export type ChartLine = { key: string; name: string | null; tone: ChartTone; values: Values };
export type ChartLines = { lines: readonly ChartLine[]; band: { low: Values; high: Values } | null };

const toneOfKey: Readonly<Record<string, ChartTone>> = {
  positive: "positive",
  negative: "negative",
  neutral: "neutral",
  unsure: "fourth",
};
const tonesInTurn = ["ink", "second", "third", "fourth", "neutral"] as const;

/** What is drawn as lines, and which two of the series are the edges of a band around the first. */
export function chartLines({ series }: ReportChart): ChartLines {
  const edge = (key: string) => series.find((one) => one.key === key)?.values;
  const [low, high] = [edge("low"), edge("high")];
  const drawn = low && high ? series.filter(({ key }) => key !== "low" && key !== "high") : series;
  return {
    lines: drawn.map(({ key, name, values }, index) => ({
      key,
      name,
      values,
      tone: toneOfKey[key] ?? tonesInTurn[index % tonesInTurn.length] ?? "ink",
    })),
    band: low && high ? { low, high } : null,
  };
}

const MOST_LOLLIPOPS = 31;

/** Whether a chart is a share against a goal over so few steps that each is a sign of its own. */
export function lollipopsOf({ unit, goal, series, times }: ReportChart): boolean {
  return unit === "percent" && goal !== null && series.length === 1 && times.length <= MOST_LOLLIPOPS;
}

type Step = { readonly from: number; readonly to: number };

/** From where to where a step reaches. */
export function stepAt({ times, end }: Pick<ReportChart, "times" | "end">, index: number): Step {
  return { from: times[index] ?? end, to: times[index + 1] ?? end };
}

/** The kind of gap that covers all of a step; null when something of it was listened to. */
export function gapOver(
  { gaps }: Pick<ReportChart, "gaps">,
  { from, to }: Step,
): ReportChart["gaps"][number]["kind"] | null {
  return gaps.find((gap) => gap.from <= from && gap.to >= to)?.kind ?? null;
}
