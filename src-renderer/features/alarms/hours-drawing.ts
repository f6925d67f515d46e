import type { Output } from "../../lib/engine.ts";

type Shown = Pick<Output<"alarms.show">, "hours" | "gaps">;

export type HoursFrame = { readonly width: number; readonly top: number; readonly bottom: number };

export type HoursDrawing = {
  /** A path for each unbroken stretch of measured hours. */
  readonly lines: readonly string[];
  /** Everything below the bound: what is usual. One closed path for each unbroken stretch. */
  readonly bands: readonly string[];
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  /** The hour with the most, and where its number stands. */
  readonly peak: { readonly x: number; readonly y: number; readonly count: number } | null;
  /** The first known bound: there the usual range gets its name. */
  readonly usual: { readonly x: number; readonly y: number; readonly bound: number } | null;
  readonly ticks: readonly { readonly x: number; readonly at: number }[];
  readonly x: (at: number) => number;
};

const HOUR = 3_600_000;
const TICK_HOURS = 12;

/** The hours around an alarm as steps, one an hour: the count in ink, the usual range as an area; nothing is drawn where nobody listened. */
export function drawHours({ hours, gaps }: Shown, frame: HoursFrame): HoursDrawing {
  const first = hours[0]?.from ?? 0;
  const spanMs = Math.max(1, hours.length) * HOUR;
  const most = Math.max(1, ...hours.flatMap(({ count, bound }) => [count ?? 0, bound ?? 0]));
  const x = (at: number) => round(Math.min(frame.width, Math.max(0, ((at - first) / spanMs) * frame.width)));
  const y = (value: number) => round(frame.bottom - (value / most) * (frame.bottom - frame.top));
  const steps = (values: readonly Step[]) =>
    values.map(({ from, value }) => `${x(from)} ${y(value)}H${x(from + HOUR)}`).join("L");
  const peak = hours.reduce<Hours[number] | null>(
    (best, hour) => ((hour.count ?? -1) > (best?.count ?? -1) ? hour : best),
    null,
  );
  const bounded = hours.find(({ bound }) => bound !== null);
  return {
    peak:
      peak === null || peak.count === null ? null : { x: x(peak.from + HOUR / 2), y: y(peak.count), count: peak.count },
    usual:
      bounded === undefined || bounded.bound === null
        ? null
        : { x: x(bounded.from), y: y(bounded.bound), bound: bounded.bound },
    x,
    lines: unbroken(hours, ({ count }) => count).map((stretch) => `M${steps(stretch)}`),
    bands: unbroken(hours, ({ bound }) => bound).map((stretch) => {
      const from = x(stretch[0]?.from ?? first);
      return `M${from} ${frame.bottom}L${steps(stretch)}V${frame.bottom}Z`;
    }),
    gaps: gaps.map(({ from, to }) => ({ x: x(from), width: round(x(to) - x(from)) })).filter(({ width }) => width > 0),
    ticks: hours.filter((_, index) => index % TICK_HOURS === 0).map(({ from }) => ({ x: x(from), at: from })),
  };
}

type Hours = Shown["hours"];
type Step = { readonly from: number; readonly value: number };

function unbroken(hours: Hours, valueOf: (hour: Hours[number]) => number | null): readonly (readonly Step[])[] {
  const stretches: Step[][] = [];
  let isOpen = false;
  for (const hour of hours) {
    const value = valueOf(hour);
    const step = value === null ? null : { from: hour.from, value };
    if (step && isOpen) stretches.at(-1)?.push(step);
    else if (step) stretches.push([step]);
    isOpen = step !== null;
  }
  return stretches;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
