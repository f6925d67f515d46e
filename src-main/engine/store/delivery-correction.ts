import { sql } from "kysely";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import type { Trx } from "./open.ts";

type Row = { readonly rowId: number; readonly key: string };

/** A target that was told of an interaction, or will be. */
export type LineToCorrect = {
  readonly targetRowId: number;
  readonly targetName: string;
  /** Its own line never got there: that line is set right, and there is nothing to correct. */
  readonly isBuried: Row | null;
  /** A correction of it that was not tried yet, which takes the new words too. */
  readonly waitingRowId: Row | null;
  /** Its line, and corrections of it, that people changed, with the names of the fields, oldest first. */
  readonly changed: readonly { readonly line: CrmLine; readonly fields: readonly string[] }[];
};

/** The targets, still there, with a line of this interaction. */
export async function linesToCorrect(
  trx: Trx,
  { caseRowId, key }: { readonly caseRowId: number; readonly key: string },
): Promise<readonly LineToCorrect[]> {
  const { rows } = await sql<{
    readonly row_id: number;
    readonly target_id: number;
    readonly name: string;
    readonly buried: number;
    readonly waiting_id: number | null;
    readonly waiting_key: string | null;
  }>`
    SELECT line.id AS row_id, line.target_id, crm_target.name, line.state = 'dead' AS buried,
      waiting.id AS waiting_id, waiting.key AS waiting_key
    FROM delivery AS line
    JOIN crm_target ON crm_target.id = line.target_id AND crm_target.removed_at IS NULL
    LEFT JOIN delivery AS waiting ON waiting.id = (
      SELECT max(one.id) FROM delivery AS one
      WHERE one.corrects_id = line.id AND one.kind = 'correction'
        AND one.state IN ('queued', 'blocked', 'dead') AND one.first_try_at IS NULL)
    WHERE line.case_id = ${caseRowId} AND line.key = ${key}
    ORDER BY line.id`.execute(trx);
  const changed = await changedBy(
    trx,
    rows.map(({ row_id }) => row_id),
  );
  return rows.map((row) => ({
    changed: changed.get(row.row_id) ?? [],
    targetRowId: row.target_id,
    targetName: row.name,
    isBuried: row.buried === 1 ? { rowId: row.row_id, key } : null,
    waitingRowId: row.waiting_id === null ? null : { rowId: row.waiting_id, key: row.waiting_key ?? "" },
  }));
}

/** By the row of the line that was corrected. */
async function changedBy(trx: Trx, rowIds: readonly number[]) {
  const { rows } = await sql<{ readonly first_id: number; readonly payload: string; readonly edited: string }>`
    SELECT coalesce(corrects_id, id) AS first_id, payload, edited
    FROM delivery
    WHERE edited IS NOT NULL AND (
      id IN (SELECT value FROM json_each(${JSON.stringify(rowIds)}))
      OR corrects_id IN (SELECT value FROM json_each(${JSON.stringify(rowIds)})))
    ORDER BY id`.execute(trx);
  // Written by insertDelivery and writeEdit.
  const read = ({ payload, edited }: (typeof rows)[number]) => ({
    line: JSON.parse(payload) as CrmLine,
    fields: JSON.parse(edited) as readonly string[],
  });
  const byLine = Map.groupBy(rows, ({ first_id }) => first_id);
  return new Map([...byLine].map(([rowId, some]) => [rowId, some.map(read)]));
}

/** Gives a line that was not taken yet its new words; its key and its place stay. */
export async function refreshWaiting(trx: Trx, rowId: number, line: CrmLine): Promise<void> {
  await trx
    .updateTable("delivery")
    .set((eb) => ({ payload: JSON.stringify(line), version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}
