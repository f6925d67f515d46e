import type { WatchPreview } from "../../../src-main/contract/methods/watches.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./MatchBars.module.css";

const WIDTH = 372;
const TOP = 14;
const HEIGHT = 84;
const LABEL = 102;
/** Room to the right where the label of a day would run into that of today. */
const LABEL_ROOM = 60;

/** Matches a day; today in ink, the highest day before it with its number. */
export function MatchBars({ days }: { days: WatchPreview["days"] }) {
  const { t } = useWords();
  const { number } = useFormat();
  const most = Math.max(1, ...days.map(({ mentions }) => mentions));
  const step = WIDTH / Math.max(1, days.length);
  const height = (mentions: number) => (mentions / most) * (HEIGHT - TOP);
  const last = days.length - 1;
  const highest = days
    .slice(0, -1)
    .reduce((best, { mentions }, day) => (mentions > (days[best]?.mentions ?? 0) ? day : best), 0);
  const peak = days[highest];
  const total = days.reduce((sum, { mentions }) => sum + mentions, 0);
  return (
    <svg
      className={styles["chart"]}
      viewBox={`0 0 ${WIDTH} 106`}
      role="img"
      aria-label={t("monitor.preview.chart", { count: total, today: days[last]?.mentions ?? 0 })}
    >
      {days.map(({ day, mentions }, index) => (
        <rect
          key={day}
          x={index * step}
          y={HEIGHT - height(mentions)}
          width={step * 0.8}
          height={height(mentions)}
          rx={1}
          className={index === last ? styles["today"] : undefined}
        />
      ))}
      <path d={`M0 ${HEIGHT}H${WIDTH}`} />
      {peak && peak.mentions > 0 && highest * step < WIDTH - LABEL_ROOM / 2 && (
        <text x={highest * step + step * 0.4} y={HEIGHT - height(peak.mentions) - 4} textAnchor="middle">
          {number(peak.mentions)}
        </text>
      )}
      <text x={0} y={LABEL}>
        <DayName day={days[0]?.day} />
      </text>
      <text x={WIDTH} y={LABEL} textAnchor="end">
        {t("monitor.preview.today", { count: days[last]?.mentions ?? 0 })}
      </text>
    </svg>
  );
}

function DayName({ day }: { day: string | undefined }) {
  const { date } = useFormat();
  // Noon in UTC is that day in every time zone of the inhabited world.
  return day ? date(Date.parse(`${day}T12:00:00Z`)) : "";
}
