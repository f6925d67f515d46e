import type { Db, Trx } from "./open.ts";

export type DeviceKind = "desk" | "display";
/** Whether a browser asks from this computer or over a network. */
export type SeenFrom = "computer" | "network";

/** A browser or window that was let in, and who is signed in at it. */
export type DeviceSession = {
  readonly rowId: number;
  readonly id: string | null;
  readonly device: DeviceKind;
  readonly personRowId: number | null;
  readonly seenAt: number;
  readonly seenFrom: SeenFrom;
};

export async function findSession(db: Db, tokenHash: string): Promise<DeviceSession | null> {
  const row = await db
    .selectFrom("session")
    .select(["id", "public_id", "device", "person_id", "seen_at", "seen_from"])
    .where("token_hash", "=", tokenHash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const { id, public_id, device, person_id, seen_at, seen_from } = row;
  return { rowId: id, id: public_id, device, personRowId: person_id, seenAt: seen_at, seenFrom: seen_from };
}

/** Whether this token once let somebody in and was taken back. */
export async function isRevoked(db: Db, tokenHash: string): Promise<boolean> {
  const row = await db
    .selectFrom("session")
    .select("id")
    .where("token_hash", "=", tokenHash)
    .where("revoked_at", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

export type NewSession = {
  readonly tokenHash: string;
  readonly id: string;
  readonly device: DeviceKind;
  readonly name: string | null;
  readonly wallId: string | null;
  readonly from: SeenFrom;
  readonly at: number;
};

export async function insertSession(trx: Trx, session: NewSession): Promise<void> {
  const { tokenHash, id, device, name, wallId, from, at } = session;
  await trx
    .insertInto("session")
    .values({
      ...{ token_hash: tokenHash, public_id: id, device, name, wall_id: wallId, seen_from: from },
      ...{ created_at: at, seen_at: at },
    })
    .execute();
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

export async function markSeen(
  trx: Trx,
  rowId: number,
  seen: { readonly at: number; readonly from: SeenFrom },
): Promise<void> {
  await trx.updateTable("session").set({ seen_at: seen.at, seen_from: seen.from }).where("id", "=", rowId).execute();
}

/** Drops devices that were not seen since a moment: their browsers have to be let in again. */
export async function dropSessionsBefore(trx: Trx, seenBefore: number): Promise<void> {
  await trx.deleteFrom("session").where("seen_at", "<", seenBefore).execute();
}

/** The wall that a display was given; null where it shows the first. */
export async function wallOfSession(db: Db, rowId: number): Promise<string | null> {
  const row = await db.selectFrom("session").select("wall_id").where("id", "=", rowId).executeTakeFirst();
  return row?.wall_id ?? null;
}

/** Whether any browser is let in, besides the device that stands for the desktop's windows. */
export async function hasBrowsers(db: Db, windowsHash: string): Promise<boolean> {
  const row = await db
    .selectFrom("session")
    .select("id")
    .where("token_hash", "!=", windowsHash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
