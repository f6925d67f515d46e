import styles from "./DayBars.module.css";

const BAR = 4.5;
const STEP = 6;
const HEIGHT = 20;

/** Items a day as small bars; a day without any is a hairline, so that quiet and missing differ. */
export function DayBars({ days, says }: { days: readonly number[]; says: string }) {
  const most = Math.max(1, ...days);
  // One path: a thousand rows of fourteen elements each would be felt.
  const bars = days.map((items, day) => {
    const height = items === 0 ? 1 : Math.max(2, (items / most) * HEIGHT);
    return `M${day * STEP} ${HEIGHT}v${-height}h${BAR}v${height}z`;
  });
  return (
    <svg className={styles["bars"]} width={days.length * STEP} height={HEIGHT} role="img" aria-label={says}>
      <path d={bars.join("")} />
    </svg>
  );
}
