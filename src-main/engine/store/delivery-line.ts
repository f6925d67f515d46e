import { sql } from "kysely";
import type { Db, Trx } from "./open.ts";

// The lines of contacts: who stands behind whom, who waits for whom, and what a person or the network sets going again.

/** So far ahead of the clock may be what waits on purpose; what is further ahead, another clock said. */
const aheadMs = 5 * 60_000;

/** Now; but what was logged by hand a moment ago is due when its slip is over, which its row begins with. */
const soonest = (at: number) => sql`
  CASE WHEN created_at > ${at} AND created_at <= ${at + aheadMs} THEN created_at ELSE ${at} END`;

/** What stands behind a dead line of the same contact waits for a person. */
export async function blockBehind(trx: Trx, rowId: number): Promise<void> {
  await sql`
    UPDATE delivery
    SET state = 'blocked', version = version + 1
    WHERE state = 'queued'
      AND (target_id, contact_key) = (SELECT target_id, contact_key FROM delivery WHERE id = ${rowId})
      AND id > ${rowId}`.execute(trx);
}

/** What stood behind a line goes on, unless another dead one is before it. */
export async function freeBehind(trx: Trx, rowId: number, at: number): Promise<void> {
  await sql`
    UPDATE delivery
    SET state = 'queued', next_at = ${soonest(at)}, version = version + 1
    WHERE state = 'blocked'
      AND (target_id, contact_key) = (SELECT target_id, contact_key FROM delivery WHERE id = ${rowId})
      AND id > ${rowId}
      AND NOT EXISTS (
        SELECT 1 FROM delivery AS before
        WHERE before.target_id = delivery.target_id AND before.contact_key = delivery.contact_key
          AND before.state = 'dead' AND before.skipped = 0 AND before.id < delivery.id
      )`.execute(trx);
}

/** What stands behind a line that waits is due no earlier than that line. */
export async function holdBehind(trx: Trx, rowId: number, until: number): Promise<void> {
  await sql`
    UPDATE delivery
    SET next_at = ${until}
    WHERE state = 'queued' AND next_at < ${until}
      AND (target_id, contact_key) = (SELECT target_id, contact_key FROM delivery WHERE id = ${rowId})
      AND id > ${rowId}`.execute(trx);
}

/** A line is finished: the next of its contact waits for nothing any more. */
export async function advanceLine(trx: Trx, rowId: number, at: number): Promise<void> {
  await sql`
    UPDATE delivery
    SET next_at = ${soonest(at)}
    WHERE next_at > ${at} AND id = (
      SELECT MIN(id) FROM delivery
      WHERE state IN ('queued', 'sending')
        AND target_id = (SELECT target_id FROM delivery WHERE id = ${rowId})
        AND contact_key = (SELECT contact_key FROM delivery WHERE id = ${rowId})
        AND id > ${rowId}
    )`.execute(trx);
}

/** The person whom a line is about was erased here: nothing of them is sent any more. */
export async function isErased(db: Db, rowId: number): Promise<boolean> {
  const { rows } = await sql<{ readonly erased: number }>`
    SELECT delivery.error_class IS 'erased' OR EXISTS (
      SELECT 1 FROM delivery AS later
      WHERE later.target_id = delivery.target_id AND later.contact_key = delivery.contact_key
        AND later.kind = 'erasure' AND later.id > delivery.id
    ) AS erased
    FROM delivery
    WHERE delivery.id = ${rowId} AND delivery.kind <> 'erasure'`.execute(db);
  return rows[0]?.erased === 1;
}

/** A person's retry counts attempts and hours anew; that the line was tried before is kept. */
export async function requeue(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx
    .updateTable("delivery")
    .set((eb) => ({
      state: "queued",
      attempts: 0,
      strikes: 0,
      counted_from: null,
      skipped: 0,
      next_at: at,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", rowId)
    .execute();
  await freeBehind(trx, rowId, at);
  await reviveCorrections(trx, rowId, at);
}

/** Corrections that died only because what they correct had not arrived go with it. */
async function reviveCorrections(trx: Trx, rowId: number, at: number): Promise<void> {
  await sql`
    UPDATE delivery
    SET state = 'queued', attempts = 0, strikes = 0, counted_from = NULL, skipped = 0, error_class = NULL, trouble = NULL,
      next_at = ${at}, version = version + 1
    WHERE corrects_id = ${rowId} AND state = 'dead' AND error_class = 'undelivered'`.execute(trx);
}

/** After a repair: what failed and was not skipped, and what waits for its next try, is due now. Answers how many. */
export async function requeueAll(trx: Trx, targetRowId: number, at: number): Promise<number> {
  const { rows } = await sql<{ readonly id: number }>`
    UPDATE delivery
    SET state = 'queued', attempts = 0, strikes = 0, counted_from = NULL, next_at = ${at}, version = version + 1
    WHERE target_id = ${targetRowId}
      AND ((state = 'dead' AND skipped = 0) OR (state = 'queued' AND attempts > 0))
    RETURNING id`.execute(trx);
  await sql`
    UPDATE delivery
    SET state = CASE state WHEN 'blocked' THEN 'queued' ELSE state END, next_at = ${soonest(at)}, version = version + 1
    WHERE target_id = ${targetRowId} AND (state = 'blocked' OR (state = 'queued' AND next_at > ${at}))`.execute(trx);
  return rows.length;
}

export async function skip(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx
    .updateTable("delivery")
    .set((eb) => ({ skipped: 1, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
  await freeBehind(trx, rowId, at);
}

/** The network is back: what only waited for it is due now. */
export async function wakeOffline(trx: Trx, at: number): Promise<void> {
  await trx
    .updateTable("delivery")
    .set({ next_at: at })
    .where("error_class", "=", "offline")
    .where(sql<boolean>`state = 'queued'`)
    .execute();
}

/** What was put off by a clock that was ahead is due now. */
export async function wakeFromAhead(trx: Trx, at: number): Promise<void> {
  const ahead = at + aheadMs;
  await sql`
    UPDATE delivery
    SET next_at = ${at}, tried_at = min(tried_at, ${at})
    WHERE state IN ('queued', 'sending') AND next_at > ${at} AND (created_at > ${ahead} OR tried_at > ${ahead})`.execute(
    trx,
  );
}

/** Writes what a person changed, and which fields of the snapshot were ever changed. */
export async function writeEdit(
  trx: Trx,
  rowId: number,
  { payload, edited }: { readonly payload: string; readonly edited: readonly string[] },
): Promise<void> {
  await trx
    .updateTable("delivery")
    .set({ payload, edited: JSON.stringify(edited) })
    .where("id", "=", rowId)
    .execute();
}
