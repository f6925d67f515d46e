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
const FRAME = { width: WIDTH, top: 22, bottom: 150 };
const HEIGHT = 172;
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
  const { lines, bands, gaps, most, ticks, x } = drawHours(shown, FRAME);
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
      {bands.length > 0 && (
        <text x={4} y={FRAME.bottom - 6}>
          {t("alarms.chart.usual")}
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
      <path d={`M${since} ${FRAME.top - 4}V${FRAME.bottom}`} className={styles["since"]} />
      <text
        x={Math.min(WIDTH - HALF_LABEL, Math.max(HALF_LABEL, since))}
        y={FRAME.top - 8}
        textAnchor="middle"
        className={styles["sinceWord"]}
      >
        {t("alarms.chart.since")}
      </text>
      {Math.abs(since) > 3 * HALF_LABEL && (
        <text x={0} y={FRAME.top - 8}>
          {value("spike", most)}
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
