import type { SavedPlan } from "../../contract/methods/saved-reports.ts";
import type { Db, Trx } from "./open.ts";

/** A report that is kept. `rowId` never leaves the engine. */
export type StoredReport = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly plan: SavedPlan;
  readonly createdBy: number | null;
  /** When it falls due next by the clock; null = never by the clock. */
  readonly dueAt: number | null;
  /** Shifts that closed up to here have had their run; null = it does not follow shifts. */
  readonly shiftsUntil: number | null;
  readonly isRemoved: boolean;
};

export const mostReports = 100;

function reportQuery(db: Db) {
  return db.selectFrom("saved_report").selectAll();
}

type Row = Awaited<ReturnType<ReturnType<typeof reportQuery>["execute"]>>[number];

function toReport(row: Row): StoredReport {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    // Written by this file from a value of this type.
    plan: JSON.parse(row.plan) as SavedPlan,
    createdBy: row.created_by,
    dueAt: row.due_at,
    shiftsUntil: row.shifts_until,
    isRemoved: row.removed_at !== null,
  };
}

/** All reports that are not removed, by name; at most 100. */
export async function listReports(db: Db): Promise<readonly StoredReport[]> {
  const rows = await reportQuery(db)
    .where("removed_at", "is", null)
    .orderBy((eb) => eb.fn("lower", ["name"]))
    .orderBy("id")
    .limit(mostReports)
    .execute();
  return rows.map(toReport);
}

/** A report, also one that was removed. */
export async function reportById(db: Db, id: string): Promise<StoredReport | null> {
  const row = await reportQuery(db).where("public_id", "=", id).executeTakeFirst();
  return row ? toReport(row) : null;
}

export type ReportTimes = Pick<StoredReport, "dueAt" | "shiftsUntil">;

export async function insertReport(
  trx: Trx,
  report: ReportTimes & Pick<StoredReport, "id" | "plan" | "createdBy"> & { readonly at: number },
): Promise<void> {
  await trx
    .insertInto("saved_report")
    .values({
      public_id: report.id,
      name: report.plan.name,
      plan: JSON.stringify(report.plan),
      created_by: report.createdBy,
      created_at: report.at,
      due_at: report.dueAt,
      shifts_until: report.shiftsUntil,
      removed_at: null,
    })
    .execute();
}

/** Writes a plan, or that the report is removed or back, and adds 1 to its version. */
export async function changeReport(
  trx: Trx,
  { rowId, version }: StoredReport,
  change: ReportTimes & {
    readonly plan: SavedPlan;
    readonly removedAt: number | null;
    /** Who saved it anew; left out: as before. */
    readonly createdBy?: number | null;
  },
): Promise<void> {
  await trx
    .updateTable("saved_report")
    .set({
      name: change.plan.name,
      plan: JSON.stringify(change.plan),
      due_at: change.dueAt,
      shifts_until: change.shiftsUntil,
      removed_at: change.removedAt,
      ...(change.createdBy === undefined ? {} : { created_by: change.createdBy }),
      version: version + 1,
    })
    .where("id", "=", rowId)
    .execute();
}

/** Moves a report on to its next turn; that is no change of it. */
export async function setTimes(trx: Trx, rowId: number, { dueAt, shiftsUntil }: ReportTimes): Promise<void> {
  await trx
    .updateTable("saved_report")
    .set({ due_at: dueAt, shifts_until: shiftsUntil })
    .where("id", "=", rowId)
    .execute();
}
