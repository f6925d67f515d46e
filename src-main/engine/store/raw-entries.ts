import type { Db, Trx } from "./open.ts";

/** An entry as its feed wrote it, and what it was stored under. */
export type StoredRaw = {
  /** 128 bits in hexadecimal. */
  readonly hash: string;
  readonly keyHash: number;
  /** What the feed says of its date, ms; null when it says nothing. */
  readonly date: number | null;
};

/** What the last reading of a feed found. */
export type RawEntries = { readonly context: string; readonly entries: readonly StoredRaw[] };

const bytesEach = 32;

/** What the last reading of a source found; null when it must be read whole. */
export async function readRawEntries(db: Db, sourceId: number): Promise<RawEntries | null> {
  const row = await db
    .selectFrom("raw_entries")
    .select(["context", "entries"])
    .where("source_id", "=", sourceId)
    .executeTakeFirst();
  return row ? { context: row.context, entries: unpack(row.entries) } : null;
}

/** Keeps what a reading found; null when nothing can be known by it. */
export async function saveRawEntries(trx: Trx, sourceId: number, raw: RawEntries | null): Promise<void> {
  if (raw === null) {
    await trx.deleteFrom("raw_entries").where("source_id", "=", sourceId).execute();
    return;
  }
  const values = { context: raw.context, entries: pack(raw.entries) };
  await trx
    .insertInto("raw_entries")
    .values({ source_id: sourceId, ...values })
    .onConflict((conflict) => conflict.column("source_id").doUpdateSet(values))
    .execute();
}

function pack(entries: readonly StoredRaw[]): Buffer {
  const bytes = Buffer.alloc(entries.length * bytesEach);
  for (const [at, { hash, keyHash, date }] of entries.entries()) {
    bytes.write(hash, at * bytesEach, "hex");
    bytes.writeDoubleLE(keyHash, at * bytesEach + 16);
    bytes.writeDoubleLE(date ?? Number.NaN, at * bytesEach + 24);
  }
  return bytes;
}

function unpack(bytes: Buffer): readonly StoredRaw[] {
  return Array.from({ length: bytes.length / bytesEach }, (_, at) => {
    const from = at * bytesEach;
    const date = bytes.readDoubleLE(from + 24);
    return {
      hash: bytes.toString("hex", from, from + 16),
      keyHash: bytes.readDoubleLE(from + 16),
      date: Number.isNaN(date) ? null : date,
    };
  });
}
