import { netOf, sumOf } from "./cell-sums.ts";
import { buckets, type Bucket } from "../../contract/values.ts";
import { slotMs } from "../store/slot.ts";
import { slotsOf, type VolumeCell, volumeCells } from "../store/kpi-volume.ts";
import { chartOf, countPoints, opening, type ReportBody, rowWord, tableOf } from "./body.ts";
import type { Cell } from "./body.ts";
import { byStep, type ReportFrame, untilNow } from "./frame.ts";

type Counted = "mentions" | "stories";

/** How much came in, in which buckets, and how it sounded. */
export async function volumeReport(frame: ReportFrame): Promise<ReportBody> {
  const { counted } = frame.scope;
  const parts = await cellsOfBuckets(frame);
  const all = byStep(frame, [...parts.values()].flat(), ({ slot }) => slot * slotMs);
  const series = (key: Counted) => ({
    key,
    points: countPoints(
      frame,
      all.map((cells) => sumOf(cells, key)),
    ),
  });
  const bucketSeries = [...parts].map(([bucket, cells]) => {
    const counts = byStep(frame, cells, ({ slot }) => slot * slotMs).map((some) => sumOf(some, counted));
    const opens = { kpi: "volume" as const, part: counted, scope: { buckets: [bucket] } };
    return { key: bucket, points: countPoints(frame, counts), opens };
  });
  const net = all.map((cells) => netOf(cells, counted));
  /** An edge of the 95 % band, within what a share of a hundred can be. */
  const edge = (sign: -1 | 1) =>
    net.map(({ value, band, n }) => ({
      value: value === null || band === null ? null : Math.max(-100, Math.min(100, value + sign * band)),
      n,
    }));
  return {
    charts: [
      chartOf(frame, {
        key: "volume",
        unit: "count",
        series: [
          { ...series("mentions"), opens: { kpi: "volume", part: "mentions", scope: {} } },
          { ...series("stories"), opens: { kpi: "volume", part: "stories", scope: {} } },
        ],
        opens: { kpi: "volume", part: null },
      }),
      chartOf(frame, {
        key: "net",
        unit: "points",
        series: [
          { key: "net", points: net.map(({ value, n }) => ({ value, n })) },
          { key: "low", points: edge(-1) },
          { key: "high", points: edge(1) },
        ],
        opens: { kpi: "net_sentiment", part: null },
      }),
      chartOf(frame, { key: "buckets", unit: "count", series: bucketSeries, opens: { kpi: "volume", part: null } }),
    ],
    tables: [bucketTable(parts, counted)],
  };
}

/** What was counted in each bucket of the scope; a bucket is asked for by itself, so that the sums are those of the figures. */
async function cellsOfBuckets({ db, scope }: ReportFrame): Promise<ReadonlyMap<Bucket, readonly VolumeCell[]>> {
  // A mention is nobody's in particular.
  if (scope.filter.personRowId !== null) return new Map();
  const wanted = buckets.filter((bucket) => scope.filter.buckets.length === 0 || scope.filter.buckets.includes(bucket));
  const cells = new Map<Bucket, readonly VolumeCell[]>();
  for (const bucket of wanted)
    cells.set(bucket, await volumeCells(db, slotsOf(untilNow(scope)), { ...scope.filter, buckets: [bucket] }));
  return cells;
}

function bucketTable(parts: ReadonlyMap<Bucket, readonly VolumeCell[]>, counted: Counted) {
  const row = (cells: readonly VolumeCell[], scope: { buckets?: Bucket[] }): Cell[] => {
    const net = netOf(cells, counted);
    const [mentions, stories] = [sumOf(cells, "mentions"), sumOf(cells, "stories")];
    return [
      opening(mentions, "volume", "mentions", scope),
      opening(stories, "volume", "stories", scope),
      opening(stories === 0 ? null : mentions / stories, "syndication", null, scope),
      opening(net.value, "net_sentiment", null, scope),
      opening(net.n, "net_sentiment", null, scope),
      opening(net.unsure, "net_sentiment", "unsure", scope),
    ];
  };
  return tableOf(
    "buckets",
    [
      ["mentions", "count"],
      ["stories", "count"],
      ["syndication", "ratio"],
      ["net", "points"],
      ["sure", "count"],
      ["unsure", "count"],
    ],
    [
      ...[...parts].map(([bucket, cells]) => ({
        name: { code: `bucket.${bucket}`, params: {} },
        cells: row(cells, { buckets: [bucket] }),
      })),
      { name: rowWord("total"), cells: row([...parts.values()].flat(), {}) },
    ],
  );
}
