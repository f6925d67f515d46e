import type { KpiScope } from "../../contract/methods/kpis.ts";
import type { Report, ReportName, ReportStep } from "../../contract/methods/reports.ts";
import { chooseStep } from "../../domain/reports/steps.ts";
import { readCohort } from "../kpis/cohort.ts";
import { type Asking, readBasis, readyScope } from "../kpis/scope.ts";
import type { Db } from "../store/open.ts";
import type { ReportBody } from "./body.ts";
import { approvalsReport } from "./approvals.ts";
import { makeFrame, type ReportFrame } from "./frame.ts";
import { handoversReport } from "./handovers.ts";
import { scriptsReport } from "./scripts.ts";
import { serviceReport } from "./service.ts";
import { sourcesReport } from "./sources.ts";
import { spikesReport } from "./spikes.ts";
import { voiceReport } from "./voice.ts";
import { volumeReport } from "./volume.ts";

const makers: Readonly<Record<ReportName, (frame: ReportFrame) => Promise<ReportBody>>> = {
  service: serviceReport,
  volume: volumeReport,
  sources: sourcesReport,
  scripts: scriptsReport,
  approvals: approvalsReport,
  handovers: handoversReport,
  spikes: spikesReport,
  voice: voiceReport,
};

export type AskedReport = KpiScope & { readonly report: ReportName; readonly step: ReportStep | null };

/** One report over a period, from one handle: a file is made of one moment. Refusals: bad-period, not-allowed, not-found. */
export async function readReport(
  db: Db,
  { report, step: asked, ...scope }: AskedReport,
  { seesPeople, ...asking }: Asking & { readonly seesPeople: boolean },
): Promise<Report> {
  const ready = await readyScope(db, scope, asking);
  const step = chooseStep(asked, scope);
  const judged = await readCohort(db, ready);
  const frame = await makeFrame({ db, now: asking.now, scope: ready, step, judged, seesPeople });
  const excluded = judged.filter((one) => one.class === "excluded").length;
  return { report, step, basis: await readBasis(db, ready, excluded), ...(await makers[report](frame)) };
}
