import { percentOf } from "../../domain/kpi/statistics.ts";
import { completedWithinMs } from "../../domain/private-path/rate.ts";
import { type Complaint, complaintsOf } from "../kpis/private.ts";
import { type PrivateEnd, privateEnds } from "../store/report-private.ts";
import { type Cell, chartOf, countPoints, opening, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import { byStep, type ReportFrame } from "./frame.ts";

type Ended = Complaint & { readonly isSolved: boolean; readonly isDeclined: boolean };

/** The way of complaints from the public into private: how many were invited, reached within 48 hours, and solved. */
export async function handoversReport(frame: ReportFrame): Promise<ReportBody> {
  const complaints = await endedComplaints(frame);
  const groups = byStep(frame, complaints, ({ judged: { cycle } }) => cycle.queuedAt);
  const counts = (countOf: (some: readonly Ended[]) => number) => countPoints(frame, groups.map(countOf));
  return {
    charts: [
      chartOf(frame, {
        key: "handovers",
        unit: "count",
        series: [
          { key: "invited", points: counts(invitedOf), opens: { kpi: "private_invited", part: "invited", scope: {} } },
          {
            key: "reached",
            points: counts((some) => stageOf(some, "completed")),
            opens: { kpi: "private_completed", part: "completed", scope: {} },
          },
        ],
        opens: { kpi: "private_invited", part: null },
      }),
      chartOf(frame, {
        key: "reached",
        unit: "percent",
        series: [{ key: "reached", points: groups.map(reachedOf) }],
        opens: { kpi: "private_completed", part: null },
      }),
    ],
    tables: [funnel(complaints), reachedTable(complaints)],
  };
}

async function endedComplaints({ db, scope, judged }: ReportFrame): Promise<readonly Ended[]> {
  const complaints = await complaintsOf(db, scope, { cohort: judged, kpi: "private_invited", part: null });
  const ends = new Map((await privateEnds(db, { from: scope.from, to: scope.asOf })).map((end) => [keyOf(end), end]));
  const isBy = (at: number | null | undefined) => at !== null && at !== undefined && at <= scope.asOf;
  return complaints.map((complaint) => {
    const end = ends.get(keyOf(complaint.judged.cycle));
    return { ...complaint, isSolved: isBy(end?.solvedAt), isDeclined: isBy(end?.declinedAt) };
  });
}

function keyOf({ caseRowId, cycle }: Pick<PrivateEnd, "caseRowId" | "cycle">): string {
  return `${caseRowId} ${cycle}`;
}

function stageOf(some: readonly Ended[], stage: Complaint["stage"]): number {
  return some.filter((one) => one.stage === stage).length;
}

function invitedOf(some: readonly Ended[]): number {
  return some.length - stageOf(some, "not_invited");
}

/** An invitation that can still be followed in time says nothing yet. */
function reachedOf(some: readonly Ended[]): { readonly value: number | null; readonly n: number } {
  const n = stageOf(some, "completed") + stageOf(some, "missed");
  return { value: percentOf(stageOf(some, "completed"), n), n };
}

function funnel(all: readonly Ended[]) {
  const invited = invitedOf(all);
  const row = (key: string, count: number, cell: Cell) => ({
    name: rowWord(key),
    cells: [cell, plain(percentOf(count, all.length)), plain(percentOf(count, invited))],
  });
  const [completed, missed] = [stageOf(all, "completed"), stageOf(all, "missed")];
  const solved = all.filter(({ isSolved }) => isSolved).length;
  const declined = all.filter(({ isDeclined }) => isDeclined).length;
  return tableOf(
    "handovers",
    [
      ["count", "count"],
      ["of_complaints", "percent"],
      ["of_invited", "percent"],
    ],
    [
      { name: rowWord("complaints"), cells: [opening(all.length, "private_invited"), plain(null), plain(null)] },
      row("invited", invited, opening(invited, "private_invited", "invited")),
      row("reached", completed, opening(completed, "private_completed", "completed")),
      row("not_reached", missed, opening(missed, "private_completed", "missed")),
      row("declined", declined, plain(declined)),
      row("solved", solved, plain(solved)),
    ],
  );
}

function reachedTable(all: readonly Ended[]) {
  const { value, n } = reachedOf(all);
  return tableOf(
    "reached",
    [
      ["share", "percent"],
      ["judged", "count"],
    ],
    [
      {
        name: { code: "reports.row.within_hours", params: { hours: completedWithinMs / 3_600_000 } },
        cells: [opening(value, "private_completed"), opening(n, "private_completed")],
      },
    ],
  );
}
