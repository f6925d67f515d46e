import type { Kpi } from "../../../src-main/contract/methods/kpis.ts";
import { barOf } from "./figures.ts";
import styles from "./TinyPicture.module.css";

const WIDTH = 120;
const HEIGHT = 28;
const GAP = 2;
/** Elsewhere a third of those who complain get an answer: a published study. */
const THIRD = 100 / 3;

/** How a figure is spread, in the size of a word. What it shows stands in words beside it. */
export function TinyPicture({ kpi }: { kpi: Kpi }) {
  const isShare = kpi.unit === "percent" && kpi.spread.length < 2;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      className={styles["picture"]}
    >
      {kpi.name === "net_sentiment" ? (
        <Mix kpi={kpi} />
      ) : isShare || kpi.name === "response_rate" ? (
        <Meter kpi={kpi} />
      ) : (
        <Bars kpi={kpi} />
      )}
    </svg>
  );
}

const tones = ["negative", "neutral", "positive"] as const;

/** How much of what was said is negative, neutral and positive, in this order; the unsure are not in it. */
function Mix({ kpi: { parts } }: { kpi: Kpi }) {
  const whole = tones.reduce((sum, tone) => sum + (parts[tone] ?? 0), 0);
  if (whole === 0) return <rect y={10} width={WIDTH} height={8} rx={2} className={styles["empty"]} />;
  const widthOf = (tone: (typeof tones)[number]) => (WIDTH * (parts[tone] ?? 0)) / whole;
  return tones.map((tone, index) => {
    const width = widthOf(tone);
    const x = tones.slice(0, index).reduce((sum, before) => sum + widthOf(before), 0);
    return <rect key={tone} x={x} y={8} width={Math.max(0, width - 1)} height={12} className={styles[tone]} />;
  });
}

function Meter({ kpi: { name, value } }: { kpi: Kpi }) {
  if (value === null) return <rect y={10} width={WIDTH} height={8} rx={2} className={styles["empty"]} />;
  return (
    <>
      <rect y={10} width={WIDTH} height={8} rx={2} className={styles["track"]} />
      <rect
        y={10}
        width={(WIDTH * Math.min(100, Math.max(0, value))) / 100}
        height={8}
        rx={2}
        className={styles["bar"]}
      />
      {name === "response_rate" && (
        <path d={`M${(WIDTH * THIRD) / 100} 4V24`} className={styles["mark"]} strokeWidth={1.5} />
      )}
    </>
  );
}

function Bars({ kpi }: { kpi: Kpi }) {
  const { spread } = kpi;
  const most = Math.max(...spread.map(Math.abs), 0);
  if (most === 0) return <path d={`M0 ${HEIGHT - 1}H${WIDTH}`} className={styles["line"]} />;
  const width = (WIDTH - GAP * (spread.length - 1)) / spread.length;
  const on = barOf(kpi) ?? (kpi.unit === "ms" ? null : spread.length - 1);
  return spread.map((value, index) => {
    const height = Math.max(1, (Math.abs(value) / most) * HEIGHT);
    return (
      <rect
        // The place is what a bar is.
        // oxlint-disable-next-line react/no-array-index-key
        key={index}
        x={index * (width + GAP)}
        y={HEIGHT - height}
        width={Math.max(0.5, width)}
        height={height}
        rx={1}
        className={styles[index === on ? "on" : "bar"]}
      />
    );
  });
}
