import type { ExportWhat } from "../../../contract/methods/exports.ts";
import type { SavedPlan } from "../../../contract/methods/saved-reports.ts";
import { Refusal } from "../../../contract/refusal.ts";
import type { Said } from "../../../contract/values.ts";
import { fileStem } from "../../../domain/reports/file-stem.ts";
import { waitAfter } from "../../../domain/reports/schedule.ts";
import { FolderTrouble } from "../../../ports/export-folder.ts";
import { runEngineAct } from "../../commands.ts";
import type { Parts } from "../../parts.ts";
import { listPeople } from "../../store/person.ts";
import { endRun, forgetRuns, keepFiles, postponeRun } from "../../store/report-run.ts";
import type { ReportRun, WrittenFormat } from "../../store/report-run.ts";
import type { StoredReport } from "../../store/saved-report.ts";
import type { WriteReport } from "./write-report.ts";

/** How long it is kept what became of a run, beside the event log. */
const keptMs = 90 * 86_400_000;

export type RunParts = Parts & { readonly write: WriteReport };

type Run = { readonly report: StoredReport; readonly run: ReportRun };

/**
 * Writes a run's files, one format after the other; each is kept when it is in its place, so that another try goes on from there.
 * What fails waits for its next try and says why.
 */
export async function writeRun(
  parts: RunParts,
  { report, run }: Run,
  { timeZone, signal }: { readonly timeZone: string; readonly signal: AbortSignal },
): Promise<void> {
  const { plan } = report;
  const stem = fileStem({ name: plan.name, period: run, buckets: bucketsOf(plan), timeZone });
  let files: readonly WrittenFormat[] = run.files;
  try {
    await requireLead(parts, report);
    for (const format of plan.formats.filter((one) => files.every((written) => written.format !== one))) {
      const what = whatOf(plan, run);
      const paths = await parts.write({
        what,
        format,
        folder: plan.folder,
        stem,
        signal,
        seesPeople: seesPeople(plan),
      });
      files = [...files, { format, paths }];
      const kept = files;
      await parts.store.write((trx) => keepFiles(trx, run.rowId, kept));
    }
  } catch (cause) {
    // The engine stops: the next start writes it.
    if (signal.aborted) return;
    const isKnown = cause instanceof FolderTrouble || cause instanceof Refusal || cause instanceof LeadGone;
    if (!isKnown) parts.log.error("report.write_failed", { report: report.id, error: String(cause) });
    await postpone(parts, { report, run }, whyOf(cause, plan.folder));
    return;
  }
  await finish(parts, { report, run: { ...run, files } });
}

async function finish(parts: RunParts, { report, run }: Run): Promise<void> {
  const paths = run.files.flatMap((written) => written.paths);
  const names = paths.map((path) => path.split(/[\\/]/).at(-1) ?? path).join(", ");
  const code = run.skipped > 0 ? "savedReports.wroteForAll" : "savedReports.wrote";
  const says: Said = { code, params: { files: names, count: run.skipped } };
  await runEngineAct(parts, { topics: ["reports", "status", "shift"] }, async (act) => {
    await endRun(act.trx, run.rowId, { state: "written", at: act.at, says });
    await forgetRuns(act.trx, report.rowId, act.at - keptMs);
    await act.record({
      kind: "report.written",
      subjectId: report.id,
      payload: { name: report.plan.name, files: names, skipped: run.skipped },
    });
  });
}

async function postpone(parts: RunParts, { report, run }: Run, says: Said): Promise<void> {
  await runEngineAct(parts, { topics: ["reports", "status", "shift"] }, async (act) => {
    await postponeRun(act.trx, run, { at: act.at, nextAt: act.at + waitAfter(run.tries + 1), says });
    await act.record({
      kind: "report.failed",
      subjectId: report.id,
      payload: { name: report.plan.name, folder: report.plan.folder, why: says.code, tries: run.tries + 1 },
    });
  });
}

/** Why a file could not be written, in words for people. */
export function whyOf(cause: unknown, folder: string): Said {
  if (cause instanceof FolderTrouble)
    return { code: `savedReports.trouble.${cause.code}`, params: { folder, detail: cause.message } };
  if (cause instanceof LeadGone) return { code: "savedReports.trouble.lead_gone", params: {} };
  if (cause instanceof Refusal) return { code: `refusal.${cause.code}`, params: { ...cause.params } };
  return { code: "savedReports.trouble.failed", params: { folder, detail: String(cause) } };
}

/** A shift log is always whole. */
function bucketsOf({ what, filters }: SavedPlan) {
  return what.of === "shift_log" ? [] : filters.buckets;
}

/** One person's figures are a lead's to see, also where a report goes on being written after its lead has left. */
async function requireLead({ store }: Parts, { plan, createdBy }: StoredReport): Promise<void> {
  if (!seesPeople(plan)) return;
  const person = (await listPeople(store.read)).find(({ rowId }) => rowId === createdBy);
  if (!person?.roles.includes("lead")) throw new LeadGone();
}

class LeadGone extends Error {}

/** Only leads save a report of a person. */
function seesPeople({ filters }: SavedPlan): boolean {
  return filters.personId !== null;
}

function whatOf({ what, filters }: SavedPlan, { from, to }: ReportRun): ExportWhat {
  if (what.of === "shift_log") return { of: "shift_log", from, to };
  return { ...filters, asOf: null, ...what, from, to };
}
