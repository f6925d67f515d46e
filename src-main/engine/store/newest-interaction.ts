import type { InteractionType } from "../../domain/crm/interaction.ts";
import type { Db } from "./open.ts";

type Newest = {
  readonly type: InteractionType;
  readonly caseRowId: number;
  readonly cycle: number;
  readonly replyRowId: number | null;
  readonly itemRowId: number | null;
  readonly personRowId: number | null;
  readonly note: string | null;
  readonly occurredAt: number;
};

/** What happened last with anybody, or the newest case as if somebody logged it by hand; null on a desk where nothing came in yet. */
export async function newestInteraction(db: Db, at: number): Promise<Newest | null> {
  const row = await db
    .selectFrom("interaction")
    .select(["type", "case_id", "cycle", "reply_id", "item_id", "person_id", "note", "occurred_at"])
    .where("interaction.erased_at", "is", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row) {
    const { type, case_id: caseRowId, cycle, note, occurred_at: occurredAt } = row;
    const { reply_id: replyRowId, item_id: itemRowId, person_id: personRowId } = row;
    return { type, caseRowId, cycle, replyRowId, itemRowId, personRowId, note, occurredAt };
  }
  const newest = await db
    .selectFrom("desk_case")
    .select(["id", "cycle"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!newest) return null;
  const nobody = { replyRowId: null, itemRowId: null, personRowId: null, note: null };
  return { type: "by-hand", caseRowId: newest.id, cycle: newest.cycle, ...nobody, occurredAt: at };
}
