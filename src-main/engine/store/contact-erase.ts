import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";
import { eraseFromShifts } from "./shift-erase.ts";
import { indexMentions, unindexMentions } from "./search.ts";

/** A contact with all that became part of it, row by row, as SQL sees them. */
const family = (rowId: number) => sql`
  WITH RECURSIVE family (id) AS (
    SELECT ${rowId}
    UNION
    SELECT contact.id FROM contact JOIN family ON contact.merged_into = family.id)
  SELECT id FROM family`;

/** Items that were entered by hand under a number, an address or a name of theirs: what was said is the desk's own record. */
const calls = (rowId: number) => sql`
  SELECT item.id
  FROM contact_handle
  JOIN item ON item.network = contact_handle.network AND item.handle = contact_handle.handle
  WHERE contact_handle.contact_id IN (${family(rowId)}) AND item.network IN ('phone', 'email', 'walk-in')`;

const casesOf = (rowId: number) => sql`SELECT id FROM desk_case WHERE contact_id IN (${family(rowId)})`;

const events = (rowId: number) => sql`
  SELECT event.seq
  FROM event
  JOIN contact ON contact.public_id = event.subject_id
  WHERE event.subject_kind = 'contact' AND contact.id IN (${family(rowId)})`;

export type ErasureCounts = {
  readonly handles: number;
  readonly phones: number;
  readonly emails: number;
  readonly notes: number;
  readonly events: number;
  readonly calls: number;
  readonly mentions: number;
  readonly cases: number;
  readonly replies: number;
  readonly caseNotes: number;
};

/** What an erasure would take away and leave. */
export async function countErasure(db: Db, rowId: number): Promise<ErasureCounts> {
  const own = (table: string) => sql`
    (SELECT count(*) FROM ${sql.table(table)} WHERE contact_id IN (${family(rowId)}))`;
  const { rows } = await sql<ErasureCounts>`
    SELECT ${own("contact_handle")} AS handles, ${own("contact_phone")} AS phones, ${own("contact_email")} AS emails,
      ${own("contact_note")} AS notes, ${own("desk_case")} AS cases,
      (SELECT count(*) FROM event_payload WHERE seq IN (${events(rowId)})) AS events,
      (SELECT count(*) FROM (${calls(rowId)})) AS calls,
      (SELECT count(*) FROM reply WHERE state = 'sent' AND case_id IN (${casesOf(rowId)})) AS replies,
      (SELECT count(*) FROM case_note WHERE case_id IN (${casesOf(rowId)})) AS caseNotes,
      (
        SELECT count(*)
        FROM desk_case
        JOIN mention ON mention.story_id = desk_case.story_id
        WHERE desk_case.id IN (${casesOf(rowId)})) AS mentions`.execute(db);
  const [counts] = rows;
  if (!counts) throw new Error("a count without a row");
  return counts;
}

/** Takes away the words of the events about a contact; their hashes stay, so the chain still verifies. */
async function eraseEvents(trx: Trx, rowId: number): Promise<void> {
  await sql`DELETE FROM event_payload WHERE seq IN (${events(rowId)})`.execute(trx);
}

/** Calls, e-mails and visits keep what was said, and lose who said it; the search no longer finds them by it. */
async function eraseCalls(trx: Trx, rowId: number): Promise<void> {
  const { rows } = await sql<{ readonly id: number }>`${calls(rowId)}`.execute(trx);
  const ids = rows.map(({ id }) => id);
  await unindexMentions(trx, ids);
  await sql`
    UPDATE item SET author = NULL, handle = NULL
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(trx);
  await indexMentions(trx, ids);
}

const belongings = ["contact_handle", "contact_phone", "contact_email", "contact_note", "contact_reach", "crm_profile"];

/** Erases who a contact is. An empty row stays, for what points at it; no list shows it. Cases stay without the person. */
export async function eraseProfile(trx: Trx, rowId: number, at: number): Promise<void> {
  await eraseFromShifts(trx, family(rowId), at);
  await eraseEvents(trx, rowId);
  await eraseCalls(trx, rowId);
  await sql`
    UPDATE desk_case SET contact_id = NULL, erased_at = ${at}
    WHERE contact_id IN (${family(rowId)})`.execute(trx);
  for (const table of belongings)
    await sql`DELETE FROM ${sql.table(table)} WHERE contact_id IN (${family(rowId)})`.execute(trx);
  await sql`
    DELETE FROM contact_apart
    WHERE one_id IN (${family(rowId)}) OR other_id IN (${family(rowId)})`.execute(trx);
  await sql`
    DELETE FROM contact_merge
    WHERE survivor_id IN (${family(rowId)}) OR merged_id IN (${family(rowId)})`.execute(trx);
  await sql`
    UPDATE contact
    SET name = '', name_folded = '', organisation = NULL, town = NULL, import_id = NULL, removed_at = ${at},
      version = version + 1
    WHERE id IN (${family(rowId)})`.execute(trx);
}
