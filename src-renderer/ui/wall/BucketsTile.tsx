import type { Bucket } from "../../../src-main/contract/values.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Bars } from "./Bars.tsx";
import { dayScope } from "./links.ts";
import { Tile } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";
import { wallCount } from "./wall-numbers.ts";

const order = ["unsorted", "care", "pr", "analytics"] as const satisfies readonly Bucket[];

/** What became of the mentions of the day. */
export function BucketsTile({ snapshot, age, cell, fit }: TileProps) {
  const { t } = useWords();
  const format = useFormat();
  const counts = snapshot?.byBucket ?? null;
  return (
    <Tile title={t("wall.byBucket")} age={age}>
      <Bars
        cell={cell}
        fit={fit}
        rows={order.map((bucket) => ({
          name: t(`bucket.${bucket}`),
          shown: wallCount(counts?.[bucket], format),
          size: counts?.[bucket] ?? 0,
          link: snapshot && { kpi: "volume", scope: { ...dayScope(snapshot), counted: "mentions", buckets: [bucket] } },
        }))}
      />
    </Tile>
  );
}
