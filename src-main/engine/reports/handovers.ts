import { completedWithinMs, privateRate } from "../../domain/private-path/rate.ts";
import { percentOf } from "../../domain/kpi/statistics.ts";
import { complaintPaths, type ComplaintPath } from "../store/report-handover.ts";
import { chartOf, countPoints, opening, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import { byStep, type ReportFrame, untilNow } from "./frame.ts";

/** The way of complaints from the public into private: how many were invited, reached within 48 hours, and solved. */
export async function handoversReport(frame: ReportFrame): Promise<ReportBody> {
  const { db, scope } = frame;
  const read = await complaintPaths(db, { ...untilNow(scope), filter: scope.filter });
  const paths = read.map((path) => asSeenAt(path, scope.asOf));
  const groups = byStep(frame, paths, ({ queuedAt }) => queuedAt);
  const rates = groups.map((group) => rateOf(group, scope.asOf));
  const all = rateOf(paths, scope.asOf);
  const solved = paths.filter(({ solvedAt }) => solvedAt !== null).length;
  const declined = paths.filter(({ declinedAt }) => declinedAt !== null).length;
  const step = (key: string, count: number, open: ReturnType<typeof opening>) => ({
    name: rowWord(key),
    cells: [open, plain(percentOf(count, all.complaints)), plain(percentOf(count, all.invited))],
  });
  return {
    charts: [
      chartOf(frame, {
        key: "handovers",
        unit: "count",
        series: [
          {
            key: "invited",
            points: countPoints(
              frame,
              rates.map(({ invited }) => invited),
            ),
            opens: { kpi: "private_invited", part: "invited", scope: {} },
          },
          {
            key: "reached",
            points: countPoints(
              frame,
              rates.map(({ completed }) => completed),
            ),
            opens: { kpi: "private_completed", part: "completed", scope: {} },
          },
        ],
        opens: { kpi: "private_invited", part: null },
      }),
      chartOf(frame, {
        key: "reached",
        unit: "percent",
        series: [
          {
            key: "reached",
            points: rates.map((rate) => ({ value: rate.completedPercent, n: rate.completed + rate.missed })),
          },
        ],
        opens: { kpi: "private_completed", part: null },
      }),
    ],
    tables: [
      tableOf(
        "handovers",
        [
          ["count", "count"],
          ["of_complaints", "percent"],
          ["of_invited", "percent"],
        ],
        [
          step("complaints", all.complaints, opening(all.complaints, "private_invited")),
          step("invited", all.invited, opening(all.invited, "private_invited", "invited")),
          step("reached", all.completed, opening(all.completed, "private_completed", "completed")),
          step("not_reached", all.missed, opening(all.missed, "private_completed", "missed")),
          step("declined", declined, plain(declined)),
          step("solved", solved, plain(solved)),
        ],
      ),
      tableOf(
        "reached",
        [
          ["share", "percent"],
          ["judged", "count"],
        ],
        [
          {
            name: { code: "reports.row.within_hours", params: { hours: completedWithinMs / 3_600_000 } },
            cells: [
              opening(all.completedPercent, "private_completed"),
              opening(all.completed + all.missed, "private_completed"),
            ],
          },
        ],
      ),
    ],
  };
}

/** What happened later has not happened yet. */
function asSeenAt(path: ComplaintPath, asOf: number): ComplaintPath {
  const seen = (at: number | null) => (at !== null && at <= asOf ? at : null);
  return {
    queuedAt: path.queuedAt,
    invitedAt: seen(path.invitedAt),
    confirmedAt: seen(path.confirmedAt),
    solvedAt: seen(path.solvedAt),
    declinedAt: seen(path.declinedAt),
  };
}

function rateOf(paths: readonly ComplaintPath[], asOf: number) {
  const invited = paths.flatMap(({ invitedAt, confirmedAt }) =>
    invitedAt === null ? [] : [{ invitedAt, confirmedAt }],
  );
  return privateRate(invited, { complaints: paths.length, asOf });
}
