import { sql } from "kysely";
import type { DeliveryState, Said } from "../../contract/values.ts";
import type { DeliveryClass } from "../../domain/crm/retry.ts";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import type { Db, Trx } from "./open.ts";

export type DeliveryKind = "interaction" | "correction" | "erasure";

export type Delivery = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly state: DeliveryState;
  readonly kind: DeliveryKind;
  readonly caseRowId: number;
  /** The delivery that this one corrects. */
  readonly correctsRowId: number | null;
  /** Whose line it stands in. */
  readonly contactKey: string;
  readonly attempts: number;
  readonly createdAt: number;
  /** The first try ever: a line that has one may have arrived, whatever became of its retries. */
  readonly firstTryAt: number | null;
  /** The first try since a person last asked for one: where the count of attempts and hours begins. */
  readonly countedFrom: number | null;
  /** The last try that came to nothing. */
  readonly triedAt: number | null;
  /** Tries that count against the line. */
  readonly strikes: number;
  readonly remoteId: string | null;
  readonly remoteUrl: string | null;
  readonly line: CrmLine;
};

export type NewDelivery = {
  readonly id: string;
  readonly targetRowId: number;
  readonly caseRowId: number;
  readonly contactKey: string;
  readonly line: CrmLine;
  readonly at: number;
};

const kinds = {
  "watchroom.interaction/1": "interaction",
  "watchroom.correction/1": "correction",
  "watchroom.erasure/1": "erasure",
} as const satisfies Readonly<Record<CrmLine["schema"], DeliveryKind>>;

/**
 * Queues a line behind what its contact's line already holds. A correction stands in the line of what it corrects, whoever
 * the contact is now: it never leaves before that.
 */
export async function insertDelivery(trx: Trx, delivery: NewDelivery): Promise<void> {
  const corrected = await findCorrected(trx, delivery);
  const contactKey = corrected?.contact_key ?? delivery.contactKey;
  const { isBehindDead, notBefore } = await readLine(trx, { ...delivery, contactKey });
  await trx
    .insertInto("delivery")
    .values({
      public_id: delivery.id,
      key: delivery.line.key,
      target_id: delivery.targetRowId,
      case_id: delivery.caseRowId,
      contact_key: contactKey,
      payload: JSON.stringify(delivery.line),
      kind: kinds[delivery.line.schema],
      corrects_id: corrected?.id ?? null,
      state: isBehindDead ? "blocked" : "queued",
      first_try_at: null,
      counted_from: null,
      next_at: Math.max(delivery.at, notBefore),
      error_class: null,
      trouble: null,
      remote_url: null,
      created_at: delivery.at,
      done_at: null,
    })
    .execute();
}

async function findCorrected(trx: Trx, { line, targetRowId }: NewDelivery) {
  if (line.schema !== "watchroom.correction/1") return null;
  return trx
    .selectFrom("delivery")
    .select(["id", "contact_key"])
    .where("key", "=", line.interaction.key)
    .where("target_id", "=", targetRowId)
    .executeTakeFirst();
}

/** Whoever stands behind another is due when that one is, and not before: so the first that is due is the head of a line. */
async function readLine(
  trx: Trx,
  { targetRowId, contactKey }: { readonly targetRowId: number; readonly contactKey: string },
): Promise<{ readonly isBehindDead: boolean; readonly notBefore: number }> {
  const { rows } = await sql<{ readonly dead: number; readonly next_at: number | null }>`
    SELECT
      EXISTS (
        SELECT 1 FROM delivery
        WHERE target_id = ${targetRowId} AND contact_key = ${contactKey} AND state = 'dead' AND skipped = 0
      ) AS dead,
      (
        SELECT MAX(next_at) FROM delivery
        WHERE target_id = ${targetRowId} AND contact_key = ${contactKey} AND state IN ('queued', 'sending')
      ) AS next_at`.execute(trx);
  const [line] = rows;
  return { isBehindDead: line?.dead === 1, notBefore: line?.next_at ?? 0 };
}

const columns = [
  ...(["id", "public_id", "version", "state", "kind", "case_id", "corrects_id", "contact_key", "attempts"] as const),
  ...(["created_at", "first_try_at", "counted_from", "remote_id", "remote_url", "payload"] as const),
  ...(["tried_at", "strikes"] as const),
] as const;

type Row = {
  readonly id: number;
  readonly public_id: string;
  readonly version: number;
  readonly state: DeliveryState;
  readonly kind: DeliveryKind;
  readonly case_id: number;
  readonly corrects_id: number | null;
  readonly contact_key: string;
  readonly attempts: number;
  readonly created_at: number;
  readonly first_try_at: number | null;
  readonly counted_from: number | null;
  readonly remote_id: string | null;
  readonly remote_url: string | null;
  readonly payload: string;
  readonly tried_at: number | null;
  readonly strikes: number;
};

const toDelivery = (row: Row): Delivery => ({
  rowId: row.id,
  id: row.public_id,
  version: row.version,
  state: row.state,
  kind: row.kind,
  caseRowId: row.case_id,
  correctsRowId: row.corrects_id,
  contactKey: row.contact_key,
  attempts: row.attempts,
  createdAt: row.created_at,
  firstTryAt: row.first_try_at,
  countedFrom: row.counted_from,
  triedAt: row.tried_at,
  strikes: row.strikes,
  remoteId: row.remote_id,
  remoteUrl: row.remote_url,
  // A snapshot that insertDelivery wrote.
  line: JSON.parse(row.payload) as CrmLine,
});

/** The next line of a target: due, and the oldest of its contact's that is not finished. */
export async function nextDelivery(
  db: Db,
  { targetRowId, now }: { readonly targetRowId: number; readonly now: number },
): Promise<Delivery | null> {
  // The states are written out: SQLite uses a partial index only when it sees the values that the index was made for.
  const row = await db
    .selectFrom("delivery as one")
    .select(columns)
    .where("target_id", "=", targetRowId)
    .where(sql<boolean>`state IN ('queued', 'sending')`)
    .where("next_at", "<=", now)
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT 1 FROM delivery AS older
        WHERE older.target_id = one.target_id AND older.contact_key = one.contact_key
          AND older.state IN ('queued', 'sending') AND older.id < one.id
      )`,
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

export async function deliveryByRow(db: Db, rowId: number): Promise<Delivery | null> {
  const row = await db.selectFrom("delivery").select(columns).where("id", "=", rowId).executeTakeFirst();
  return row ? toDelivery(row) : null;
}

/** What went to a target under these keys, oldest first. */
export async function deliveriesByKey(
  db: Db,
  { targetRowId, keys }: { readonly targetRowId: number; readonly keys: readonly string[] },
): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom("delivery")
    .select(columns)
    .where("target_id", "=", targetRowId)
    .where(sql<boolean>`key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`)
    .orderBy("id")
    .execute();
  return rows.map(toDelivery);
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
  readonly class: DeliveryClass | "undelivered" | "erased";
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

/** A try came to nothing; `strikes`: how many count against the line by now. */
export async function noteTry(
  trx: Trx,
  rowId: number,
  { strikes, at }: { readonly strikes: number; readonly at: number },
): Promise<void> {
  await trx.updateTable("delivery").set({ strikes, tried_at: at }).where("id", "=", rowId).execute();
}
