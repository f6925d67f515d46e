import type { CycleKey } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

/** How the way of a cycle into private ended. */
export type PrivateEnd = CycleKey & { readonly solvedAt: number | null; readonly declinedAt: number | null };

/** The ends of the ways that began with an invitation in a period, `to` included. */
export async function privateEnds(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly PrivateEnd[]> {
  const rows = await db
    .selectFrom("private_path")
    .select(["case_id", "cycle", "solved_at", "declined_at"])
    .where("invited_at", "is not", null)
    .where("invited_at", ">=", from)
    .where("invited_at", "<=", to)
    .orderBy("invited_at")
    .limit(100_000)
    .execute();
  return rows.map((row) => ({
    caseRowId: row.case_id,
    cycle: row.cycle,
    solvedAt: row.solved_at,
    declinedAt: row.declined_at,
  }));
}
