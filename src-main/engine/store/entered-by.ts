import type { Trx } from "./open.ts";

/** Says who entered an item by hand. */
export async function markEnteredBy(trx: Trx, itemRowId: number, personRowId: number): Promise<void> {
  await trx.updateTable("item").set({ entered_by: personRowId }).where("id", "=", itemRowId).execute();
}
