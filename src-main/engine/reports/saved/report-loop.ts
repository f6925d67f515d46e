import type { Topic } from "../../../contract/changes.ts";
import { createDueLoop } from "../../due-loop.ts";
import { runEngineAct } from "../../commands.ts";
import { dueRuns, endRun, nextReportMoment, waitingRuns } from "../../store/report-run.ts";
import type { ReportRun } from "../../store/report-run.ts";
import { listReports } from "../../store/saved-report.ts";
import type { StoredReport } from "../../store/saved-report.ts";
import { readSettings } from "../../store/setting.ts";
import { planRuns } from "./plan-runs.ts";
import { writeRun } from "./write-run.ts";
import type { RunParts } from "./write-run.ts";

/** As many runs of one report may wait for a folder to come back; the oldest beyond them are given up, and the log says so. */
export const mostWaiting = 40;

export type ReportLoop = {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly drain: () => Promise<void>;
  readonly nudge: () => void;
  readonly onChange: (topics: readonly Topic[]) => void;
  /** Rows of the reports that are written at this moment. */
  readonly running: ReadonlySet<number>;
};

/** Writes saved reports when their time has come, with or without a window, and tries again what could not be written. */
export function createReportLoop(parts: RunParts): ReportLoop {
  const running = new Set<number>();
  let stopping = new AbortController();
  const round = async (isStopped: () => boolean): Promise<void> => {
    if (await planRuns(parts)) parts.changed("reports");
    await giveUpOldest(parts);
    const { timeZone } = (await readSettings(parts.store.read)).settings.calendar;
    const reports = new Map((await listReports(parts.store.read)).map((report) => [report.rowId, report]));
    for (const run of await dueRuns(parts.store.read, parts.clock.now())) {
      const report = reports.get(run.reportRowId);
      if (!report || isStopped()) continue;
      running.add(report.rowId);
      parts.changed("reports");
      try {
        await writeRun(parts, { report, run }, { timeZone, signal: stopping.signal });
      } finally {
        running.delete(report.rowId);
        parts.changed("reports");
      }
    }
  };
  const loop = createDueLoop(parts, {
    broke: "report.round_failed",
    round,
    untilDue: async () => ((await nextReportMoment(parts.store.read)) ?? Infinity) - parts.clock.now(),
  });
  return {
    ...loop,
    running,
    start: () => {
      stopping = new AbortController();
      loop.start();
    },
    stop: async () => {
      stopping.abort(new Error("The engine stops"));
      await loop.stop();
    },
    onChange: (topics) => {
      // A shift may have closed, the time zone may be another one.
      if (topics.includes("shift") || topics.includes("settings")) loop.nudge();
    },
  };
}

async function giveUpOldest(parts: RunParts): Promise<void> {
  const byReport = Map.groupBy(await waitingRuns(parts.store.read), ({ reportRowId }) => reportRowId);
  const tooMany = [...byReport.values()].flatMap((runs) => runs.slice(0, Math.max(0, runs.length - mostWaiting)));
  if (tooMany.length === 0) return;
  const reports = new Map((await listReports(parts.store.read)).map((report) => [report.rowId, report]));
  await runEngineAct(parts, { topics: ["reports", "shift"] }, async (act) => {
    for (const run of tooMany) {
      await endRun(act.trx, run.rowId, { state: "given_up", at: act.at, says: run.says });
      const report = reports.get(run.reportRowId);
      if (report) await act.record({ kind: "report.given_up", subjectId: report.id, payload: gaveUp(report, run) });
    }
  });
}

function gaveUp({ plan }: StoredReport, { tries, plannedAt }: ReportRun) {
  return { name: plan.name, tries, plannedAt };
}
