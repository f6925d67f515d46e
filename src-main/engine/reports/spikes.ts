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
        [
          ["raised", null, { isInstant: true }],
          ["alarm", null, { words: "reports.alarm" }],
          ["measured", null],
          ["usual", null],
          ["ratio", "ratio"],
          ["window", "ms"],
          ["alarm_mentions", "count"],
          ["lasted", "ms"],
          ["outcome", null, { words: "reports.outcome" }],
        ],
        alarms.map((alarm) => ({
          name: nameOf(alarm),
          cells: [
            plain(alarm.raisedAt),
            plain(alarm.coordinated ? "coordinated" : alarm.kind),
            plain(alarm.measure.count),
            plain(alarm.measure.usual),
            plain(alarm.measure.ratio),
            plain(alarm.measure.windowHours * 3_600_000),
            plain(alarm.mentions),
            plain(alarm.endedAt === null || alarm.endedAt > scope.asOf ? null : alarm.endedAt - alarm.since),
            plain(outcomeOf(alarm, scope.asOf)),
          ],
        })),
      ),
    ],
  };
}

/** What people or time made of it by an instant. */
function outcomeOf({ dismissedAt, endedAt }: AlarmRecord, asOf: number): string {
  if (dismissedAt !== null && dismissedAt <= asOf) return "dismissed";
  return endedAt !== null && endedAt <= asOf ? "ended" : "running";
}
