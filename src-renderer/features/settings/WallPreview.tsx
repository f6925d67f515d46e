import { useNow } from "../../lib/now.ts";
import { TimeZoneContext } from "../../lib/use-format.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { Card } from "../../ui/Card.tsx";
import { Board } from "../../ui/wall/Board.tsx";
import { fitWall, shapeAspects } from "../../ui/wall/geometry.ts";
import { roomOf, type WallDraft } from "./wall-draft.ts";
import styles from "./WallPreview.module.css";

/** Pixels of the longer edge. */
const LONGEST = 640;

/** A page of the wall as it will be, small, with the numbers of now. Names stay as they were saved. */
export function WallPreview({ wall, page }: { wall: WallDraft; page: number }) {
  const { t } = useWords();
  const now = useNow(1000);
  const { data, dataUpdatedAt } = useEngine("wallboard.snapshot", { wall: wall.id });
  const room = roomOf(wall);
  if (!room) return null;
  const aspect = shapeAspects[room.shape];
  const width = aspect >= 1 ? LONGEST : LONGEST * aspect;
  const height = width / aspect;
  return (
    <Card title={t("settings.wall.preview", { n: page + 1 })} help={t("settings.wall.previewHelp")}>
      <TimeZoneContext value={data?.timeZone}>
        <div
          inert
          data-surface="wall"
          className={styles["preview"]}
          style={{ width, height, ["--wall-unit" as string]: `${height / 100}px` }}
        >
          <Board
            tiles={room.pages[page] ?? []}
            fit={fitWall(room, { aspect })}
            snapshot={data ?? null}
            now={data ? data.asOf + Math.max(0, now - dataUpdatedAt) : now}
          />
        </div>
      </TimeZoneContext>
    </Card>
  );
}
