import { sql } from "kysely";
import type { Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

// A target that was removed takes no line any more: what still waited for it is dead, never silently lost.

/** Buries every open line of a target; answers which they were, oldest first. */
export async function buryOpen(
  trx: Trx,
  targetRowId: number,
  says: Said,
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  const { rows } = await sql<{ readonly row_id: number; readonly id: string; readonly key: string }>`
    UPDATE delivery
    SET state = 'dead', error_class = 'gone', trouble = ${JSON.stringify(says)}, next_at = NULL, version = version + 1
    WHERE target_id = ${targetRowId} AND state IN ('queued', 'sending', 'blocked')
    RETURNING id AS row_id, public_id AS id, key`.execute(trx);
  return rows.toSorted((a, b) => a.row_id - b.row_id).map(({ id, key }) => ({ id, key }));
}

/** Whether the target of a line was removed. */
export async function isTargetRemoved(db: Db, deliveryRowId: number): Promise<boolean> {
  const row = await db
    .selectFrom("delivery")
    .innerJoin("crm_target", "crm_target.id", "delivery.target_id")
    .select("crm_target.removed_at")
    .where("delivery.id", "=", deliveryRowId)
    .executeTakeFirst();
  return row?.removed_at !== null;
}
