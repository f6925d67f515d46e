import { isAbsolute } from "node:path";
import type { SavedPlan } from "../../../contract/methods/saved-reports.ts";
import { Refusal } from "../../../contract/refusal.ts";
import type { Versioned } from "../../../contract/values.ts";
import { type ExportFolder, FolderTrouble } from "../../../ports/export-folder.ts";
import type { Act } from "../../commands.ts";
import type { Call } from "../../handlers.ts";
import { dropRuns, hurryRuns, insertRun } from "../../store/report-run.ts";
import { newestShift } from "../../store/report-shift.ts";
import { changeReport, insertReport, listReports, mostReports, reportById } from "../../store/saved-report.ts";
import type { StoredReport } from "../../store/saved-report.ts";
import { readSettings } from "../../store/setting.ts";
import { periodOf } from "../../../domain/reports/schedule.ts";
import { timesOf } from "./plan-runs.ts";

/** What can be known of a plan before anything is stored. Refusals: not-allowed, period-needs-shift, folder-not-absolute, folder-missing, folder-not-writable. */
export async function checkPlan(folder: Pick<ExportFolder, "begin">, plan: SavedPlan, call: Call): Promise<void> {
  const isLead = call.person?.roles.includes("lead") ?? false;
  if (plan.filters.personId !== null && !isLead) throw new Refusal("not-allowed");
  const followsClock = plan.schedule.kind === "daily" || plan.schedule.kind === "weekly";
  if (plan.period === "this_shift" && followsClock) throw new Refusal("period-needs-shift");
  if (!isAbsolute(plan.folder)) throw new Refusal("folder-not-absolute", { folder: plan.folder });
  try {
    const probe = await folder.begin(plan.folder, "watchroom.txt");
    await probe.write(" ");
    await probe.abandon();
  } catch (cause) {
    if (!(cause instanceof FolderTrouble)) throw cause;
    if (cause.code === "missing") throw new Refusal("folder-missing", { folder: plan.folder }, { cause });
    throw new Refusal("folder-not-writable", { folder: plan.folder, why: cause.message }, { cause });
  }
}

/** Saves a checked plan, new or changed; what waited under an old one is tried anew. Refusals: not-found, stale, name-taken, too-many. */
export async function saveReport(
  act: Act,
  {
    call,
    id,
    version,
    plan,
  }: { readonly call: Call; readonly id: string | null; readonly version: number; readonly plan: SavedPlan },
): Promise<Versioned> {
  const known = id === null ? null : await takeReport(act, { id, version });
  await requireRoom(act, plan.name, known?.id ?? null);
  const times = timesOf(plan, act.at, await timeZoneOf(act));
  const saved = { id: known?.id ?? act.newId(), version: (known?.version ?? 0) + 1 };
  if (known) {
    await changeReport(act.trx, known, { ...times, plan, removedAt: null, createdBy: call.person?.rowId ?? null });
    await hurryRuns(act.trx, known.rowId, act.at);
  } else {
    await insertReport(act.trx, { ...times, id: saved.id, plan, createdBy: call.person?.rowId ?? null, at: act.at });
  }
  await act.record({
    kind: "report.saved",
    subjectId: saved.id,
    payload: {
      name: plan.name,
      folder: plan.folder,
      schedule: plan.schedule.kind,
      formats: plan.formats,
      what: plan.what,
    },
  });
  return saved;
}

/** Refusals: not-found, stale. */
export async function removeReport(act: Act, report: Versioned): Promise<void> {
  const known = await takeReport(act, report);
  await changeReport(act.trx, known, { dueAt: null, shiftsUntil: null, plan: known.plan, removedAt: act.at });
  await dropRuns(act.trx, known.rowId, act.at);
  await act.record({ kind: "report.removed", subjectId: known.id, payload: { name: known.plan.name } });
}

/** Refusals: not-found, name-taken, too-many. */
export async function restoreReport(act: Act, id: string): Promise<void> {
  const known = await reportById(act.trx, id);
  if (!known) throw new Refusal("not-found", { what: "report" });
  if (!known.isRemoved) return;
  await requireRoom(act, known.plan.name, id);
  const times = timesOf(known.plan, act.at, await timeZoneOf(act));
  await changeReport(act.trx, known, { ...times, plan: known.plan, removedAt: null });
  await act.record({ kind: "report.restored", subjectId: id, payload: { name: known.plan.name } });
}

/** Plans a run for the period as seen now; what waited is tried too. Refusals: not-found, no-shift. */
export async function beginRun(act: Act, id: string): Promise<void> {
  const known = await reportById(act.trx, id);
  if (!known || known.isRemoved) throw new Refusal("not-found", { what: "report" });
  const { period } = known.plan;
  const shift = period === "this_shift" ? await newestShift(act.trx, act.at) : null;
  if (period === "this_shift" && !shift) throw new Refusal("no-shift");
  const stretch = period === "this_shift" ? shift : periodOf(period, act.at, await timeZoneOf(act));
  if (!stretch) return;
  await insertRun(act.trx, { reportRowId: known.rowId, plannedAt: act.at, ...stretch, skipped: 0, nextAt: act.at });
  await hurryRuns(act.trx, known.rowId, act.at);
}

async function takeReport(act: Act, { id, version }: Versioned): Promise<StoredReport> {
  const known = await reportById(act.trx, id);
  if (!known || known.isRemoved) throw new Refusal("not-found", { what: "report" });
  if (known.version !== version) throw new Refusal("stale", { ids: id, count: 1 });
  return known;
}

async function requireRoom(act: Act, name: string, own: string | null): Promise<void> {
  const others = (await listReports(act.trx)).filter(({ id }) => id !== own);
  if (others.length >= mostReports) throw new Refusal("too-many", { most: mostReports });
  if (others.some(({ plan }) => plan.name.toLowerCase() === name.toLowerCase()))
    throw new Refusal("name-taken", { name });
}

async function timeZoneOf(act: Act): Promise<string> {
  return (await readSettings(act.trx)).settings.calendar.timeZone;
}
