import { sql } from "kysely";
import { isTellingHandle } from "../../domain/contacts/same-person.ts";
import type { Db, Trx } from "./open.ts";

/** Contacts on the list that share a number, an address, a bare handle or a name with this one; at most forty. */
export async function contactsAlike(db: Db, contactRowId: number): Promise<readonly number[]> {
  const { rows } = await sql<{ rowId: number }>`
    SELECT DISTINCT other.id AS rowId
    FROM (
      SELECT * FROM (
        SELECT theirs.contact_id AS id FROM contact_phone AS ours JOIN contact_phone AS theirs ON theirs.digits = ours.digits
        WHERE ours.contact_id = ${contactRowId} LIMIT 100)
      UNION ALL SELECT * FROM (
        SELECT theirs.contact_id FROM contact_email AS ours JOIN contact_email AS theirs ON theirs.folded = ours.folded
        WHERE ours.contact_id = ${contactRowId} LIMIT 100)
      UNION ALL SELECT * FROM (
        SELECT theirs.contact_id FROM contact_handle AS ours
        JOIN contact_handle AS theirs ON theirs.folded = ours.folded AND theirs.folded <> ''
        WHERE ours.contact_id = ${contactRowId} LIMIT 100)
      UNION ALL SELECT * FROM (
        SELECT named.id FROM contact AS ours
        JOIN contact AS named ON named.name_folded = ours.name_folded
          AND named.merged_into IS NULL AND named.removed_at IS NULL
        WHERE ours.id = ${contactRowId} AND ours.name_folded <> '' LIMIT 100)
    ) AS found
    JOIN contact AS other ON other.id = found.id
    WHERE other.id <> ${contactRowId} AND other.merged_into IS NULL AND other.removed_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM contact_apart
        WHERE one_id = min(other.id, ${contactRowId}) AND other_id = max(other.id, ${contactRowId}))
    ORDER BY other.id
    LIMIT 40`.execute(db);
  return rows.map((row) => row.rowId);
}

/** Of these contacts, those who wrote in a story or a thread in which this one wrote. Looks at the last hundred mentions of each. */
export async function sharingThreads(
  db: Db,
  contactRowId: number,
  others: readonly number[],
): Promise<ReadonlySet<number>> {
  if (others.length === 0) return new Set();
  const ours = await placesOf(db, contactRowId);
  const sharing = new Set<number>();
  for (const other of others) {
    const theirs = await placesOf(db, other);
    if ([...theirs].some((place) => ours.has(place))) sharing.add(other);
  }
  return sharing;
}

async function placesOf(db: Db, contactRowId: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ story: number; thread: string | null }>`
    SELECT mention.story_id AS story, item.reply_url AS thread
    FROM contact_handle
    JOIN item INDEXED BY item_handle ON item.handle = contact_handle.handle AND item.network = contact_handle.network
    JOIN mention ON mention.id = item.id
    WHERE contact_handle.contact_id = ${contactRowId}
    LIMIT 100`.execute(db);
  return new Set(
    rows.flatMap(({ story, thread }) => [`story ${story}`, ...(thread === null ? [] : [`thread ${thread}`])]),
  );
}

const mostPairs = 200;

/** Pairs that share a number, an address, a bare handle, or a name with a town; not told apart, both on the list. */
export async function alikePairs(db: Db): Promise<readonly (readonly [number, number])[]> {
  // Which words occur twice is read from one index each; only those are joined with their contacts.
  const { rows } = await sql<{ one: number; other: number; folded: string | null }>`
    WITH shared (one, other, folded) AS (
      SELECT * FROM (
        SELECT a.contact_id, b.contact_id, NULL
        FROM (SELECT digits FROM contact_phone GROUP BY digits HAVING count(*) > 1 LIMIT ${mostPairs}) AS twice
        JOIN contact_phone AS a ON a.digits = twice.digits
        JOIN contact_phone AS b ON b.digits = twice.digits AND b.contact_id > a.contact_id LIMIT ${mostPairs})
      UNION SELECT * FROM (
        SELECT a.contact_id, b.contact_id, NULL
        FROM (SELECT folded FROM contact_email GROUP BY folded HAVING count(*) > 1 LIMIT ${mostPairs}) AS twice
        JOIN contact_email AS a ON a.folded = twice.folded
        JOIN contact_email AS b ON b.folded = twice.folded AND b.contact_id > a.contact_id LIMIT ${mostPairs})
      UNION SELECT * FROM (
        SELECT a.contact_id, b.contact_id, twice.folded
        FROM (SELECT folded FROM contact_handle WHERE folded <> '' GROUP BY folded HAVING count(*) > 1 LIMIT ${mostPairs}) AS twice
        JOIN contact_handle AS a ON a.folded = twice.folded AND a.folded <> ''
        JOIN contact_handle AS b ON b.folded = twice.folded AND b.folded <> '' AND b.contact_id > a.contact_id
        LIMIT ${mostPairs})
      UNION SELECT * FROM (
        SELECT a.id, b.id, NULL
        FROM (
          SELECT name_folded FROM contact WHERE merged_into IS NULL AND removed_at IS NULL AND name_folded <> ''
          GROUP BY name_folded HAVING count(*) > 1 LIMIT ${mostPairs}) AS twice
        JOIN contact AS a ON a.name_folded = twice.name_folded AND a.merged_into IS NULL AND a.removed_at IS NULL
        JOIN contact AS b ON b.name_folded = twice.name_folded AND b.merged_into IS NULL AND b.removed_at IS NULL
          AND b.id > a.id
        LIMIT ${mostPairs})
    )
    SELECT shared.one, shared.other, shared.folded
    FROM shared
    JOIN contact AS a ON a.id = shared.one AND a.merged_into IS NULL AND a.removed_at IS NULL
    JOIN contact AS b ON b.id = shared.other AND b.merged_into IS NULL AND b.removed_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM contact_apart WHERE one_id = shared.one AND other_id = shared.other)
    ORDER BY shared.one, shared.other
    LIMIT ${mostPairs}`.execute(db);
  const pairs = new Map<string, readonly [number, number]>();
  for (const { one, other, folded } of rows)
    if (folded === null || isTellingHandle(folded)) pairs.set(`${one} ${other}`, [one, other]);
  return [...pairs.values()];
}

type Pair = { readonly one: number; readonly other: number };

const ordered = ({ one, other }: Pair) => ({ one_id: Math.min(one, other), other_id: Math.max(one, other) });

/** Remembers that two contacts are two people. */
export async function setApart(
  trx: Trx,
  { at, byRowId, ...pair }: Pair & { readonly at: number; readonly byRowId: number | null },
): Promise<void> {
  await trx
    .insertInto("contact_apart")
    .values({ ...ordered(pair), at, by_id: byRowId })
    .onConflict((conflict) => conflict.columns(["one_id", "other_id"]).doNothing())
    .execute();
}

export async function forgetApart(trx: Trx, pair: Pair): Promise<void> {
  const { one_id, other_id } = ordered(pair);
  await trx.deleteFrom("contact_apart").where("one_id", "=", one_id).where("other_id", "=", other_id).execute();
}

/** How many cases and notes a contact has. */
export async function countBelongings(db: Db, contactRowId: number): Promise<{ cases: number; notes: number }> {
  const { rows } = await sql<{ cases: number; notes: number }>`
    SELECT (SELECT count(*) FROM desk_case WHERE contact_id = ${contactRowId}) AS cases,
      (SELECT count(*) FROM contact_note WHERE contact_id = ${contactRowId} AND removed_at IS NULL) AS notes`.execute(
    db,
  );
  return rows[0] ?? { cases: 0, notes: 0 };
}
