import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { classNames } from "../../ui/class-names.ts";
import { BucketsTile } from "./BucketsTile.tsx";
import { NetTile } from "./NetTile.tsx";
import { StoriesTile } from "./StoriesTile.tsx";
import { ageOfSources, type TileAge } from "./tile-age.ts";
import { VolumeTile } from "./VolumeTile.tsx";
import styles from "./wall.module.css";
import { ApprovalsTile, FeedsTile, HandoversTile } from "./WorkTiles.tsx";

export const pageCount = 3;

type PagesProps = { page: number; snapshot: WallSnapshot | null; now: number; isTight: boolean };

/** One page of the wall: the numbers of the feeds, what is talked about, or what the desk does. */
export function Page({ page, snapshot, now, isTight }: PagesProps) {
  // What comes from feeds ages with them; what the desk does is known at once.
  const fed = snapshot && ageOfSources(snapshot.freshness, now);
  const own: TileAge | null = snapshot && { state: "fresh", at: snapshot.asOf };
  if (page === 1)
    return (
      <div className={classNames(styles["page"], styles["two"])}>
        <StoriesTile stories={snapshot?.topStories ?? null} most={5} age={fed} />
        <BucketsTile byBucket={snapshot?.byBucket ?? null} age={fed} />
      </div>
    );
  if (page === 2)
    return (
      <div className={classNames(styles["page"], styles["three"])}>
        <FeedsTile snapshot={snapshot} age={own} />
        <ApprovalsTile snapshot={snapshot} age={own} />
        <HandoversTile snapshot={snapshot} age={own} />
      </div>
    );
  // The alarm takes the room of the lower row.
  const isShort = isTight || snapshot?.alarm != null;
  return (
    <div className={classNames(styles["page"], isShort ? styles["two"] : styles["four"])}>
      <VolumeTile volume={snapshot?.volume ?? null} alarmAt={snapshot?.alarm?.since ?? null} age={fed} />
      <NetTile net={snapshot?.net ?? null} age={fed} />
      {!isShort && (
        <>
          <StoriesTile stories={snapshot?.topStories ?? null} most={3} age={fed} />
          <FeedsTile snapshot={snapshot} age={own} isShort />
        </>
      )}
    </div>
  );
}
