import type { SavedReport } from "../../../contract/methods/saved-reports.ts";
import type { Db } from "../../store/open.ts";
import { personRefs } from "../../store/person.ts";
import { lastWritten, waitingRuns } from "../../store/report-run.ts";
import type { ReportRun } from "../../store/report-run.ts";
import { listReports } from "../../store/saved-report.ts";

/** All saved reports with what became of them; `running` holds the rows of those that are written at this moment. */
export async function viewReports(db: Db, running: ReadonlySet<number>): Promise<SavedReport[]> {
  const reports = await listReports(db);
  const waiting = Map.groupBy(await waitingRuns(db), ({ reportRowId }) => reportRowId);
  const people = await personRefs(
    db,
    reports.flatMap(({ createdBy }) => createdBy ?? []),
  );
  const views: SavedReport[] = [];
  for (const { rowId, id, version, plan, createdBy, dueAt } of reports) {
    const last = await lastWritten(db, rowId);
    views.push({
      ...plan,
      ...{ id, version },
      createdBy: (createdBy === null ? null : people.get(createdBy)) ?? null,
      nextAt: dueAt,
      last: last?.endedAt && last.says ? { at: last.endedAt, says: last.says, files: pathsOf(last) } : null,
      isRunning: running.has(rowId),
      trouble: troubleOf(waiting.get(rowId) ?? []),
    });
  }
  return views;
}

function pathsOf({ files }: ReportRun): string[] {
  return files.flatMap(({ paths }) => paths);
}

function troubleOf(runs: readonly ReportRun[]): SavedReport["trouble"] {
  const failed = runs.filter(({ tries }) => tries > 0);
  const newest = failed.at(-1);
  if (!newest?.says) return null;
  return {
    says: newest.says,
    since: Math.min(...failed.map(({ failedAt, plannedAt }) => failedAt ?? plannedAt)),
    waiting: failed.length,
    nextTryAt: Math.min(...failed.map(({ nextAt, plannedAt }) => nextAt ?? plannedAt)),
  };
}
