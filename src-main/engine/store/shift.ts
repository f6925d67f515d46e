import type { Shift } from "../../contract/methods/shifts.ts";
import type { Db, Trx } from "./open.ts";
import { personRefs } from "./person.ts";

export type ShiftRecord = Shift & { readonly rowId: number };

/** The newest shifts, newest first; `openOnly` gives the open one, if there is one. */
export async function listShifts(
  db: Db,
  { openOnly = false, limit = 60 }: { readonly openOnly?: boolean; readonly limit?: number } = {},
): Promise<readonly ShiftRecord[]> {
  let query = db.selectFrom("shift").selectAll().orderBy("opened_at", "desc").orderBy("id", "desc").limit(limit);
  if (openOnly) query = query.where("closed_at", "is", null);
  const rows = await query.execute();
  const people = await personRefs(
    db,
    rows.flatMap((row) => [row.opened_by, row.closed_by ?? row.opened_by]),
  );
  const ref = (rowId: number) => people.get(rowId) ?? { id: "", name: "", initials: "" };
  return rows.map((row) => ({
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    openedAt: row.opened_at,
    openedBy: ref(row.opened_by),
    closedAt: row.closed_at,
    closedBy: row.closed_by === null ? null : ref(row.closed_by),
    text: row.text,
  }));
}

export async function insertShift(
  trx: Trx,
  shift: { readonly id: string; readonly openedBy: number; readonly at: number },
): Promise<void> {
  await trx
    .insertInto("shift")
    .values({ public_id: shift.id, opened_at: shift.at, opened_by: shift.openedBy, closed_at: null, closed_by: null })
    .execute();
}

export async function closeShift(
  trx: Trx,
  rowId: number,
  { closedBy, at, text }: { readonly closedBy: number; readonly at: number; readonly text: string },
): Promise<void> {
  await trx
    .updateTable("shift")
    .set((eb) => ({ closed_at: at, closed_by: closedBy, text, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

/** Shifts that touch a period, oldest first: which one an event fell into. */
export async function shiftsWithin(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly { readonly id: string; readonly from: number; readonly to: number }[]> {
  const rows = await db
    .selectFrom("shift")
    .select(["public_id", "opened_at", "closed_at"])
    .where("opened_at", "<", to)
    .where((eb) => eb.or([eb("closed_at", "is", null), eb("closed_at", ">=", from)]))
    .orderBy("opened_at")
    .limit(1000)
    .execute();
  return rows.map((row) => ({ id: row.public_id, from: row.opened_at, to: row.closed_at ?? Infinity }));
}
