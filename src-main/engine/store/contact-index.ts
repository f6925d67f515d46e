import { sql } from "kysely";
import { indexWords } from "../../domain/look-up/index-words.ts";
import type { ContactWords, IndexWords } from "../../domain/look-up/index-words.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Trx } from "./open.ts";

const lot = 500;
const hourMs = 3_600_000;
/** The hour stands above the contact's row: 20 and 32 bits, which a number of JavaScript holds. */
const rowsOfAnHour = 2 ** 32;

export type IndexedContact = IndexWords & {
  readonly id: number;
  readonly contact_id: number;
  readonly last_at: number;
};

/**
 * Brings the look-up's index up to date with the contacts that this transaction changed. The store calls it before every
 * commit, so that no writer of contacts can forget it.
 */
export async function indexChangedContacts(trx: Trx): Promise<void> {
  for (;;) {
    const changed = await trx
      .selectFrom("contact_changed")
      .select("contact_id")
      .orderBy("contact_id")
      .limit(lot)
      .execute();
    if (changed.length === 0) return;
    const ids = changed.map((row) => row.contact_id);
    await reindex(trx, ids);
    await sql`DELETE FROM contact_changed WHERE contact_id <= ${ids.at(-1)}`.execute(trx);
    if (changed.length < lot) return;
  }
}

async function reindex(trx: Trx, ids: readonly number[]): Promise<void> {
  const wanted = new Map((await expectedRows(trx, ids)).map((row) => [row.contact_id, row]));
  const kept = new Map((await keptRows(trx, ids)).map((row) => [row.contact_id, row]));
  const isOutOfDate = (id: number) => !isSame(wanted.get(id), kept.get(id));
  const outOfDate = ids.filter(isOutOfDate);
  await remove(
    trx,
    outOfDate.filter((id) => kept.has(id)),
  );
  await add(
    trx,
    outOfDate.flatMap((id) => wanted.get(id) ?? []),
  );
  // Later in the same hour only the moment differs, and the index of trigrams does not know it.
  for (const id of ids.filter((one) => !isOutOfDate(one))) {
    const row = wanted.get(id);
    if (row && row.last_at !== kept.get(id)?.last_at)
      await trx.updateTable("contact_look_up").set({ last_at: row.last_at }).where("contact_id", "=", id).execute();
  }
}

/** Whether the index would hold the same of both. */
function isSame(one: IndexedContact | undefined, other: IndexedContact | undefined): boolean {
  if (!one || !other) return one === other;
  const columns = ["id", "names", "handles", "numbers", "mails"] as const;
  return columns.every((column) => one[column] === other[column]);
}

async function remove(trx: Trx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const list = JSON.stringify(ids);
  await sql`
    INSERT INTO contact_fts (contact_fts, rowid, names, handles, numbers, mails)
    SELECT 'delete', id, names, handles, numbers, mails
    FROM contact_look_up
    WHERE contact_id IN (SELECT value FROM json_each(${list}))`.execute(trx);
  await sql`DELETE FROM contact_look_up WHERE contact_id IN (SELECT value FROM json_each(${list}))`.execute(trx);
}

async function add(trx: Trx, rows: readonly IndexedContact[]): Promise<void> {
  if (rows.length === 0) return;
  await insertRows(trx, "contact_look_up", rows);
  await sql`
    INSERT INTO contact_fts (rowid, names, handles, numbers, mails)
    SELECT id, names, handles, numbers, mails
    FROM contact_look_up
    WHERE contact_id IN (SELECT value FROM json_each(${JSON.stringify(rows.map((row) => row.contact_id))}))`.execute(
    trx,
  );
}

async function keptRows(db: Db, ids: readonly number[]): Promise<readonly IndexedContact[]> {
  const { rows } = await sql<IndexedContact>`
    SELECT id, contact_id, last_at, names, handles, numbers, mails
    FROM contact_look_up
    WHERE contact_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(db);
  return rows;
}

type Found = {
  readonly id: number;
  readonly name: string;
  readonly organisation: string | null;
  readonly last_at: number;
  readonly handles: string;
  readonly phones: string;
  readonly emails: string;
};

/** What the index should hold of these contacts: nothing of those that were removed or are part of another now. */
async function expectedRows(db: Db, ids: readonly number[]): Promise<readonly IndexedContact[]> {
  const { rows } = await sql<Found>`
    SELECT contact.id, contact.name, contact.organisation,
      max(
        coalesce((SELECT max(queued_at) FROM desk_case WHERE contact_id = contact.id), 0),
        coalesce((
          SELECT max(reply.sent_at)
          FROM desk_case
          JOIN reply ON reply.case_id = desk_case.id
          WHERE desk_case.contact_id = contact.id), 0)) AS last_at,
      (
        SELECT json_group_array(json_object('network', network, 'handle', handle))
        FROM (SELECT network, handle FROM contact_handle WHERE contact_id = contact.id ORDER BY network, handle)
      ) AS handles,
      (
        SELECT json_group_array(digits)
        FROM (SELECT digits FROM contact_phone WHERE contact_id = contact.id ORDER BY id)
      ) AS phones,
      (
        SELECT json_group_array(folded)
        FROM (SELECT folded FROM contact_email WHERE contact_id = contact.id ORDER BY id)
      ) AS emails
    FROM json_each(${JSON.stringify(ids)}) AS wanted
    JOIN contact ON contact.id = wanted.value
    WHERE contact.merged_into IS NULL AND contact.removed_at IS NULL`.execute(db);
  return rows.map((row) => ({
    id: Math.floor(row.last_at / hourMs) * rowsOfAnHour + row.id,
    contact_id: row.id,
    last_at: row.last_at,
    ...indexWords({
      ...{ name: row.name, organisation: row.organisation },
      // Made by the query above.
      handles: JSON.parse(row.handles) as ContactWords["handles"],
      phones: JSON.parse(row.phones) as readonly string[],
      emails: JSON.parse(row.emails) as readonly string[],
    }),
  }));
}

/** How many rows of the index say something else than the tables of contacts do. */
export async function wrongIndexRows(db: Db): Promise<number> {
  let wrong = 0;
  for (let after = 0; ;) {
    const { rows } = await sql<{ id: number }>`
      SELECT id FROM (
        SELECT id FROM contact WHERE id > ${after}
        UNION
        SELECT contact_id FROM contact_look_up WHERE contact_id > ${after})
      ORDER BY id
      LIMIT ${lot}`.execute(db);
    const ids = rows.map((row) => row.id);
    const wanted = new Map((await expectedRows(db, ids)).map((row) => [row.contact_id, row]));
    const kept = new Map((await keptRows(db, ids)).map((row) => [row.contact_id, row]));
    wrong += ids.filter((id) => !isSame(wanted.get(id), kept.get(id))).length;
    const last = ids.at(-1);
    if (last === undefined || ids.length < lot) return wrong;
    after = last;
  }
}

/** Whether the trigrams are those of the rows that they stand for. SQLite reports a difference as a corrupt table. */
export async function areTrigramsWhole(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    SELECT (SELECT count(*) FROM contact_look_up) - (SELECT count(*) FROM contact_fts_docsize) AS n`.execute(trx);
  if (rows[0]?.n !== 0) return false;
  try {
    await sql`INSERT INTO contact_fts (contact_fts, rank) VALUES ('integrity-check', 1)`.execute(trx);
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && String(cause.code).startsWith("SQLITE_CORRUPT")) return false;
    throw cause;
  }
}
