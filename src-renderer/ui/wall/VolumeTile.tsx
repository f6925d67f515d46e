import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Hero } from "./Hero.tsx";
import { dayScope } from "./links.ts";
import { Tile } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";
import { VolumeChart } from "./VolumeChart.tsx";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

const DAY = 24 * 3_600_000;

/** How much is said now, against what is usual at this hour of the week; with the moment at which an alarm began. */
export function VolumeTile({ snapshot, age }: Pick<TileProps, "snapshot" | "age">) {
  const { t } = useWords();
  const format = useFormat();
  const volume = snapshot?.volume ?? null;
  const title = t(volume?.counted === "stories" ? "wall.storiesDay" : "wall.mentions");
  // Nothing said where nobody listens is not known; a zero stands only where somebody did.
  const isHeard = snapshot !== null && snapshot.feeds.total > 0 && !volume?.hours.every(({ count }) => count === null);
  const isUnknown = volume === null || (volume.mentions === 0 && !isHeard);
  return (
    <Tile title={title} age={age} isWide>
      <div className={styles["split"]}>
        <div className={styles["column"]}>
          <Hero
            text={isUnknown ? "–" : wallCount(volume[volume.counted], format)}
            says={title}
            link={snapshot && { kpi: "volume", scope: dayScope(snapshot) }}
          />
          <div>
            {snapshot && <Beside snapshot={snapshot} isUnknown={isUnknown} />}
            {age && age.state !== "fresh" && (
              <p className={styles["sub"]}>{t("wall.lateSources", { late: age.late, total: age.total })}</p>
            )}
            {age && age.state !== "fresh" && (
              <p className={styles["sub"]}>
                {t("wall.lateSince", { time: age.forMs < DAY ? format.time(age.since) : format.date(age.since) })}
              </p>
            )}
          </div>
        </div>
        {volume && <VolumeChart volume={volume} alarmAt={snapshot?.alarm?.since ?? null} />}
      </div>
    </Tile>
  );
}

function Beside({ snapshot, isUnknown }: { snapshot: WallSnapshot; isUnknown: boolean }) {
  const { t } = useWords();
  const format = useFormat();
  const { feeds, offlineSince, freshness, volume } = snapshot;
  const { counted, ratioToUsual, mentions, stories } = volume;
  if (offlineSince !== null)
    return <p className={styles["sub"]}>{t("wall.offlineSince", { time: format.time(offlineSince) })}</p>;
  if (isUnknown) return <p className={styles["sub"]}>{t(feeds.total === 0 ? "wall.noFeeds" : "wall.notHeard")}</p>;
  return (
    <>
      {ratioToUsual === null ? (
        <p className={styles["sub"]}>{t("wall.noUsual")}</p>
      ) : (
        <p className={styles["sub"]}>
          <b>{format.number(ratioToUsual, 1)}×</b> {t("wall.usual")}
        </p>
      )}
      {freshness.state === "fresh" && (
        <p className={styles["sub"]}>
          {counted === "stories"
            ? t("wall.inMentions", { count: mentions, shown: wallCount(mentions, format) })
            : t("wall.stories", { count: stories, shown: wallCount(stories, format) })}
        </p>
      )}
    </>
  );
}
