import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Measure } from "./Measure.tsx";
import { Tile } from "./Tile.tsx";
import type { TileAge } from "./tile-age.ts";
import { VolumeChart } from "./VolumeChart.tsx";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

type VolumeTileProps = { volume: WallSnapshot["volume"] | null; alarmAt: number | null; age: TileAge | null };

/** How much is said now, against what is usual at this hour of the week; with the moment at which an alarm began. */
export function VolumeTile({ volume, alarmAt, age }: VolumeTileProps) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <Tile title={t(volume?.counted === "stories" ? "wall.storiesDay" : "wall.mentions")} age={age} isWide>
      <div className={styles["split"]}>
        <div className={styles["column"]}>
          <Measure className={styles["hero"]} text={wallCount(volume?.[volume.counted], format)} />
          <div>
            {volume && <Beside volume={volume} />}
            {age && age.state !== "fresh" && (
              <p className={styles["sub"]}>{t("wall.lateSources", { late: age.late, total: age.total })}</p>
            )}
          </div>
        </div>
        {volume && <VolumeChart volume={volume} alarmAt={alarmAt} />}
      </div>
    </Tile>
  );
}

function Beside({ volume: { counted, ratioToUsual, mentions, stories } }: { volume: WallSnapshot["volume"] }) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <>
      {ratioToUsual === null ? (
        <p className={styles["sub"]}>{t("wall.noUsual")}</p>
      ) : (
        <p className={styles["sub"]}>
          <b>{format.number(ratioToUsual, 1)}×</b> {t("wall.usual")}
        </p>
      )}
      <p className={styles["sub"]}>
        {counted === "stories"
          ? t("wall.inMentions", { count: mentions, shown: wallCount(mentions, format) })
          : t("wall.stories", { count: stories, shown: wallCount(stories, format) })}
      </p>
    </>
  );
}
