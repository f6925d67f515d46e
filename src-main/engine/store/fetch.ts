import { sql } from "kysely";
import type { FetchRow } from "../../contract/methods/sources.ts";
import type { Said } from "../../contract/values.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Trx } from "./open.ts";

/** The last fetches that are kept of each source. */
const kept = 50;

/** Writes one fetch into the log of its source and drops the oldest. */
export async function insertFetch(trx: Trx, sourceId: number, fetch: FetchRow): Promise<void> {
  const row = {
    source_id: sourceId,
    at: fetch.at,
    outcome: fetch.outcome,
    conditional: fetch.conditional ? (1 as const) : (0 as const),
    http_status: fetch.httpStatus,
    bytes: fetch.bytes,
    took_ms: fetch.tookMs,
    new_items: fetch.newItems,
    trouble: fetch.trouble === null ? null : JSON.stringify(fetch.trouble),
    next_check_at: fetch.nextCheckAt,
  };
  await insertRows(trx, "fetch", [row]);
  await sql`
    DELETE FROM fetch
    WHERE source_id = ${sourceId}
      AND id <= (SELECT id FROM fetch WHERE source_id = ${sourceId} ORDER BY id DESC LIMIT 1 OFFSET ${kept})`.execute(
    trx,
  );
}

/** Whether the newest fetch of a source met a desk without a network. */
export async function wasOffline(db: Db, sourceId: number): Promise<boolean> {
  const newest = await db
    .selectFrom("fetch")
    .select("outcome")
    .where("source_id", "=", sourceId)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return newest?.outcome === "offline";
}

/** The log of a source, newest first. */
export async function fetchesOf(db: Db, sourceId: number): Promise<readonly FetchRow[]> {
  const rows = await db
    .selectFrom("fetch")
    .selectAll()
    .where("source_id", "=", sourceId)
    .orderBy("id", "desc")
    .limit(kept)
    .execute();
  return rows.map((row) => ({
    at: row.at,
    outcome: row.outcome,
    conditional: row.conditional === 1,
    httpStatus: row.http_status,
    bytes: row.bytes,
    tookMs: row.took_ms,
    newItems: row.new_items,
    // Written by insertFetch only.
    trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    nextCheckAt: row.next_check_at,
  }));
}
