import { sql } from "kysely";
import type { Piece, Tier } from "../../domain/look-up/read-query.ts";
import type { Db } from "./open.ts";

/** A contact that was found; `lastAt` 0 when it never wrote and was never answered. */
export type FoundContact = { readonly rowId: number; readonly lastAt: number };

/** The contacts of the best ranks, within a rank the most recent first. */
export async function findContacts(
  db: Db,
  tiers: readonly Tier[],
  { limit }: { readonly limit: number },
): Promise<readonly FoundContact[]> {
  const found = new Map<number, FoundContact>();
  for (const tier of tiers) {
    if (tier.length === 0) continue;
    for (const hit of await hitsOf(db, tier, limit)) if (!found.has(hit.rowId)) found.set(hit.rowId, hit);
    if (found.size >= limit) break;
  }
  return [...found.values()].slice(0, limit);
}

// By row id, which begins with the hour of the last contact: the index ends as soon as it has enough, however common
// the piece is. Ordering by the moment itself would visit every hit first.
async function hitsOf(db: Db, tier: Tier, limit: number): Promise<readonly FoundContact[]> {
  const { rows } = await sql<FoundContact>`
    SELECT contact_look_up.contact_id AS rowId, contact_look_up.last_at AS lastAt
    FROM contact_fts
    JOIN contact_look_up ON contact_look_up.id = contact_fts.rowid
    WHERE contact_fts MATCH ${matchOf(tier)}
    ORDER BY contact_fts.rowid DESC
    LIMIT ${limit}`.execute(db);
  return rows.toSorted((one, other) => other.lastAt - one.lastAt || other.rowId - one.rowId);
}

function matchOf(tier: Tier): string {
  return tier.map((pieces) => `(${pieces.map(phraseOf).join(" AND ")})`).join(" OR ");
}

function phraseOf({ columns, text }: Piece): string {
  const phrase = `"${text.replaceAll('"', '""')}"`;
  return columns.length === 0 ? phrase : `{${columns.join(" ")}} : ${phrase}`;
}
