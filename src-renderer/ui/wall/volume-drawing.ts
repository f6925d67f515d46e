import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";

type Hours = WallSnapshot["volume"]["hours"];
type Point = readonly [x: number, y: number];

export type VolumeDrawing = {
  /** One path for each unbroken stretch of measured hours. */
  readonly lines: readonly string[];
  readonly band: string | null;
  readonly bandEdges: string | null;
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  readonly end: { readonly x: number; readonly y: number; readonly count: number } | null;
  readonly ticks: readonly { readonly x: number; readonly at: number }[];
  readonly usual: { readonly x: number; readonly y: number } | null;
  /** Where an alarm began; null without one, or when that was before the first hour. */
  readonly alarm: number | null;
};

type Frame = {
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  /** Room that a tick needs. */
  readonly tick: number;
  /** Height of a letter. */
  readonly letter: number;
  readonly alarmAt?: number | null;
};

const HOUR = 3_600_000;
/** Hours between the ticks; twice as many where they would run into each other. */
const TICK_HOURS = 6;
/** From which hour on the place for "usual" is looked for, and half its width in letters. */
const USUAL_AT = 4;
const LABEL = 1.6;

/** The day in hours as paths: the measured line breaks where the desk did not listen, and never falls to zero there. */
export function drawVolume(
  { hours, gaps }: Pick<WallSnapshot["volume"], "hours" | "gaps">,
  frame: Frame,
): VolumeDrawing {
  const first = hours[0]?.from ?? 0;
  const spanMs = Math.max(1, hours.length - 1) * HOUR;
  const most = Math.max(1, ...hours.flatMap((hour) => [hour.count ?? 0, hour.usualHigh ?? 0]));
  const x = (at: number) => Math.min(frame.width, Math.max(0, ((at - first) / spanMs) * frame.width));
  const y = (count: number) => frame.bottom - (count / most) * (frame.bottom - frame.top);
  const stretches = unbroken(hours).map((stretch) => stretch.map(({ from, count }): Point => [x(from), y(count)]));
  const usual = hours.flatMap(({ from, usualLow, usualHigh }) =>
    usualLow === null || usualHigh === null
      ? []
      : [{ low: [x(from), y(usualLow)] as Point, high: [x(from), y(usualHigh)] as Point }],
  );
  const last = hours.at(-1);
  const tickHours = (frame.width / hours.length) * TICK_HOURS < frame.tick ? TICK_HOURS * 2 : TICK_HOURS;
  return {
    lines: stretches.map((points) => (points.length > 1 ? smooth(points) : dot(points))),
    ...band(usual),
    gaps: gaps
      .map(({ from, to }) => ({ x: x(from), width: Math.max(2, x(to) - x(from)) }))
      .filter((gap) => gap.x < frame.width),
    end: last && last.count !== null ? { x: x(last.from), y: y(last.count), count: last.count } : null,
    ticks: hours.filter((_, index) => index % tickHours === 0).map(({ from }) => ({ x: x(from), at: from })),
    usual: usualLabel(usual, stretches, frame),
    alarm: frame.alarmAt != null && frame.alarmAt >= first ? x(frame.alarmAt) : null,
  };
}

function unbroken(hours: Hours): { from: number; count: number }[][] {
  const stretches: { from: number; count: number }[][] = [];
  let isOpen = false;
  for (const { from, count } of hours) {
    if (count === null) isOpen = false;
    else if (isOpen) stretches.at(-1)?.push({ from, count });
    else {
      stretches.push([{ from, count }]);
      isOpen = true;
    }
  }
  return stretches;
}

function band(usual: readonly { low: Point; high: Point }[]): Pick<VolumeDrawing, "band" | "bandEdges"> {
  if (usual.length < 2) return { band: null, bandEdges: null };
  const high = smooth(usual.map((each) => each.high));
  const low = smooth(usual.map((each) => each.low));
  const back = smooth(usual.map((each) => each.low).toReversed());
  return { band: `${high}L${back.slice(1)}Z`, bandEdges: `${high}${low}` };
}

/** The middle and the foot of the word: on the band, as near to the left as the line leaves it free; else above both. */
function usualLabel(
  usual: readonly { high: Point }[],
  lines: readonly (readonly Point[])[],
  { width, bottom, letter }: Frame,
): VolumeDrawing["usual"] {
  const half = LABEL * letter;
  const near = (points: readonly Point[], x: number) => points.filter(([at]) => Math.abs(at - x) < half + width / 20);
  const places = usual.flatMap(({ high: [at] }) => {
    const x = Math.min(width - half, Math.max(half, at));
    const foot =
      Math.min(
        ...near(
          usual.map((each) => each.high),
          x,
        ).map(([, y]) => y),
      ) -
      0.28 * letter;
    const ys = lines.flatMap((points) => near(points, x)).map(([, y]) => y);
    const isFree = Math.min(bottom, ...ys) > foot + 0.2 * letter || Math.max(0, ...ys) < foot - letter;
    return Number.isFinite(foot)
      ? [{ x, y: foot, isFree, top: Math.min(foot, ...ys.map((y) => y - 0.28 * letter)) }]
      : [];
  });
  const free = places.slice(USUAL_AT).find(({ isFree }) => isFree) ?? places.find(({ isFree }) => isFree);
  const [x, y] = free
    ? [free.x, free.y]
    : [places[USUAL_AT]?.x ?? places[0]?.x, places[USUAL_AT]?.top ?? places[0]?.top];
  return x === undefined || y === undefined ? null : { x, y };
}

const round = (value: number) => Math.round(value * 10) / 10;

function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let [lastX, lastY] = first;
  let path = `M${round(lastX)} ${round(lastY)}`;
  for (const [x, y] of rest) {
    const middle = round((lastX + x) / 2);
    path += `C${middle} ${round(lastY)} ${middle} ${round(y)} ${round(x)} ${round(y)}`;
    [lastX, lastY] = [x, y];
  }
  return path;
}

function dot(points: readonly Point[]): string {
  const [first] = points;
  return first ? `M${round(first[0])} ${round(first[1])}h0.1` : "";
}
