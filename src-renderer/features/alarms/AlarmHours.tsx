import { useId } from "react";
import { useAlarmWords } from "../../lib/alarm-words.ts";
import type { Output } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./AlarmHours.module.css";
import { drawHours } from "./hours-drawing.ts";
import { HoursTable } from "./HoursTable.tsx";
import { Part } from "./Part.tsx";

const WIDTH = 640;
const FRAME = { width: WIDTH, top: 36, bottom: 164 };
const HEIGHT = 186;
/** The word over the line of the alarm stands above every number of the drawing. */
const WORD_AT = 12;
/** Half the words "alarm" need this much room on either side. */
const HALF_LABEL = 20;

type Shown = Output<"alarms.show">;

/** The series by the hour against its usual range, as a picture and as a table. */
export function AlarmHours({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const { seriesOf } = useAlarmWords();
  const { alarm } = shown;
  return (
    <Part title={t("alarms.chart.title")}>
      <svg
        className={styles["chart"]}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t(`alarms.chart.${alarm.kind}`, { series: seriesOf(alarm.series) })}
      >
        <Drawing shown={shown} />
      </svg>
      {alarm.measure.windowHours > 1 && (
        <p className={styles["together"]}>{t("alarms.chart.together", { count: alarm.measure.windowHours })}</p>
      )}
      <details className={styles["table"]}>
        <summary>{t("alarms.chart.table")}</summary>
        <HoursTable kind={alarm.kind} hours={shown.hours} />
      </details>
    </Part>
  );
}

function Drawing({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const { date, time } = useFormat();
  const { value } = useAlarmWords();
  const hatch = useId();
  const { alarm } = shown;
  const { lines, bands, gaps, peak, usual, ticks, x } = drawHours(shown, FRAME);
  const since = x(alarm.since);
  return (
    <>
      <defs>
        <pattern id={hatch} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" className={styles["hatch"]} />
        </pattern>
      </defs>
      {bands.map((band) => (
        <path key={band} d={band} className={styles["band"]} />
      ))}
      {usual && (
        <text x={usual.x + 2} y={usual.y - 5}>
          {t("alarms.chart.usual", { bound: value(alarm.kind, usual.bound) })}
        </text>
      )}
      {gaps.map((gap) => (
        <g key={gap.x}>
          <rect x={gap.x} y={FRAME.top} width={gap.width} height={FRAME.bottom - FRAME.top} fill={`url(#${hatch})`} />
          <text x={gap.x + gap.width / 2} y={FRAME.top + 12} textAnchor="middle">
            {t("alarms.chart.noData")}
          </text>
        </g>
      ))}
      <path d={`M0 ${FRAME.bottom}H${WIDTH}`} className={styles["axis"]} />
      {lines.map((line) => (
        <path key={line} d={line} className={styles["line"]} />
      ))}
      <path d={`M${since} ${WORD_AT + 4}V${FRAME.bottom}`} className={styles["since"]} />
      <text
        x={Math.min(WIDTH - HALF_LABEL, Math.max(HALF_LABEL, since))}
        y={WORD_AT}
        textAnchor="middle"
        className={styles["sinceWord"]}
      >
        {t("alarms.chart.since")}
      </text>
      {peak && (
        <text
          x={Math.min(WIDTH - HALF_LABEL, Math.max(HALF_LABEL, peak.x))}
          y={peak.y - 5}
          textAnchor="middle"
          className={styles["peak"]}
        >
          {value(alarm.kind, peak.count)}
        </text>
      )}
      {ticks.map(({ x: at, at: instant }) => (
        <text key={instant} x={at} y={HEIGHT - 6} textAnchor={at === 0 ? "start" : "middle"}>
          {date(instant)} {time(instant)}
        </text>
      ))}
    </>
  );
}
