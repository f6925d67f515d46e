import type { ExportFolder } from "../../../ports/export-folder.ts";
import { runCommand } from "../../commands.ts";
import type { Handlers } from "../../handlers.ts";
import type { Parts } from "../../parts.ts";
import { createReportLoop } from "./report-loop.ts";
import type { ReportLoop } from "./report-loop.ts";
import { beginRun, checkPlan, removeReport, restoreReport, saveReport } from "./save-report.ts";
import { viewReports } from "./view-report.ts";
import type { WriteReport } from "./write-report.ts";

type SavedReportMethod = Extract<keyof Handlers, `savedReports.${string}`>;

export type SavedReports = Omit<ReportLoop, "running"> & { readonly handlers: Handlers<SavedReportMethod> };

/** Reports that are kept, and written into folders by themselves. */
export function createSavedReports(
  parts: Parts & { readonly exportFolder: Pick<ExportFolder, "begin">; readonly write: WriteReport },
): SavedReports {
  const { running, ...loop } = createReportLoop(parts);
  const run = async <Result>(
    command: Parameters<typeof runCommand<Result>>[1],
    work: Parameters<typeof runCommand<Result>>[2],
  ): Promise<Result> => {
    const answer = await runCommand(parts, command, work);
    loop.nudge();
    return answer;
  };
  const topics = ["reports", "status"] as const;
  return {
    ...loop,
    handlers: {
      "savedReports.list": () => viewReports(parts.store.read, running),
      "savedReports.save": async ({ commandId, id, version, ...plan }, call) => {
        await checkPlan(parts.exportFolder, plan, call);
        const command = { call, method: "savedReports.save", commandId, topics };
        return run(command, (act) => saveReport(act, { call, id, version, plan }));
      },
      "savedReports.remove": ({ commandId, report }, call) =>
        run({ call, method: "savedReports.remove", commandId, topics }, async (act) => {
          await removeReport(act, report);
          return { id: report.id };
        }),
      "savedReports.restore": ({ commandId, id }, call) =>
        run({ call, method: "savedReports.restore", commandId, topics }, async (act) => {
          await restoreReport(act, id);
          return { id };
        }),
      "savedReports.runNow": ({ commandId, id }, call) =>
        run({ call, method: "savedReports.runNow", commandId, topics }, async (act) => {
          await beginRun(act, id);
          return { id };
        }),
    },
  };
}
