import { sql } from "kysely";
import { strikeOut } from "../../domain/shifts/strike-out.ts";
import type { Trx } from "./open.ts";

type Family = ReturnType<typeof sql>;

/**
 * Takes a contact out of promises and handovers. In what was signed, words about their cases go and their hashes stay, so that the
 * signatures still hold; in handover texts, which people wrote about many, only what the contact is known by is struck out.
 * Called while the contact is still known by it, and its cases are still its own.
 */
export async function eraseFromShifts(trx: Trx, family: Family, at: number): Promise<void> {
  const cases = sql`(SELECT public_id FROM desk_case WHERE contact_id IN (${family}))`;
  await sql`
    UPDATE promise SET what = NULL, to_whom = NULL, version = version + 1
    WHERE case_id IN (SELECT id FROM desk_case WHERE contact_id IN (${family}))`.execute(trx);
  await sql`
    DELETE FROM event_payload
    WHERE seq IN (
      SELECT seq FROM event
      WHERE subject_kind = 'case' AND subject_id IN ${cases} AND kind LIKE 'promise.%')`.execute(trx);
  await sql`DELETE FROM shift_words WHERE case_id IN ${cases}`.execute(trx);
  const known = await knownBy(trx, family);
  await strikeWords(trx, known, at);
  await strikeTexts(trx, known);
  await strikeOldEvents(trx, known);
}

type Known = Parameters<typeof strikeOut>[1];

async function knownBy(trx: Trx, family: Family): Promise<Known> {
  const { rows } = await sql<{ readonly name: string | null; readonly other: string | null }>`
    SELECT name, NULL AS other FROM contact WHERE id IN (${family})
    UNION ALL SELECT NULL, handle FROM contact_handle WHERE contact_id IN (${family})
    UNION ALL SELECT NULL, written FROM contact_phone WHERE contact_id IN (${family})
    UNION ALL SELECT NULL, digits FROM contact_phone WHERE contact_id IN (${family})
    UNION ALL SELECT NULL, written FROM contact_email WHERE contact_id IN (${family})`.execute(trx);
  return { names: rows.flatMap(({ name }) => name ?? []), others: rows.flatMap(({ other }) => other ?? []) };
}

/** Words of no case: handover texts, as they were signed. Their hash stays and does not hold for them any more, which they say. */
async function strikeWords(trx: Trx, known: Known, at: number): Promise<void> {
  const rows = await trx
    .selectFrom("shift_words")
    .select(["shift_id", "hash", "words"])
    .where("case_id", "is", null)
    .execute();
  for (const row of rows) {
    const { text } = JSON.parse(row.words) as { readonly text: string };
    const struck = strikeOut(text, known);
    if (struck === text) continue;
    await trx
      .updateTable("shift_words")
      .set({ words: JSON.stringify({ text: struck }), struck_at: at })
      .where("shift_id", "=", row.shift_id)
      .where("hash", "=", row.hash)
      .execute();
  }
}

async function strikeTexts(trx: Trx, known: Known): Promise<void> {
  const rows = await trx.selectFrom("shift").select(["id", "text"]).where("text", "<>", "").execute();
  for (const { id, text } of rows) {
    const struck = strikeOut(text, known);
    if (struck !== text)
      await trx
        .updateTable("shift")
        .set((eb) => ({ text: struck, text_version: eb("text_version", "+", 1) }))
        .where("id", "=", id)
        .execute();
  }
}

/** Closings of before, which kept the handover text in the event log. */
async function strikeOldEvents(trx: Trx, known: Known): Promise<void> {
  const { rows } = await sql<{ readonly seq: number; readonly text: string }>`
    SELECT event.seq, event_payload.payload ->> 'text' AS text
    FROM event
    JOIN event_payload ON event_payload.seq = event.seq
    WHERE event.subject_kind = 'shift' AND event.kind = 'shift.closed' AND event_payload.payload ->> 'text' IS NOT NULL`.execute(
    trx,
  );
  for (const { seq, text } of rows)
    if (strikeOut(text, known) !== text) await trx.deleteFrom("event_payload").where("seq", "=", seq).execute();
}
