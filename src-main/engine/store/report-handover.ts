import { sql } from "kysely";
import { privateNetworks } from "../../domain/private-path/path.ts";
import { cycleCondition, type KpiFilter } from "./kpi-cycle.ts";
import type { Db } from "./open.ts";

/** A complaint of care that was public, with the steps of its way into private; null = not taken. */
export type ComplaintPath = {
  readonly queuedAt: number;
  readonly invitedAt: number | null;
  readonly confirmedAt: number | null;
  readonly solvedAt: number | null;
  readonly declinedAt: number | null;
};

/** The complaints that were queued in a period, `to` excluded, without those that no answer was owed to. */
export async function complaintPaths(
  db: Db,
  { from, to, filter }: { readonly from: number; readonly to: number; readonly filter: KpiFilter },
): Promise<readonly ComplaintPath[]> {
  const { rows } = await sql<ComplaintPath>`
    SELECT c.queued_at AS "queuedAt", private_path.invited_at AS "invitedAt", private_path.confirmed_at AS "confirmedAt",
      private_path.solved_at AS "solvedAt", private_path.declined_at AS "declinedAt"
    FROM case_cycle AS c
    LEFT JOIN private_path ON private_path.case_id = c.case_id AND private_path.cycle = c.cycle
    WHERE c.queued_at >= ${from} AND c.queued_at < ${to} AND c.bucket = 'care'
      AND coalesce(c.resolution, '') NOT IN ('spam', 'duplicate', 'withdrawn')
      AND coalesce(c.network, '') NOT IN (${sql.join(privateNetworks)}) AND ${cycleCondition(filter)}
    ORDER BY c.queued_at, c.case_id, c.cycle`.execute(db);
  return rows;
}
