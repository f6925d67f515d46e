import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Figure } from "./Figure.tsx";
import { Goal, goalOf } from "./Goal.tsx";
import { Hero } from "./Hero.tsx";
import { todayScope } from "./links.ts";
import { Tile } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";
import styles from "./wall.module.css";

/** Answered in time today, as a whole and by bucket. */
export function ServiceTile({ snapshot, age }: TileProps) {
  const { t } = useWords();
  const { percent } = useFormat();
  const level = snapshot?.serviceLevel ?? null;
  return (
    <Tile title={t("wall.serviceLevel")} age={age}>
      <div className={styles["column"]}>
        <div className={styles["beside"]}>
          <Hero
            isShort
            text={percent(level?.percent ?? null)}
            says={t("wall.serviceLevel")}
            link={snapshot && { kpi: "service_level", scope: todayScope(snapshot) }}
          />
          {level && (
            <span className={styles["lines"]}>
              <Goal state={goalOf(level.state)}>{t(`wall.goal.${level.state}`)}</Goal>
            </span>
          )}
        </div>
        <dl className={styles["pairs"]}>
          {snapshot &&
            snapshot.serviceLevel.buckets.map((of) => <BucketLevel key={of.bucket} of={of} snapshot={snapshot} />)}
        </dl>
      </div>
    </Tile>
  );
}

type OfBucket = WallSnapshot["serviceLevel"]["buckets"][number];

function BucketLevel({ of: { bucket, percent: level, n }, snapshot }: { of: OfBucket; snapshot: WallSnapshot }) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const name = t(`bucket.${bucket}`);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Figure
          link={{ kpi: "service_level", scope: { ...todayScope(snapshot), buckets: [bucket] } }}
          says={`${name}: ${percent(level)}`}
        >
          <b>{percent(level)}</b> {t("wall.n", { n: number(n) })}
        </Figure>
      </dd>
    </div>
  );
}

/** How many got an answer at all, beside the third that a study found. */
export function ResponseTile({ snapshot, age }: TileProps) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const response = snapshot?.response ?? null;
  return (
    <Tile title={t("wall.response")} age={age}>
      <div className={styles["column"]}>
        <Hero
          isShort
          text={percent(response?.percent ?? null)}
          says={t("wall.response")}
          link={snapshot && { kpi: "response_rate", scope: todayScope(snapshot) }}
        />
        <p className={styles["sub"]}>
          {response && (response.n === 0 ? t("wall.noneDue") : t("wall.responseOf", { n: number(response.n) }))}
        </p>
        {response && <Third percent={response.percent} mark={response.markPercent} />}
      </div>
    </Tile>
  );
}

/** The share on its whole range with the mark of the study, which says what it is. */
function Third({ percent: value, mark }: { percent: number | null; mark: number }) {
  const { t } = useWords();
  return (
    <div className={styles["scale"]}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect y="2" width="100" height="4" className={styles["track"]} />
        {value !== null && <rect y="2" width={value} height="4" className={styles["bar"]} />}
        <path d={`M${mark} 0V8`} className={styles["mark"]} />
      </svg>
      <p className={styles["sub"]}>{t("wall.responseMark", { percent: mark })}</p>
    </div>
  );
}
