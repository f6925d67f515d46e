import type { Db, Trx } from "./open.ts";

/**
 * Notes about a contact, for us alone. They have a table of their own, and nothing that makes, posts or delivers a
 * reply imports this file: a note cannot become public words.
 */
export type NewContactNote = {
  readonly id: string;
  readonly contactRowId: number;
  readonly personRowId: number | null;
  readonly at: number;
  readonly text: string;
};

export async function insertContactNote(trx: Trx, note: NewContactNote): Promise<void> {
  await trx
    .insertInto("contact_note")
    .values({
      ...{ public_id: note.id, contact_id: note.contactRowId, person_id: note.personRowId },
      ...{ at: note.at, text: note.text },
    })
    .execute();
}

/** Whether a contact has a note of exactly these words, also one that was taken away. */
export async function hasContactNote(db: Db, contactRowId: number, text: string): Promise<boolean> {
  const row = await db
    .selectFrom("contact_note")
    .select("id")
    .where("contact_id", "=", contactRowId)
    .where("text", "=", text)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A note with the contact that it is about, also one that was taken away. */
export async function contactNoteById(
  db: Db,
  id: string,
): Promise<{ readonly contactRowId: number; readonly isRemoved: boolean } | null> {
  const row = await db
    .selectFrom("contact_note")
    .select(["contact_id", "removed_at"])
    .where("public_id", "=", id)
    .executeTakeFirst();
  return row ? { contactRowId: row.contact_id, isRemoved: row.removed_at !== null } : null;
}

/** Takes a note away at a moment, or puts it back with null. */
export async function markNoteRemoved(trx: Trx, id: string, removedAt: number | null): Promise<void> {
  await trx.updateTable("contact_note").set({ removed_at: removedAt }).where("public_id", "=", id).execute();
}
