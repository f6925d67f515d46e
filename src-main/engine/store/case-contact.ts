import type { Trx } from "./open.ts";

/** Says whose case it is, where the story has one. Part of the act that opened it, so that its version stays. */
export async function setContactOfCase(trx: Trx, storyId: string, contactRowId: number): Promise<void> {
  await trx
    .updateTable("desk_case")
    .set({ contact_id: contactRowId })
    .where("story_id", "=", (eb) => eb.selectFrom("story").select("story.id").where("public_id", "=", storyId))
    .execute();
}
