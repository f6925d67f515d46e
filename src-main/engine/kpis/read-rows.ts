import type { KpiName, KpiRow } from "../../contract/methods/kpis.ts";
import { cyclesOf, isCycleKpi } from "../../domain/kpi/figures-of.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import type { Db } from "../store/open.ts";
import { readCohort } from "./cohort.ts";
import { countedIn, cycleRows } from "./cycle-rows.ts";
import { mentionRows } from "./mention-rows.ts";
import type { ReadyScope } from "./scope.ts";

export type AskedRows = {
  readonly kpi: KpiName;
  readonly part: string | null;
  readonly cursor: string | null;
  readonly limit: number;
  readonly namePeople: boolean;
};

export type RowPage = { readonly rows: KpiRow[]; readonly total: number; readonly next: string | null };

/** A page of the rows behind a figure or one of its parts, oldest first (mentions newest first). */
export async function readKpiRows(db: Db, scope: ReadyScope, asked: AskedRows): Promise<RowPage> {
  if (isCycleKpi(asked.kpi))
    return pageOfCycles(db, cyclesOf(asked.kpi, await readCohort(db, scope), asked.part), asked);
  return mentionRows(db, scope, asked);
}

/** One page of cycles that were chosen, in the order they were queued. */
export async function pageOfCycles(
  db: Db,
  chosen: readonly JudgedCycle[],
  { kpi, cursor, limit, namePeople }: AskedRows,
): Promise<RowPage> {
  const after = cursor === null ? 0 : chosen.findIndex(({ cycle }) => isAfter(cycle, cursor));
  const page = after < 0 ? [] : chosen.slice(after, after + limit);
  const last = page.at(-1)?.cycle;
  const rows = await cycleRows(db, page, { countedAs: (one) => countedIn(kpi, one), namePeople });
  const isMore = last !== undefined && after + limit < chosen.length;
  return { rows: [...rows], total: chosen.length, next: isMore ? placeOf(last) : null };
}

type Place = JudgedCycle["cycle"];

function placeOf({ queuedAt, caseRowId, cycle }: Place): string {
  return [queuedAt, caseRowId, cycle].map((part) => part.toString(36)).join(".");
}

function isAfter({ queuedAt, caseRowId, cycle }: Place, cursor: string): boolean {
  const [atQueued = 0, atCase = 0, atCycle = 0] = cursor.split(".").map((part) => Number.parseInt(part, 36));
  return (queuedAt - atQueued || caseRowId - atCase || cycle - atCycle) > 0;
}
