import { seriesShapes } from "../alarms/alarm-shape.ts";
import type { AlarmRecord } from "../store/alarm.ts";
import { alarmsRaised } from "../store/report-alarm.ts";
import { chartOf, countPoints, plain, type ReportBody, tableOf } from "./body.ts";
import { byStep, type ReportFrame, untilNow } from "./frame.ts";

/** The alarms of the period, what was measured, and what became of them. A bucket or source has none of its own. */
export async function spikesReport(frame: ReportFrame): Promise<ReportBody> {
  const { db, scope } = frame;
  const alarms = await alarmsRaised(db, untilNow(scope));
  const shape = await seriesShapes(
    db,
    alarms.map(({ series }) => series),
  );
  const groups = byStep(frame, alarms, ({ raisedAt }) => raisedAt);
  const count = (isOf: (alarm: AlarmRecord) => boolean) =>
    countPoints(
      frame,
      groups.map((some) => some.filter(isOf).length),
    );
  const nameOf = ({ series }: AlarmRecord) => {
    const { kind, watch } = shape(series);
    return watch?.name ?? { code: `reports.row.series_${kind}`, params: {} };
  };
  return {
    charts: [
      chartOf(frame, {
        key: "alarms",
        unit: "count",
        series: [
          { key: "spike", points: count(({ kind }) => kind === "spike") },
          { key: "dip", points: count(({ kind }) => kind === "dip") },
        ],
        opens: null,
      }),
    ],
    tables: [
      tableOf(
        "alarms",
        columns,
        alarms.map((alarm) => ({ name: nameOf(alarm), cells: cellsOf(alarm, scope.asOf) })),
      ),
    ],
  };
}

const columns = [
  ["raised", null, { isInstant: true }],
  ["alarm", null, { words: "reports.alarm" }],
  ["measured", null],
  ["usual", null],
  ["ratio", "ratio"],
  ["window", "ms"],
  ["alarm_mentions", "count"],
  ["lasted", "ms"],
  ["outcome", null, { words: "reports.outcome" }],
] as const;

function cellsOf(alarm: AlarmRecord, asOf: number) {
  const { raisedAt, coordinated, kind, measure, mentions, endedAt, since } = alarm;
  return [
    plain(raisedAt),
    plain(coordinated ? "coordinated" : kind),
    plain(measure.count),
    plain(measure.usual),
    plain(measure.ratio),
    plain(measure.windowHours * 3_600_000),
    plain(mentions),
    plain(endedAt === null || endedAt > asOf ? null : endedAt - since),
    plain(outcomeOf(alarm, asOf)),
  ];
}

/** What people or time made of it by an instant. */
function outcomeOf({ dismissedAt, endedAt }: AlarmRecord, asOf: number): string {
  if (dismissedAt !== null && dismissedAt <= asOf) return "dismissed";
  return endedAt !== null && endedAt <= asOf ? "ended" : "running";
}
