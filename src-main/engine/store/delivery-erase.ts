import { sql } from "kysely";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import { blankLine } from "../../domain/crm/blank-line.ts";
import type { Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** What a target has of a person under one reference. */
export type KnownThere = {
  readonly targetRowId: number;
  readonly target: string;
  readonly caseRowId: number;
  readonly contactKey: string;
  /** Interactions that are there, or may be. */
  readonly keys: readonly string[];
  readonly waiting: number;
};

const casesOf = (contactRowId: number) => sql`
  WITH RECURSIVE family (id) AS (
    SELECT ${contactRowId}
    UNION
    SELECT contact.id FROM contact JOIN family ON contact.merged_into = family.id)
  SELECT desk_case.id FROM desk_case JOIN family ON desk_case.contact_id = family.id`;

const ofContact = (contactRowId: number) =>
  sql`delivery.kind <> 'erasure' AND delivery.case_id IN (${casesOf(contactRowId)})`;

/**
 * It was tried; or it waited when the engine started, which may have been over a backup of before its delivery. Nothing is
 * at a target whose first line nobody looked at.
 */
const mayBeThere = sql`
  delivery.first_try_at IS NOT NULL OR delivery.state = 'done'
  OR (
    crm_target.looked_at IS NOT NULL
    AND delivery.created_at < (SELECT from_at FROM running_span ORDER BY id DESC LIMIT 1))`;

/** What the targets that are still there have of a contact, by target and reference. */
export async function knownThere(db: Db, contactRowId: number): Promise<readonly KnownThere[]> {
  const { rows } = await sql<{
    readonly target_id: number;
    readonly target: string;
    readonly case_id: number;
    readonly contact_key: string;
    readonly keys: string;
    readonly waiting: number;
  }>`
    SELECT delivery.target_id, crm_target.name AS target, min(delivery.case_id) AS case_id, delivery.contact_key,
      json_group_array(delivery.key) FILTER (
        WHERE delivery.kind = 'interaction' AND (${mayBeThere})) AS keys,
      count(*) FILTER (
        WHERE delivery.first_try_at IS NULL AND delivery.state <> 'done') AS waiting
    FROM delivery
    JOIN crm_target ON crm_target.id = delivery.target_id AND crm_target.removed_at IS NULL
    WHERE ${ofContact(contactRowId)}
    GROUP BY delivery.target_id, delivery.contact_key
    ORDER BY delivery.target_id, delivery.contact_key`.execute(db);
  return rows.map((row) => ({
    ...{ targetRowId: row.target_id, target: row.target, caseRowId: row.case_id, contactKey: row.contact_key },
    // Made by the query above.
    ...{ keys: JSON.parse(row.keys) as string[], waiting: row.waiting },
  }));
}

/** What targets that were removed got of a contact, by name: nobody can be asked to erase it there. */
export async function knownAtRemoved(
  db: Db,
  contactRowId: number,
): Promise<readonly { readonly name: string; readonly records: number }[]> {
  const { rows } = await sql<{ readonly name: string; readonly records: number }>`
    SELECT crm_target.name, count(*) AS records
    FROM delivery
    JOIN crm_target ON crm_target.id = delivery.target_id AND crm_target.removed_at IS NOT NULL
    WHERE ${ofContact(contactRowId)} AND delivery.kind = 'interaction'
      AND (delivery.first_try_at IS NOT NULL OR delivery.state = 'done')
    GROUP BY crm_target.id
    ORDER BY crm_target.name, crm_target.id`.execute(db);
  return rows;
}

/**
 * Buries what was never tried, lets no dead line hold up what comes behind it, and blanks what is over. What may be on
 * its way keeps its words until the erasure behind it is delivered. Answers which lines will never leave.
 */
export async function eraseLines(
  trx: Trx,
  contactRowId: number,
  { says, at }: { readonly says: Said; readonly at: number },
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  const { rows } = await sql<{ readonly row_id: number; readonly id: string; readonly key: string }>`
    UPDATE delivery
    SET state = 'dead', skipped = 1, error_class = 'erased', trouble = ${JSON.stringify(says)}, next_at = NULL,
      version = version + 1
    WHERE ${ofContact(contactRowId)} AND first_try_at IS NULL AND state IN ('queued', 'blocked', 'dead')
    RETURNING id AS row_id, public_id AS id, key`.execute(trx);
  await sql`
    UPDATE delivery SET skipped = 1, version = version + 1
    WHERE ${ofContact(contactRowId)} AND state = 'dead' AND skipped = 0`.execute(trx);
  await blank(trx, sql`${ofContact(contactRowId)} AND (state = 'done' OR error_class = 'erased')`);
  await sql`
    UPDATE interaction SET snapshot = NULL, note = NULL, erased_at = coalesce(erased_at, ${at})
    WHERE case_id IN (${casesOf(contactRowId)})`.execute(trx);
  return rows.toSorted((a, b) => a.row_id - b.row_id).map(({ id, key }) => ({ id, key }));
}

/** An erasure arrived: whatever still had words for that target and reference has none any more. */
export async function blankErased(trx: Trx, deliveryId: string): Promise<void> {
  const erasure = await trx
    .selectFrom("delivery")
    .select(["id", "target_id", "contact_key"])
    .where("public_id", "=", deliveryId)
    .where("kind", "=", "erasure")
    .executeTakeFirst();
  if (!erasure) return;
  await blank(
    trx,
    sql`delivery.target_id = ${erasure.target_id} AND delivery.contact_key = ${erasure.contact_key}
      AND delivery.id < ${erasure.id} AND delivery.kind <> 'erasure'`,
  );
}

async function blank(trx: Trx, where: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ readonly id: number; readonly payload: string }>`
    SELECT delivery.id, delivery.payload FROM delivery WHERE ${where}`.execute(trx);
  for (const { id, payload } of rows)
    await trx
      .updateTable("delivery")
      // A snapshot that insertDelivery wrote.
      .set({ payload: JSON.stringify(blankLine(JSON.parse(payload) as CrmLine)) })
      .where("id", "=", id)
      .execute();
}
