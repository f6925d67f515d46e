import type { Shift, ShiftSignature } from "../../contract/methods/shifts.ts";
import type { Db, Trx } from "./open.ts";
import { personRefs } from "./person.ts";
import { signaturesOf, type StoredSignature } from "./shift-handover.ts";

export type ShiftRecord = Shift & {
  readonly rowId: number;
  readonly closedByRowId: number | null;
  /** Who signed that it was handed over; null when nobody did. */
  readonly handoverByRowId: number | null;
};

export type ShiftFilter = { readonly openOnly?: boolean; readonly limit?: number } | { readonly id: string };

/** The newest shifts, newest first; `openOnly` gives the open one, if there is one; `id` one by its public id. */
export async function listShifts(db: Db, filter: ShiftFilter = {}): Promise<readonly ShiftRecord[]> {
  const limit = "id" in filter ? 1 : (filter.limit ?? 60);
  let query = db.selectFrom("shift").selectAll().orderBy("opened_at", "desc").orderBy("id", "desc").limit(limit);
  if ("id" in filter) query = query.where("public_id", "=", filter.id);
  else if (filter.openOnly === true) query = query.where("closed_at", "is", null);
  const rows = await query.execute();
  const signatures = await signaturesOf(
    db,
    rows.map(({ id }) => id),
  );
  const people = await personRefs(db, [
    ...rows.flatMap((row) => [row.opened_by, row.closed_by ?? [], row.text_by ?? []].flat()),
    ...signatures.map(({ personRowId }) => personRowId),
  ]);
  const ref = (rowId: number) => people.get(rowId) ?? { id: "", name: "", initials: "" };
  const shown = (signature: StoredSignature | undefined): ShiftSignature | null =>
    signature
      ? { by: ref(signature.personRowId), at: signature.at, hash: signature.hash, isAlone: signature.isAlone }
      : null;
  return rows.map((row) => {
    const own = signatures.filter(({ shiftRowId }) => shiftRowId === row.id);
    const handover = own.find(({ part }) => part === "handover");
    return {
      rowId: row.id,
      closedByRowId: row.closed_by,
      handoverByRowId: handover?.personRowId ?? null,
      id: row.public_id,
      version: row.version,
      openedAt: row.opened_at,
      openedBy: ref(row.opened_by),
      closedAt: row.closed_at,
      closedBy: row.closed_by === null ? null : ref(row.closed_by),
      text: row.text,
      textVersion: row.text_version,
      textAt: row.text_at,
      textBy: row.text_by === null ? null : ref(row.text_by),
      handover: shown(handover),
      takeover: shown(own.find(({ part }) => part === "takeover")),
    };
  });
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

/** Stores the handover words of a shift that runs; its own version stays, so that closing it is not refused for a keystroke. */
export async function writeShiftText(
  trx: Trx,
  rowId: number,
  { text, by, at }: { readonly text: string; readonly by: number; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("shift")
    .set((eb) => ({ text, text_by: by, text_at: at, text_version: eb("text_version", "+", 1) }))
    .where("id", "=", rowId)
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

export async function countShiftUp(trx: Trx, rowId: number): Promise<void> {
  await trx
    .updateTable("shift")
    .set((eb) => ({ version: eb("version", "+", 1) }))
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
