import { sql } from "kysely";
import type { DeliveryRow } from "../../contract/methods/crm.ts";
import type { DeliveryState, Said } from "../../contract/values.ts";
import type { DeliveryClass } from "../../domain/crm/retry.ts";
import type { Interaction } from "../../domain/crm/interaction.ts";
import type { Db, Trx } from "./open.ts";

export type Delivery = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly state: DeliveryState;
  readonly contactKey: string;
  readonly attempts: number;
  /** The first try ever: a line that has one may have arrived, whatever became of its retries. */
  readonly firstTryAt: number | null;
  /** The first try since a person last asked for one: where the count of attempts and hours begins. */
  readonly countedFrom: number | null;
  readonly line: Interaction;
};

export type NewDelivery = {
  readonly id: string;
  readonly targetRowId: number;
  readonly caseRowId: number;
  readonly contactKey: string;
  readonly line: Interaction;
  readonly at: number;
};

export async function insertDelivery(trx: Trx, delivery: NewDelivery): Promise<void> {
  const isBehindDead = await trx
    .selectFrom("delivery")
    .select("id")
    .where("target_id", "=", delivery.targetRowId)
    .where("contact_key", "=", delivery.contactKey)
    .where("state", "=", "dead")
    .where("skipped", "=", 0)
    .limit(1)
    .executeTakeFirst();
  await trx
    .insertInto("delivery")
    .values({
      public_id: delivery.id,
      key: delivery.line.key,
      target_id: delivery.targetRowId,
      case_id: delivery.caseRowId,
      contact_key: delivery.contactKey,
      payload: JSON.stringify(delivery.line),
      state: isBehindDead ? "blocked" : "queued",
      first_try_at: null,
      counted_from: null,
      next_at: delivery.at,
      error_class: null,
      trouble: null,
      remote_url: null,
      created_at: delivery.at,
      done_at: null,
    })
    .execute();
}

const columns = [
  "id",
  "public_id",
  "version",
  "state",
  "contact_key",
  "attempts",
  "first_try_at",
  "counted_from",
  "payload",
] as const;

type Row = {
  readonly id: number;
  readonly public_id: string;
  readonly version: number;
  readonly state: DeliveryState;
  readonly contact_key: string;
  readonly attempts: number;
  readonly first_try_at: number | null;
  readonly counted_from: number | null;
  readonly payload: string;
};

const toDelivery = (row: Row): Delivery => ({
  rowId: row.id,
  id: row.public_id,
  version: row.version,
  state: row.state,
  contactKey: row.contact_key,
  attempts: row.attempts,
  firstTryAt: row.first_try_at,
  countedFrom: row.counted_from,
  // A snapshot that insertDelivery wrote.
  line: JSON.parse(row.payload) as Interaction,
});

/** The next line of a target: due, and the oldest of its contact's that is not finished. */
export async function nextDelivery(
  db: Db,
  { targetRowId, now }: { readonly targetRowId: number; readonly now: number },
): Promise<Delivery | null> {
  const row = await db
    .selectFrom("delivery as one")
    .select(columns)
    .where("target_id", "=", targetRowId)
    .where(sql<boolean>`state IN ('queued', 'sending')`)
    .where("next_at", "<=", now)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("delivery as older")
            .select("older.id")
            .whereRef("older.target_id", "=", "one.target_id")
            .whereRef("older.contact_key", "=", "one.contact_key")
            .whereRef("older.id", "<", "one.id")
            .where("older.state", "in", ["queued", "sending"]),
        ),
      ),
    )
    .orderBy("next_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ? toDelivery(row) : null;
}

