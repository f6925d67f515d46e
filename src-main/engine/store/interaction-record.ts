import { sql } from "kysely";
import type { Interaction, InteractionType } from "../../domain/crm/interaction.ts";
import type { Db, Trx } from "./open.ts";

/** One interaction with somebody, whether it was logged or not. `rowId`s never leave the engine. */
export type InteractionRecord = {
  readonly rowId: number;
  /** `wr:<install>:<ulid>`, the same for every target and every retry. */
  readonly key: string;
  readonly type: InteractionType;
  readonly caseRowId: number;
  readonly cycle: number;
  readonly replyRowId: number | null;
  readonly itemRowId: number | null;
  readonly personRowId: number | null;
  readonly note: string | null;
  readonly occurredAt: number;
  readonly loggedAt: number | null;
  /** As targets were told of it last; null: not logged, or erased. */
  readonly snapshot: Interaction | null;
};

export type NewInteraction = Omit<InteractionRecord, "rowId" | "loggedAt" | "snapshot">;

const columns = [
  ...(["interaction.id", "interaction.key", "interaction.type", "interaction.case_id", "interaction.cycle"] as const),
  ...(["interaction.reply_id", "interaction.item_id", "interaction.person_id", "interaction.note"] as const),
  ...(["interaction.occurred_at", "interaction.logged_at", "interaction.snapshot"] as const),
] as const;

const mostOfOne = 2000;

/** Writes down that it happened; a reply is one interaction, whoever asks a second time. Answers its row. */
export async function insertInteraction(trx: Trx, made: NewInteraction): Promise<InteractionRecord> {
  if (made.replyRowId !== null) {
    const known = await interactionOfReply(trx, made.replyRowId);
    if (known) return known;
  }
  const { id } = await trx
    .insertInto("interaction")
    .values({
      ...{ key: made.key, type: made.type, case_id: made.caseRowId, cycle: made.cycle },
      ...{ reply_id: made.replyRowId, item_id: made.itemRowId, person_id: made.personRowId },
      ...{ note: made.note, occurred_at: made.occurredAt, snapshot: null, logged_at: null, erased_at: null },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { ...made, rowId: id, loggedAt: null, snapshot: null };
}

export async function saveSnapshot(
  trx: Trx,
  rowId: number,
  { snapshot, at }: { readonly snapshot: Interaction; readonly at: number },
): Promise<void> {
  await trx
    .updateTable("interaction")
    .set((eb) => ({ snapshot: JSON.stringify(snapshot), logged_at: eb.fn.coalesce("logged_at", eb.val(at)) }))
    .where("id", "=", rowId)
    .execute();
}

function live(db: Db) {
  return db
    .selectFrom("interaction")
    .select(columns)
    .where("interaction.erased_at", "is", null)
    .orderBy("interaction.id");
}

export async function interactionOfReply(db: Db, replyRowId: number): Promise<InteractionRecord | null> {
  const row = await live(db).where("reply_id", "=", replyRowId).executeTakeFirst();
  return row ? toRecord(row) : null;
}

export async function interactionByKey(db: Db, key: string): Promise<InteractionRecord | null> {
  const row = await live(db).where("key", "=", key).executeTakeFirst();
  return row ? toRecord(row) : null;
}

/** What happened with a case, oldest first. */
export async function interactionsOfCase(db: Db, caseRowId: number): Promise<readonly InteractionRecord[]> {
  return (await live(db).where("case_id", "=", caseRowId).limit(mostOfOne).execute()).map(toRecord);
}

/** What was logged of a contact's cases, oldest first; by the contact's public id. */
export async function loggedOfContact(db: Db, contactId: string): Promise<readonly InteractionRecord[]> {
  const rows = await live(db)
    .innerJoin("desk_case", "desk_case.id", "interaction.case_id")
    .innerJoin("contact", "contact.id", "desk_case.contact_id")
    .where("contact.public_id", "=", contactId)
    .where("logged_at", "is not", null)
    .limit(mostOfOne)
    .execute();
  return rows.map(toRecord);
}

/**
 * What an act of that moment logged of a case and was never tried anywhere: as if it had not been logged. Its lines go with
 * it. A reply stands in public, whatever is taken back.
 */
export async function forgetUntried(trx: Trx, { caseRowId, at }: LoggedAt): Promise<readonly string[]> {
  const { rows } = await sql<{ id: number; key: string }>`
    SELECT interaction.id, interaction.key
    FROM interaction
    WHERE interaction.case_id = ${caseRowId} AND interaction.occurred_at = ${at}
      AND interaction.reply_id IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM delivery
        WHERE delivery.case_id = ${caseRowId} AND delivery.key = interaction.key
          AND (delivery.first_try_at IS NOT NULL OR delivery.state NOT IN ('queued', 'blocked')))
      AND NOT EXISTS (
        SELECT 1 FROM delivery AS first
        JOIN delivery AS later ON later.corrects_id = first.id
        WHERE first.key = interaction.key)`.execute(trx);
  if (rows.length === 0) return [];
  const keys = rows.map(({ key }) => key);
  await trx.deleteFrom("delivery").where("case_id", "=", caseRowId).where("key", "in", keys).execute();
  await trx
    .deleteFrom("interaction")
    .where(
      "id",
      "in",
      rows.map(({ id }) => id),
    )
    .execute();
  return keys;
}

type LoggedAt = { readonly caseRowId: number; readonly at: number };

type Row = {
  readonly id: number;
  readonly key: string;
  readonly type: InteractionType;
  readonly case_id: number;
  readonly cycle: number;
  readonly reply_id: number | null;
  readonly item_id: number | null;
  readonly person_id: number | null;
  readonly note: string | null;
  readonly occurred_at: number;
  readonly logged_at: number | null;
  readonly snapshot: string | null;
};

function toRecord(row: Row): InteractionRecord {
  return {
    ...{ rowId: row.id, key: row.key, type: row.type, caseRowId: row.case_id, cycle: row.cycle },
    ...{ replyRowId: row.reply_id, itemRowId: row.item_id, personRowId: row.person_id, note: row.note },
    ...{ occurredAt: row.occurred_at, loggedAt: row.logged_at },
    // Written by saveSnapshot and the step that made the table.
    snapshot: row.snapshot === null ? null : (JSON.parse(row.snapshot) as Interaction),
  };
}
