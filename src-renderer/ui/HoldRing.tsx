import { useNow } from "../lib/now.ts";
import { useWords } from "../lib/words.ts";
import styles from "./HoldRing.module.css";

const RADIUS = 32;
const ROUND = 2 * Math.PI * RADIUS;
const SECOND = 1000;

type HoldRingProps = {
  /** When the hold began and ends, by the engine's clock. */
  from: number;
  until: number;
  /** How much the engine's clock is ahead of the page's. */
  aheadMs: number;
};

/** The time in which an approved reply can still be stopped: it starts at the top and empties clockwise, once a second. */
export function HoldRing({ from, until, aheadMs }: HoldRingProps) {
  const { t } = useWords();
  const leftMs = Math.max(0, until - useNow(SECOND) - aheadMs);
  const shown = sayMinutes(leftMs);
  const share = until > from ? Math.min(1, leftMs / (until - from)) : 0;
  return (
    <div className={styles["hold"]} role="timer" aria-label={t("approvals.holdLeft", { left: shown })}>
      <svg viewBox="0 0 72 72" aria-hidden="true">
        <circle cx="36" cy="36" r={RADIUS} className={styles["track"]} />
        <circle cx="36" cy="36" r={RADIUS} className={styles["left"]} strokeDasharray={`${share * ROUND} ${ROUND}`} />
      </svg>
      <b>{shown}</b>
    </div>
  );
}

/** "3:12": the one place where minutes and seconds stand as a clock, because it is one. */
export function sayMinutes(ms: number): string {
  const seconds = Math.ceil(ms / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
