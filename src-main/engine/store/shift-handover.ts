import { sql } from "kysely";
import type { Words } from "../../domain/shifts/seal.ts";
import type { Db, Trx } from "./open.ts";

/** A handover as it was signed. `words` by the hash that stands for them. */
export type StoredHandover = {
  readonly document: string;
  readonly hash: string;
  readonly words: ReadonlyMap<
    string,
    { readonly salt: string; readonly words: string; readonly struckAt: number | null }
  >;
};

export async function insertHandover(
  trx: Trx,
  shiftRowId: number,
  { document, hash, words }: { readonly document: string; readonly hash: string; readonly words: readonly Words[] },
): Promise<void> {
  await trx.insertInto("shift_handover").values({ shift_id: shiftRowId, document, hash }).execute();
  const rows = words.map((one) => ({
    shift_id: shiftRowId,
    hash: one.hash,
    case_id: one.caseId,
    salt: one.salt,
    words: one.words,
    struck_at: null,
  }));
  for (let from = 0; from < rows.length; from += 100)
    await trx
      .insertInto("shift_words")
      .values(rows.slice(from, from + 100))
      .execute();
}

export async function readHandover(db: Db, shiftRowId: number): Promise<StoredHandover | null> {
  const row = await db.selectFrom("shift_handover").selectAll().where("shift_id", "=", shiftRowId).executeTakeFirst();
  if (!row) return null;
  const words = await db
    .selectFrom("shift_words")
    .select(["hash", "salt", "words", "struck_at"])
    .where("shift_id", "=", shiftRowId)
    .execute();
  return {
    document: row.document,
    hash: row.hash,
    words: new Map(words.map((one) => [one.hash, { salt: one.salt, words: one.words, struckAt: one.struck_at }])),
  };
}

export type StoredSignature = {
  readonly shiftRowId: number;
  readonly part: "handover" | "takeover";
  readonly personRowId: number;
  readonly at: number;
  readonly hash: string;
  readonly isAlone: boolean;
};

export async function insertSignature(trx: Trx, { isAlone, ...signature }: StoredSignature): Promise<void> {
  await trx
    .insertInto("shift_signature")
    .values({
      shift_id: signature.shiftRowId,
      part: signature.part,
      person_id: signature.personRowId,
      at: signature.at,
      hash: signature.hash,
      alone: isAlone ? 1 : 0,
    })
    .execute();
}

export async function signaturesOf(db: Db, shiftRowIds: readonly number[]): Promise<readonly StoredSignature[]> {
  const rows = await db
    .selectFrom("shift_signature")
    .selectAll()
    .where("shift_id", "in", [...shiftRowIds, 0])
    .orderBy("shift_id")
    .orderBy("part")
    .execute();
  return rows.map((row) => ({
    shiftRowId: row.shift_id,
    part: row.part,
    personRowId: row.person_id,
    at: row.at,
    hash: row.hash,
    isAlone: row.alone === 1,
  }));
}

/** The hashes that the event log says were signed for a shift. */
export async function hashesSigned(db: Db, shiftId: string): Promise<readonly (string | null)[]> {
  const { rows } = await sql<{ readonly hash: string | null }>`
    SELECT event_payload.payload ->> 'hash' AS hash
    FROM event
    LEFT JOIN event_payload ON event_payload.seq = event.seq
    WHERE event.subject_kind = 'shift' AND event.subject_id = ${shiftId} AND event.kind = 'shift.signed'
    ORDER BY event.seq`.execute(db);
  return rows.map(({ hash }) => hash);
}
