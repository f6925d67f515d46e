import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Tile } from "./Tile.tsx";
import type { TileAge } from "./tile-age.ts";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

const order = ["unsorted", "care", "pr", "analytics"] as const satisfies readonly Bucket[];

/** What became of the mentions of the day. */
export function BucketsTile({ byBucket, age }: { byBucket: WallSnapshot["byBucket"] | null; age: TileAge | null }) {
  const { t } = useWords();
  const format = useFormat();
  const most = Math.max(1, ...order.map((bucket) => byBucket?.[bucket] ?? 0));
  return (
    <Tile title={t("wall.byBucket")} age={age}>
      <dl className={styles["buckets"]}>
        {order.map((bucket) => (
          <div key={bucket}>
            <dt>{t(`bucket.${bucket}`)}</dt>
            <dd>{wallCount(byBucket?.[bucket], format)}</dd>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="4" className={styles["track"]} />
              <rect width={((byBucket?.[bucket] ?? 0) / most) * 100} height="4" className={styles["bar"]} />
            </svg>
          </div>
        ))}
      </dl>
    </Tile>
  );
}