/** When a target has something to send next; null = nothing waits. */
export async function nextDueAt(db: Db, targetRowId: number): Promise<number | null> {
  const row = await db
    .selectFrom("delivery")
    .select((eb) => eb.fn.min<number | null>("next_at").as("at"))
    .where("target_id", "=", targetRowId)
    .where(sql<boolean>`state IN ('queued', 'sending')`)
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function findDelivery(db: Db, id: string): Promise<Delivery | null> {
  const row = await db.selectFrom("delivery").select(columns).where("public_id", "=", id).executeTakeFirst();
  return row ? toDelivery(row) : null;
}

/** Committed before the request leaves: found at the next start, it says that the outcome is not known. */
export async function markSending(trx: Trx, delivery: Delivery, at: number): Promise<void> {
  await trx
    .updateTable("delivery")
    .set((eb) => ({
      state: "sending",
      attempts: eb("attempts", "+", 1),
      first_try_at: delivery.firstTryAt ?? at,
      counted_from: delivery.countedFrom ?? at,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", delivery.rowId)
    .execute();
}

export type DeliveryEnd = {
  readonly state: DeliveryState;
  readonly class: DeliveryClass;
  readonly says: Said | null;
  readonly nextAt: number | null;
  readonly doneAt: number | null;
  /** Offline is no attempt: takes the one of markSending back. */
  readonly uncount?: boolean;
};

export async function endAttempt(trx: Trx, rowId: number, end: DeliveryEnd): Promise<void> {
  await trx
    .updateTable("delivery")
    .set((eb) => ({
      state: end.state,
      error_class: end.class === "ok" ? null : end.class,
      trouble: end.says === null ? null : JSON.stringify(end.says),
      next_at: end.nextAt,
      done_at: end.doneAt,
      attempts: eb("attempts", "-", end.uncount ? 1 : 0),
      version: eb("version", "+", 1),
    }))
    .where("id", "=", rowId)
    .execute();
}

/** What stands behind a dead line of the same contact waits for a person; `blocked` again becomes `queued`. */
export async function setBehind(trx: Trx, rowId: number, to: "blocked" | "queued"): Promise<void> {
  await sql`
    UPDATE delivery
    SET state = ${to}, version = version + 1
    WHERE state = ${to === "blocked" ? "queued" : "blocked"}
      AND (target_id, contact_key) = (SELECT target_id, contact_key FROM delivery WHERE id = ${rowId})
      AND id > ${rowId}`.execute(trx);
}

/** A person's retry counts attempts and hours anew; that the line was tried before is kept. */
export async function requeue(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx
    .updateTable("delivery")
    .set((eb) => ({
      state: "queued",
      attempts: 0,
      counted_from: null,
      skipped: 0,
      next_at: at,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", rowId)
    .execute();
}

export async function skip(trx: Trx, rowId: number): Promise<void> {
  await trx
    .updateTable("delivery")
    .set((eb) => ({ skipped: 1, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

/** The network is back: what only waited for it is due now. */
export async function wakeOffline(trx: Trx, at: number): Promise<void> {
  await trx
    .updateTable("delivery")
    .set({ next_at: at })
    .where("error_class", "=", "offline")
    .where("state", "=", "queued")
    .execute();
}

export async function countDeliveries(db: Db): Promise<Record<DeliveryState, number>> {
  const rows = await db
    .selectFrom("delivery")
    .select("state")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .groupBy("state")
    .execute();
  const counts: Record<DeliveryState, number> = { queued: 0, sending: 0, done: 0, blocked: 0, dead: 0 };
  for (const row of rows) counts[row.state] = Number(row.n);
  return counts;
}

/** The newest deliveries, of one state or of all. */
export async function listDeliveries(
  db: Db,
  { state, limit }: { readonly state: DeliveryState | null; readonly limit: number },
): Promise<DeliveryRow[]> {
  let query = db
    .selectFrom("delivery")
    .innerJoin("crm_target", "crm_target.id", "delivery.target_id")
    .innerJoin("desk_case", "desk_case.id", "delivery.case_id")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .selectAll("delivery")
    .select(["crm_target.name as target_name", "story.public_id as story_public_id"])
    .orderBy("delivery.id", "desc")
    .limit(limit);
  if (state !== null) query = query.where("delivery.state", "=", state);
  return (await query.execute()).map((row) => {
    const line = JSON.parse(row.payload) as Interaction;
    return {
      id: row.public_id,
      version: row.version,
      key: row.key,
      target: row.target_name,
      state: row.state,
      what: line.reply?.text ?? line.mention.title ?? line.mention.text,
      contact: line.contact.name ?? line.contact.handle,
      storyId: row.story_public_id,
      attempts: row.attempts,
      createdAt: row.created_at,
      nextAt: row.state === "queued" || row.state === "sending" ? row.next_at : null,
      doneAt: row.done_at,
      trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    };
  });
}
