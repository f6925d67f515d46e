import type { ExportFormat } from "../../contract/methods/exports.ts";
import type { Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** Files of one format that are in their place. */
export type WrittenFormat = { readonly format: ExportFormat; readonly paths: readonly string[] };

/** One time that a report fell due. Times in ms. */
export type ReportRun = {
  readonly rowId: number;
  readonly reportRowId: number;
  readonly plannedAt: number;
  readonly from: number;
  readonly to: number;
  readonly skipped: number;
  readonly tries: number;
  readonly nextAt: number | null;
  /** When it failed first; null = it has not. */
  readonly failedAt: number | null;
  readonly says: Said | null;
  readonly files: readonly WrittenFormat[];
  readonly endedAt: number | null;
};

function runQuery(db: Db) {
  return db.selectFrom("report_run").selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof runQuery>["execute"]>>[number];

function toRun(row: Row): ReportRun {
  return {
    rowId: row.id,
    reportRowId: row.report_id,
    plannedAt: row.planned_at,
    from: row.from_at,
    to: row.to_at,
    skipped: row.skipped,
    tries: row.tries,
    nextAt: row.next_at,
    failedAt: row.failed_at,
    // Both written by this file only.
    says: row.says === null ? null : (JSON.parse(row.says) as Said),
    files: JSON.parse(row.files) as ReportRun["files"],
    endedAt: row.ended_at,
  };
}

export async function insertRun(
  trx: Trx,
  run: Pick<ReportRun, "reportRowId" | "plannedAt" | "from" | "to" | "skipped"> & { readonly nextAt: number },
): Promise<void> {
  await trx
    .insertInto("report_run")
    .values({
      report_id: run.reportRowId,
      planned_at: run.plannedAt,
      from_at: run.from,
      to_at: run.to,
      skipped: run.skipped,
      state: "waiting",
      next_at: run.nextAt,
      failed_at: null,
      says: null,
      ended_at: null,
    })
    .execute();
}

/** Runs that are to be tried by an instant, in the order of their turns. */
export async function dueRuns(db: Db, now: number): Promise<readonly ReportRun[]> {
  const rows = await runQuery(db)
    .where("state", "=", "waiting")
    .where("next_at", "<=", now)
    .orderBy("planned_at")
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map(toRun);
}

/** The runs that wait, oldest first. */
export async function waitingRuns(db: Db): Promise<readonly ReportRun[]> {
  const rows = await runQuery(db)
    .where("state", "=", "waiting")
    .orderBy("planned_at")
    .orderBy("id")
    .limit(10_000)
    .execute();
  return rows.map(toRun);
}

/** The last run of a report that was written; null without one. */
export async function lastWritten(db: Db, reportRowId: number): Promise<ReportRun | null> {
  const row = await runQuery(db)
    .where("report_id", "=", reportRowId)
    .where("state", "=", "written")
    .orderBy("ended_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/** How many reports have a run that failed and waits for its next try. */
export async function failingReports(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom("report_run")
    .select((eb) => eb.fn.count<number>("report_id").distinct().as("n"))
    .where("state", "=", "waiting")
    .where("tries", ">", 0)
    .executeTakeFirstOrThrow();
  return n;
}

/** Keeps what is in its place already, so that another try does not write it twice. */
export async function keepFiles(trx: Trx, rowId: number, files: readonly WrittenFormat[]): Promise<void> {
  await trx
    .updateTable("report_run")
    .set({ files: JSON.stringify(files) })
    .where("id", "=", rowId)
    .execute();
}

export async function postponeRun(
  trx: Trx,
  { rowId, tries, failedAt }: ReportRun,
  failed: { readonly at: number; readonly nextAt: number; readonly says: Said },
): Promise<void> {
  await trx
    .updateTable("report_run")
    .set({
      tries: tries + 1,
      next_at: failed.nextAt,
      failed_at: failedAt ?? failed.at,
      says: JSON.stringify(failed.says),
    })
    .where("id", "=", rowId)
    .execute();
}

export async function endRun(
  trx: Trx,
  rowId: number,
  ended: { readonly state: "written" | "given_up"; readonly at: number; readonly says: Said | null },
): Promise<void> {
  await trx
    .updateTable("report_run")
    .set({ state: ended.state, next_at: null, ended_at: ended.at, says: ended.says && JSON.stringify(ended.says) })
    .where("id", "=", rowId)
    .execute();
}

/** Lets the waiting runs of a report be tried at once. */
export async function hurryRuns(trx: Trx, reportRowId: number, at: number): Promise<void> {
  await trx
    .updateTable("report_run")
    .set({ next_at: at })
    .where("report_id", "=", reportRowId)
    .where("state", "=", "waiting")
    .execute();
}

/** The report was taken away: nobody waits for its runs. */
export async function dropRuns(trx: Trx, reportRowId: number, at: number): Promise<void> {
  await trx
    .updateTable("report_run")
    .set({ state: "given_up", next_at: null, ended_at: at })
    .where("report_id", "=", reportRowId)
    .where("state", "=", "waiting")
    .execute();
}

/** When the next waiting run is to be tried, or the next report falls due; null without one. */
export async function nextReportMoment(db: Db): Promise<number | null> {
  const run = await db
    .selectFrom("report_run")
    .select("next_at")
    .where("state", "=", "waiting")
    .orderBy("next_at")
    .limit(1)
    .executeTakeFirst();
  const report = await db
    .selectFrom("saved_report")
    .select("due_at")
    .where("due_at", "is not", null)
    .where("removed_at", "is", null)
    .orderBy("due_at")
    .limit(1)
    .executeTakeFirst();
  const moments = [run?.next_at, report?.due_at].filter((at) => at !== null && at !== undefined);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** Removes ended runs of a report from before an instant; the event log keeps what became of them. */
export async function forgetRuns(trx: Trx, reportRowId: number, before: number): Promise<void> {
  await trx
    .deleteFrom("report_run")
    .where("report_id", "=", reportRowId)
    .where("state", "<>", "waiting")
    .where("ended_at", "<", before)
    .execute();
}
