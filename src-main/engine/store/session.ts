import type { Db, Trx } from "./open.ts";

/** A browser or window that was let in, and who is signed in at it. */
export type DeviceSession = {
  readonly rowId: number;
  readonly device: "desk" | "display";
  readonly personRowId: number | null;
  readonly seenAt: number;
};

export async function findSession(db: Db, tokenHash: string): Promise<DeviceSession | null> {
  const row = await db
    .selectFrom("session")
    .select(["id", "device", "person_id", "seen_at"])
    .where("token_hash", "=", tokenHash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row ? { rowId: row.id, device: row.device, personRowId: row.person_id, seenAt: row.seen_at } : null;
}

export type NewSession = { readonly tokenHash: string; readonly device: "desk" | "display"; readonly at: number };

export async function insertSession(trx: Trx, { tokenHash, device, at }: NewSession): Promise<void> {
  await trx.insertInto("session").values({ token_hash: tokenHash, device, created_at: at, seen_at: at }).execute();
}

/** Signs a person in at a device; null signs out. */
export async function setSessionPerson(trx: Trx, rowId: number, personRowId: number | null): Promise<void> {
  await trx.updateTable("session").set({ person_id: personRowId }).where("id", "=", rowId).execute();
}

/** Signs a person out everywhere, except at one device. */
export async function signOutEverywhere(trx: Trx, personRowId: number, exceptRowId: number | null): Promise<void> {
  await trx
    .updateTable("session")
    .set({ person_id: null })
    .where("person_id", "=", personRowId)
    .where("id", "!=", exceptRowId ?? -1)
    .execute();
}

export async function markSeen(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx.updateTable("session").set({ seen_at: at }).where("id", "=", rowId).execute();
}

/** Drops devices that were not seen since a moment: their browsers have to be let in again. */
export async function dropSessionsBefore(trx: Trx, seenBefore: number): Promise<void> {
  await trx.deleteFrom("session").where("seen_at", "<", seenBefore).execute();
}

/** The devices that are let in: taken along when another workspace is opened in this one's place. */
export async function listSessions(db: Db): Promise<readonly NewSession[]> {
  const rows = await db
    .selectFrom("session")
    .select(["token_hash", "device", "created_at"])
    .where("revoked_at", "is", null)
    .orderBy("id", "desc")
    .limit(1000)
    .execute();
  return rows.map((row) => ({ tokenHash: row.token_hash, device: row.device, at: row.created_at }));
}

/** Lets devices in that are not let in yet. Nobody is signed in at them. */
export async function adoptSessions(trx: Trx, sessions: readonly NewSession[], at: number): Promise<void> {
  for (const { tokenHash, device } of sessions) {
    await trx
      .insertInto("session")
      .values({ token_hash: tokenHash, device, created_at: at, seen_at: at })
      .onConflict((conflict) => conflict.column("token_hash").doUpdateSet({ revoked_at: null, seen_at: at }))
      .execute();
  }
}
