import "uplot/dist/uPlot.min.css";
import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import type { ChartGap, ChartGoal } from "./chart-drawing.ts";
import { type ChartLook, chartOptions } from "./chart-options.ts";
import { type ChartTone, readChartTokens } from "./chart-tokens.ts";
import styles from "./TimeChart.module.css";

type Values = readonly (number | null)[];
export type ChartSeries = { key: string; says: string; tone: ChartTone; values: Values };

export type TimeChartProps = {
  label: string;
  /** How it is worked by keyboard, for who does not see it. */
  help: string;
  /** Beginnings of the steps, and the end of the last (ms). */
  times: readonly number[];
  end: number;
  series: readonly ChartSeries[];
  /** How far the first series may be off. */
  band?: { readonly low: Values; readonly high: Values } | null;
  goal?: ChartGoal | null;
  gaps?: readonly ChartGap[];
  least?: number | null;
  most?: number | null;
  tickEvery?: readonly number[];
  /** Its values are lengths of time in ms. */
  isTime?: boolean;
  /** Its values are whole numbers. */
  isCount?: boolean;
  height?: number;
  sayTick: (at: number) => string;
  sayAxis: (value: number) => string;
  /** All values of a step in words. */
  sayStep: (index: number) => string;
  /** Opens what stands behind a step, or behind the line of it that was pressed. */
  onOpen?: ((index: number, series: number | null) => void) | undefined;
};

const HEIGHT_PX = 200;
const usualTicks = [1, 2, 3, 6, 7, 12, 14, 24, 28, 48, 56, 72, 84, 112, 168] as const;

/** Whether this browser can draw at all; where it cannot, the table says it. */
export function canDraw(): boolean {
  return document.createElement("canvas").getContext("2d") !== null;
}

/** Lines over time. Arrows walk along the steps, Enter opens one; what it says stands above it and is read out. */
export function TimeChart(props: TimeChartProps) {
  const { label, help, times, series, sayStep, onOpen } = props;
  const [at, setAt] = useState<number | null>(null);
  const [told, setTold] = useState<number | null>(null);
  const { host, plot } = usePlot(props, setAt);
  const last = times.length - 1;
  const shown = at === null || at > last ? last : at;
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || last < 0) return;
    if (event.key === "Enter" && onOpen) {
      event.preventDefault();
      return onOpen(shown, null);
    }
    const from = at ?? last + 1;
    const page = Math.max(2, Math.round(times.length / 10));
    const to = {
      ArrowLeft: from - 1,
      ArrowRight: from + 1,
      PageUp: from - page,
      PageDown: from + page,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(last, to));
    plot.current?.setCursor({ left: plot.current.valToPos(times[next] ?? 0, "x"), top: 0 });
    setAt(next);
    setTold(next);
  }
  return (
    <div className={styles["chart"]}>
      <p className={styles["readout"]} aria-hidden="true">
        {shown >= 0 && sayStep(shown)}
      </p>
      <div
        ref={host}
        className={styles["plot"]}
        style={{ height: props.height ?? HEIGHT_PX }}
        role="application"
        aria-label={`${label}. ${help}`}
        tabIndex={0}
        data-opens={onOpen ? "" : undefined}
        onKeyDown={onKeyDown}
        onClick={({ clientY }) =>
          onOpen && at !== null && onOpen(at, nearestLine(plot.current, { index: at, clientY, series }))
        }
      />
      <p className="sr" role="status">
        {told !== null && told <= last && sayStep(told)}
      </p>
    </div>
  );
}

const NEAR_PX = 14;

/** The line whose point at a step is nearest to where was pressed; null when none is near. */
type Pressed = { index: number; clientY: number; series: readonly ChartSeries[] };

function nearestLine(plot: uPlot | null, { index, clientY, series: lines }: Pressed): number | null {
  if (!plot) return null;
  const pressed = clientY - plot.over.getBoundingClientRect().top;
  const distances = lines.flatMap(({ values }, series) => {
    const value = values[index];
    return value == null ? [] : [{ series, px: Math.abs(plot.valToPos(value, "y") - pressed) }];
  });
  const nearest = distances.toSorted((one, other) => one.px - other.px)[0];
  return nearest && nearest.px <= NEAR_PX ? nearest.series : null;
}

/** One plot for the life of the component; what changes is put into it, and nothing of it is left behind. */
function usePlot(props: TimeChartProps, onCursor: (index: number | null) => void) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const look = useRef<ChartLook | null>(null);
  const { times, series, band = null } = props;
  const data = useMemo(
    // The band lies under the lines: what comes first is drawn first.
    () => [times, ...(band ? [band.low, band.high] : []), ...series.map(({ values }) => values)] as uPlot.AlignedData,
    [times, series, band],
  );
  const drawn = useRef(data);
  useLayoutEffect(() => {
    const tokens = look.current?.tokens ?? (host.current && readChartTokens(host.current));
    if (tokens) look.current = { ...lookOf(props), tokens };
  });
  // Another number of lines is another plot.
  const shape = `${series.map(({ tone, says }) => `${tone} ${says}`).join("|")} ${band !== null}`;
  useLayoutEffect(() => {
    const box = host.current;
    if (!box || !look.current || !canDraw()) return undefined;
    drawn.current = data;
    const size = () => ({ width: Math.max(160, box.clientWidth), height: box.clientHeight });
    const made = new uPlot(
      chartOptions({ look: () => look.current as ChartLook, ...size(), hasBand: band !== null, onCursor }),
      data,
      box,
    );
    plot.current = made;
    const stop = followPlace({ box, made, look, size });
    return () => {
      stop();
      made.destroy();
      plot.current = null;
    };
    // What comes later goes into the plot that is there.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [shape]);
  useLayoutEffect(() => {
    if (drawn.current === data) return;
    drawn.current = data;
    plot.current?.setData(data);
  }, [data]);
  return { host, plot };
}

function lookOf({
  series,
  end,
  goal,
  gaps,
  least,
  most,
  tickEvery,
  isTime,
  isCount,
  sayTick,
  sayAxis,
}: TimeChartProps) {
  return {
    end,
    labels: series.map(({ says, tone }) => ({ says, tone })),
    goal: goal ?? null,
    gaps: gaps ?? [],
    least: least ?? null,
    most: most ?? null,
    tickEvery: tickEvery ?? usualTicks,
    isTime: isTime ?? false,
    isCount: isCount ?? false,
    sayTick,
    sayValue: sayAxis,
  };
}

type Following = {
  box: HTMLElement;
  made: uPlot;
  look: RefObject<ChartLook | null>;
  size: () => { width: number; height: number };
};

/** Keeps the plot as wide as its place and in the colours of the theme. */
function followPlace({ box, made, look, size }: Following): () => void {
  const resized = new ResizeObserver(() => {
    const next = size();
    if (next.width !== made.width || next.height !== made.height) made.setSize(next);
  });
  resized.observe(box);
  const themed = new MutationObserver(() => {
    if (look.current) look.current = { ...look.current, tokens: readChartTokens(box) };
    made.redraw(false, true);
  });
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    resized.disconnect();
    themed.disconnect();
  };
}
