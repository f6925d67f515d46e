import { type KeyboardEvent, useId, useRef, useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./LollipopChart.module.css";
import { useWidth } from "./use-width.ts";

export type Lollipop = {
  key: string;
  /** Null = nothing to make it of. */
  value: number | null;
  /** Written beside its head, and what of it where there is little room. */
  says: string;
  short: string;
  /** The two lines below it. */
  name: string;
  under: string;
  /** Nobody listened, or the desk was closed, the whole step long. */
  isGap: boolean;
  isMissed: boolean;
  /** Everything in words. */
  full: string;
};

type LollipopChartProps = {
  label: string;
  steps: readonly Lollipop[];
  goal: { value: number; says: string };
  sayAxis: (value: number) => string;
  onOpen: (index: number) => void;
};

const WIDTH = 860;
const HEIGHT = 190;
const TOP = 18;
const BOTTOM = 146;
const AXIS = 64;
const CEILING = 100;
const TICK = 10;
/** Words of neighbours touch below this many pixels a step. */
const NARROW = 54;
/** What the words beside a head take. */
const VALUE_PX = 104;

/** How far each step was above or under the goal; each head opens its rows. For percentages, up to about 31 steps. */
export function LollipopChart({ label, steps, goal, sayAxis, onOpen }: LollipopChartProps) {
  const hatch = useId();
  const { ref, width } = useWidth<HTMLDivElement>(WIDTH);
  const svg = useRef<SVGSVGElement>(null);
  const [cursor, setCursor] = useState(steps.length - 1);
  const known = steps.flatMap(({ value }) => (value === null ? [] : [value]));
  const floor = Math.max(0, Math.floor((Math.min(goal.value, ...known) - 2) / TICK) * TICK);
  const end = width - AXIS;
  const room = (end - VALUE_PX / 2) / Math.max(1, steps.length);
  const y = (value: number) => BOTTOM - ((value - floor) / (CEILING - floor)) * (BOTTOM - TOP);
  const focusable = Math.min(cursor, steps.length - 1);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return onOpen(focusable);
    }
    const to = { ArrowLeft: focusable - 1, ArrowRight: focusable + 1, Home: 0, End: steps.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(steps.length - 1, to));
    setCursor(next);
    svg.current?.querySelectorAll<SVGGElement>("[role=button]")[next]?.focus();
  }
  return (
    <div ref={ref} className={styles["chart"]}>
      <svg ref={svg} width={width} height={HEIGHT} role="group" aria-label={label} onKeyDown={onKeyDown}>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V6" className={styles["hatch"]} />
          </pattern>
        </defs>
        <Grid {...{ floor, end, y, goal, sayAxis }} />
        {steps.map((step, index) => (
          <Step
            key={step.key}
            step={step}
            x={room * (index + 0.5)}
            room={room}
            isNamed={isNamed({ index, count: steps.length, room })}
            goalY={y(goal.value)}
            y={step.value === null ? null : y(step.value)}
            hatch={hatch}
            isFocusable={index === focusable}
            onFocus={() => setCursor(index)}
            onOpen={() => onOpen(index)}
          />
        ))}
      </svg>
    </div>
  );
}

function isNamed({ index, count, room }: { index: number; count: number; room: number }): boolean {
  const every = Math.max(1, Math.ceil(NARROW / room));
  return (count - 1 - index) % every === 0;
}

type GridProps = Pick<LollipopChartProps, "goal" | "sayAxis"> & {
  floor: number;
  end: number;
  y: (value: number) => number;
};

function Grid({ floor, end, y, goal, sayAxis }: GridProps) {
  const step = CEILING - floor > 50 ? 2 * TICK : TICK;
  const lines = Array.from({ length: Math.floor((CEILING - floor) / step) + 1 }, (_, at) => CEILING - at * step);
  const isFree = (value: number) => Math.abs(y(value) - y(goal.value)) > 12;
  return (
    <g aria-hidden="true">
      {lines.map((value) => (
        <g key={value}>
          <path d={`M0 ${y(value)}H${end}`} className={styles["grid"]} />
          {isFree(value) && (
            <text x={end + 10} y={y(value) + 4}>
              {sayAxis(value)}
            </text>
          )}
        </g>
      ))}
      <path d={`M0 ${y(goal.value)}H${end}`} className={styles["goal"]} />
      <text x={end + 10} y={y(goal.value) + 4} className={styles["strong"]}>
        {goal.says}
      </text>
    </g>
  );
}

type StepProps = {
  step: Lollipop;
  x: number;
  room: number;
  isNamed: boolean;
  goalY: number;
  y: number | null;
  hatch: string;
  isFocusable: boolean;
  onFocus: () => void;
  onOpen: () => void;
};

function Step({ step, x, room, isNamed, goalY, y, hatch, isFocusable, onFocus, onOpen }: StepProps) {
  const half = Math.min(room / 2 - 1, 30);
  return (
    <>
      <g
        role="button"
        tabIndex={isFocusable ? 0 : -1}
        aria-label={step.full}
        className={styles["step"]}
        onFocus={onFocus}
        onClick={onOpen}
      >
        <rect x={x - room / 2} y={TOP - 8} width={room} height={HEIGHT - TOP} className={styles["place"]} rx={6} />
        {step.isGap && <rect x={x - half} y={TOP} width={half * 2} height={BOTTOM - TOP} fill={`url(#${hatch})`} />}
        {y !== null && (
          <g className={classNames(step.isMissed && styles["missed"])}>
            <path d={`M${x} ${goalY}V${y}`} className={styles["stem"]} />
            {step.isMissed ? (
              <path d={`M${x} ${y - 6}l7 12h-14z`} className={styles["head"]} />
            ) : (
              <circle cx={x} cy={y} r={5.5} className={styles["head"]} />
            )}
          </g>
        )}
      </g>
      {/* Beside the button, whose name says all of it: no part of the words is read twice. */}
      <g aria-hidden="true" pointerEvents="none">
        {y !== null && room > 44 && (
          <g className={classNames(step.isMissed && styles["missed"])}>
            <text x={x + 12} y={y + (step.isMissed ? 6 : 4)} className={styles["value"]}>
              {room >= VALUE_PX ? step.says : step.short}
            </text>
          </g>
        )}
        {isNamed && (
          <>
            <text x={x} y={166} textAnchor="middle">
              {step.name}
            </text>
            <text x={x} y={182} textAnchor="middle">
              {step.under}
            </text>
          </>
        )}
      </g>
    </>
  );
}
