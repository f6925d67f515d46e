import { createHash } from "node:crypto";
import type { Insertable } from "kysely";
import { eventKinds } from "../../domain/events.ts";
import type { Actor, EventKind, EventPayload, NewEvent } from "../../domain/events.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Trx } from "./open.ts";
import type { Schema } from "./schema.ts";

/** What all events of one act share. `id` and `salt` are drawn once per event. */
export type EventFrame = {
  readonly at: number;
  readonly actor: Actor;
  readonly commandId: string | null;
  readonly batchId: string | null;
  readonly newId: () => string;
  readonly newSalt: () => string;
};

export type StoredEvent = {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly actor: Actor;
  readonly commandId: string | null;
  readonly batchId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly cycle: number | null;
  readonly kind: EventKind;
  /** null after an erasure: the chain still verifies. */
  readonly payload: EventPayload | null;
  readonly hash: string;
};

const genesis = "0".repeat(64);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Appends events in the transaction that makes them true. Returns the sequence number of the last. */
export async function appendEvents(trx: Trx, frame: EventFrame, events: readonly NewEvent[]): Promise<number> {
  const last = await chainHead(trx);
  const rows: Insertable<Schema["event"]>[] = [];
  const payloads: { readonly seq: number; readonly salt: string; readonly payload: string }[] = [];
  let { seq, hash: prevHash } = last;
  for (const event of events) {
    seq += 1;
    const payload = JSON.stringify(event.payload ?? {});
    const salt = frame.newSalt();
    const row = {
      seq,
      id: frame.newId(),
      at: frame.at,
      actor_kind: frame.actor.kind,
      actor_id: frame.actor.kind === "person" ? frame.actor.id : null,
      command_id: frame.commandId,
      batch_id: frame.batchId,
      subject_kind: eventKinds[event.kind].subject,
      subject_id: event.subjectId,
      cycle: event.cycle ?? null,
      kind: event.kind,
      payload_hash: sha256(salt + payload),
    };
    const hash = hashOf(prevHash, row);
    rows.push({ ...row, prev_hash: prevHash, hash });
    payloads.push({ seq, salt, payload });
    prevHash = hash;
  }
  await insertRows(trx, "event", rows);
  await insertRows(trx, "event_payload", payloads);
  return seq;
}

type ChainedRow = {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly command_id: string | null;
  readonly batch_id: string | null;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly cycle: number | null;
  readonly kind: string;
  readonly payload_hash: string;
};

/** SHA-256 over the previous hash and the canonical row: its fields as a JSON array in the order of the table. */
function hashOf(prevHash: string, row: ChainedRow): string {
  const canonical = JSON.stringify([
    row.seq,
    row.id,
    row.at,
    row.actor_kind,
    row.actor_id,
    row.command_id,
    row.batch_id,
    row.subject_kind,
    row.subject_id,
    row.cycle,
    row.kind,
    row.payload_hash,
  ]);
  return sha256(prevHash + canonical);
}

export type ChainFault = { readonly seq: number; readonly what: "gap" | "link" | "row" | "payload" };

/** Recomputes the whole chain, 1,000 events at a time. Null = whole; an erased payload is no fault. */
export async function findChainFault(db: Db): Promise<ChainFault | null> {
  let prevHash = genesis;
  let seq = 0;
  for (;;) {
    const rows = await db
      .selectFrom("event")
      .leftJoin("event_payload", "event_payload.seq", "event.seq")
      .selectAll("event")
      .select(["event_payload.salt", "event_payload.payload"])
      .where("event.seq", ">", seq)
      .orderBy("event.seq")
      .limit(1000)
      .execute();
    for (const row of rows) {
      if (row.seq !== seq + 1) return { seq: seq + 1, what: "gap" };
      if (row.prev_hash !== prevHash) return { seq: row.seq, what: "link" };
      if (row.hash !== hashOf(prevHash, row)) return { seq: row.seq, what: "row" };
      if (row.payload !== null && row.payload_hash !== sha256((row.salt ?? "") + row.payload))
        return { seq: row.seq, what: "payload" };
      prevHash = row.hash;
      seq = row.seq;
    }
    if (rows.length < 1000) return null;
  }
}

/** The newest hash: what an export is seeded with. */
export async function chainHead(db: Db): Promise<{ readonly seq: number; readonly hash: string }> {
  const last = await db.selectFrom("event").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  return last ?? { seq: 0, hash: genesis };
}

export type EventFilter = {
  readonly from?: number;
  readonly to?: number;
  readonly afterSeq?: number;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly batchId?: string;
  /** Of this person. */
  readonly actorId?: string;
  /** About any of these, whatever they are. */
  readonly subjectIds?: readonly string[];
  readonly kinds?: readonly EventKind[];
  readonly limit: number;
};

/** How many events of some kinds happened in a period; `to` is excluded. */
export async function countEvents(
  db: Db,
  { from, to, kinds }: { readonly from: number; readonly to: number; readonly kinds: readonly EventKind[] },
): Promise<number> {
  const { count } = await db
    .selectFrom("event")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("at", ">=", from)
    .where("at", "<", to)
    .where("kind", "in", kinds)
    .executeTakeFirstOrThrow();
  return count;
}

/** Events in order of their numbers. `from` and `to` are ms, `to` excluded. */
export async function listEvents(db: Db, filter: EventFilter): Promise<readonly StoredEvent[]> {
  let query = db
    .selectFrom("event")
    .leftJoin("event_payload", "event_payload.seq", "event.seq")
    .selectAll("event")
    .select("event_payload.payload")
    .orderBy("event.seq")
    .limit(filter.limit);
  if (filter.from !== undefined) query = query.where("event.at", ">=", filter.from);
  if (filter.to !== undefined) query = query.where("event.at", "<", filter.to);
  if (filter.afterSeq !== undefined) query = query.where("event.seq", ">", filter.afterSeq);
  if (filter.subject)
    query = query
      .where("event.subject_kind", "=", filter.subject.kind)
      .where("event.subject_id", "=", filter.subject.id);
  if (filter.kinds !== undefined) query = query.where("event.kind", "in", filter.kinds);
  if (filter.actorId !== undefined) query = query.where("event.actor_id", "=", filter.actorId);
  if (filter.subjectIds !== undefined) query = query.where("event.subject_id", "in", filter.subjectIds);
  if (filter.batchId !== undefined) query = query.where("event.batch_id", "=", filter.batchId);
  return (await query.execute()).map(toEvent);
}

function toEvent(row: ChainedRow & { readonly hash: string; readonly payload: string | null }): StoredEvent {
  return {
    seq: row.seq,
    id: row.id,
    at: row.at,
    actor:
      row.actor_kind === "person"
        ? { kind: "person", id: row.actor_id ?? "" }
        : { kind: row.actor_kind === "cli" ? "cli" : "engine" },
    commandId: row.command_id,
    batchId: row.batch_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    cycle: row.cycle,
    // Written by appendEvents only, whose input is typed by the same table.
    kind: row.kind as EventKind,
    payload: row.payload === null ? null : (JSON.parse(row.payload) as EventPayload),
    hash: row.hash,
  };
}
