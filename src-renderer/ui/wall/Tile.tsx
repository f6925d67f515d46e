import { type ReactNode, useId } from "react";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import type { TileAge } from "./tile-age.ts";
import styles from "./wall.module.css";

const HOUR = 3_600_000;
/** After a day the time alone would be mistaken for that of today. */
const DAY = 24 * HOUR;

type AgedTile = Exclude<TileAge, { state: "fresh" }>;

/** "34 min" up to two hours, then "3 h 10". */
function useAgeWords(): (ms: number) => string {
  const { t } = useWords();
  const { minutes } = useFormat();
  return (ms) => (ms < 2 * HOUR ? t("wall.minutes", { count: Math.floor(ms / 60_000) }) : minutes(ms));
}

type TileProps = {
  title: string;
  /** Null before the first numbers: the tile shows dashes. */
  age: TileAge | null;
  /** A wide tile says its age beside its title, a narrow one at its foot. */
  isWide?: boolean;
  children: ReactNode;
};

/** One statement of the wall that knows its own age: a stale one is hatched, dimmed and says so in words. */
export function Tile({ title, age, isWide = false, children }: TileProps) {
  const heading = useId();
  const isStale = age?.state === "stale";
  return (
    <section className={classNames(styles["tile"], isStale && styles["stale"])} aria-labelledby={heading}>
      <div className={styles["inside"]}>
        <header className={styles["head"]}>
          <h2 id={heading}>{title}</h2>
          {isStale ? isWide && <StaleWords age={age} /> : <Age age={age} />}
        </header>
        {children}
        {isStale && !isWide && <StaleWords age={age} />}
      </div>
    </section>
  );
}

function Age({ age }: { age: TileAge | null }) {
  const { t } = useWords();
  const { time } = useFormat();
  const ageWords = useAgeWords();
  if (age?.state === "late")
    return <span className={styles["late"]}>{t("wall.old", { age: ageWords(age.forMs) })}</span>;
  return <span className={styles["at"]}>{age?.state === "fresh" ? time(age.at) : "–"}</span>;
}

function StaleWords({ age }: { age: AgedTile }) {
  const { t } = useWords();
  const { time, date } = useFormat();
  const ageWords = useAgeWords();
  return (
    <p className={styles["foot"]}>
      <span className={styles["staleWord"]}>{t("wall.stale", { age: ageWords(age.forMs) })}</span>
      <span>{age.forMs < DAY ? time(age.since) : date(age.since)}</span>
    </p>
  );
}

/** Why a tile shows a dash. */
export function Why({ children }: { children: ReactNode }) {
  return <p className={styles["why"]}>{children}</p>;
}
