import type uPlot from "uplot";
import {
  type ChartGap,
  type ChartGoal,
  drawEndLabels,
  drawGaps,
  drawGoal,
  type EndLabel,
  endLabelsWidth,
} from "./chart-drawing.ts";
import { type ChartTokens, dashes } from "./chart-tokens.ts";

/** What a chart is drawn from, read anew with every drawing: a plot is made once and lives on. */
export type ChartLook = {
  readonly end: number;
  readonly labels: readonly EndLabel[];
  readonly goal: ChartGoal | null;
  readonly gaps: readonly ChartGap[];
  readonly tokens: ChartTokens;
  /** The lowest and the highest value that is shown in any case. */
  readonly least: number | null;
  readonly most: number | null;
  /** Distances between ticks, in steps, the smallest first. */
  readonly tickEvery: readonly number[];
  /** Lengths of time have round distances of their own; there is no half of what is counted. */
  readonly isTime: boolean;
  readonly isCount: boolean;
  readonly sayTick: (at: number) => string;
  readonly sayValue: (value: number) => string;
};

type OptionParts = {
  readonly look: () => ChartLook;
  readonly width: number;
  readonly height: number;
  /** The first two series are the edges of a band around the third. */
  readonly hasBand: boolean;
  readonly onCursor: (index: number | null) => void;
};

const TICK_PX = 76;
const END_LABEL_PX = 132;
/** Each value is a dot as long as they do not run into each other. */
const MOST_DOTS = 62;
const SHARE_ABOVE = 0.08;

/** The options of a plot in the house's look: no legend, no zoom, names at the ends of the lines. */
export function chartOptions({ look, width, height, hasBand, onCursor }: OptionParts): uPlot.Options {
  const lines = look().labels.map(({ tone }, index): uPlot.Series => ({
    stroke: () => look().tokens.tones[tone],
    width: index === 0 ? 2 : 1.75,
    dash: [...dashes[tone]],
    spanGaps: false,
    points: {
      show: (plot) => (plot.data[0]?.length ?? 0) <= MOST_DOTS,
      size: 5,
      fill: () => look().tokens.tones[tone],
    },
  }));
  const edge = (): uPlot.Series => ({ stroke: "transparent", width: 0, spanGaps: false, points: { show: false } });
  return {
    width,
    height,
    ms: 1,
    padding: [10, endLabelsWidth(look().labels, look().tokens, END_LABEL_PX) || 16, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { size: 8 } },
    scales: {
      x: { time: false, range: (plot) => [plot.data[0]?.[0] ?? 0, look().end] },
      y: { range: (_plot, low, high) => rangeOf(look(), low, high) },
    },
    series: [{}, ...(hasBand ? [edge(), edge()] : []), ...lines],
    ...(hasBand && {
      bands: [{ series: [2, 1], fill: () => look().tokens.band }],
    }),
    axes: axesOf(look),
    hooks: {
      drawClear: [(plot) => drawGaps(plot, look().gaps, look().tokens)],
      draw: [
        (plot) => {
          const { goal, labels, tokens } = look();
          if (goal) drawGoal(plot, goal, tokens);
          drawEndLabels(plot, labels, tokens);
        },
      ],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
    },
  };
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
const roundTimes = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 4, 6, 12].map((count) => count * hour),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * day),
] as const;
const roundCounts = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

function axesOf(look: () => ChartLook): uPlot.Axis[] {
  const words = { stroke: () => look().tokens.quietWords, font: look().tokens.font };
  return [
    {
      ...words,
      grid: { show: false },
      ticks: { stroke: () => look().tokens.grid, width: 1, size: 4 },
      size: 28,
      splits: (plot) => ticksOf([...(plot.data[0] ?? [])], { width: plot.bbox.width / devicePixelRatio, look: look() }),
      values: (_plot, splits) => splits.map((at) => look().sayTick(at)),
    },
    {
      ...words,
      grid: { stroke: () => look().tokens.grid, width: 1 },
      ticks: { show: false },
      ...(look().isTime && { incrs: [...roundTimes] }),
      ...(look().isCount && { incrs: [...roundCounts] }),
      size: (_plot, values) => 18 + 7 * Math.max(2, ...(values ?? []).map((value) => value.length)),
      values: (_plot, splits) => splits.map((value) => look().sayValue(value)),
    },
  ];
}

function rangeOf({ goal, least, most }: ChartLook, low: number | null, high: number | null): [number, number] {
  const known = [low, high, goal?.value ?? null, least, most].filter((value) => value !== null);
  const [bottom, top] = [Math.min(...known, 0), Math.max(...known, least === null ? 1 : least + 1)];
  const room = (top - bottom) * SHARE_ABOVE;
  return [
    least !== null && bottom >= least ? bottom : bottom < 0 ? bottom - room : bottom,
    most !== null && top <= most ? top : top + room,
  ];
}

/** Beginnings of steps at even distances, as many as have room for their words. */
function ticksOf(times: readonly number[], { width, look }: { width: number; look: ChartLook }): number[] {
  const most = Math.max(1, Math.floor(width / TICK_PX));
  const every = look.tickEvery.find((steps) => times.length / steps <= most) ?? Math.ceil(times.length / most);
  return times.filter((_, index) => index % every === 0);
}
