import type { CrmLine } from "../../domain/crm/interaction.ts";
import type { Db, Trx } from "./open.ts";

/** The first line of a target that waits, and how many do. */
export async function firstHeld(
  db: Db,
  targetRowId: number,
): Promise<{
  readonly deliveryId: string;
  readonly storyId: string;
  readonly line: CrmLine;
  readonly waiting: number;
} | null> {
  const row = await db
    .selectFrom("delivery")
    .innerJoin("desk_case", "desk_case.id", "delivery.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select(["delivery.public_id", "delivery.payload", "story.public_id as story_id"])
    .where("delivery.target_id", "=", targetRowId)
    .where("delivery.state", "in", ["queued", "sending", "blocked"])
    .orderBy("delivery.id")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { n } = await db
    .selectFrom("delivery")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("target_id", "=", targetRowId)
    .where("state", "in", ["queued", "sending", "blocked"])
    .executeTakeFirstOrThrow();
  // A snapshot that insertDelivery wrote.
  const line = JSON.parse(row.payload) as CrmLine;
  return { deliveryId: row.public_id, storyId: row.story_id, line, waiting: Number(n) };
}

/** Writes down who looked and when; null lets the next line wait for a look. */
export async function setLookedAt(
  trx: Trx,
  rowId: number,
  { at, by }: { readonly at: number | null; readonly by: number | null },
): Promise<void> {
  await trx
    .updateTable("crm_target")
    .set((eb) => ({ looked_at: at, looked_by: by, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}
