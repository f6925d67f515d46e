import type { Device } from "../../contract/methods/displays.ts";
import type { Db, Trx } from "./open.ts";
import { personRefs } from "./person.ts";

/** How a device stands in the store; whether it is open now only the host knows. */
export type StoredDevice = Omit<Device, "isOpen" | "isThis"> & { readonly rowId: number };

/** Every browser that was let in, displays first, newest first; the windows of the desktop need no letting in. */
export async function listDevices(db: Db, windowsHash: string): Promise<readonly StoredDevice[]> {
  const rows = await db
    .selectFrom("session")
    .select([
      ...(["id", "public_id", "device", "name", "wall_id", "person_id"] as const),
      ...(["created_at", "seen_at", "seen_from", "revoked_at"] as const),
    ])
    .where("token_hash", "!=", windowsHash)
    .orderBy("device", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  const people = await personRefs(
    db,
    rows.flatMap(({ person_id }) => person_id ?? []),
  );
  return rows.flatMap((row) => {
    if (row.public_id === null) return [];
    return [
      {
        ...{ rowId: row.id, id: row.public_id, kind: row.device, name: row.name, wall: row.wall_id },
        ...{ createdAt: row.created_at, seenAt: row.seen_at, from: row.seen_from, revokedAt: row.revoked_at },
        person: row.person_id === null ? null : (people.get(row.person_id) ?? null),
      },
    ];
  });
}

/** A browser that is let in, by its id; the windows of the desktop are none, and cannot be kept out. */
export async function findDevice(
  db: Db,
  { id, windowsHash }: { readonly id: string; readonly windowsHash: string },
): Promise<{ readonly rowId: number; readonly kind: "desk" | "display"; readonly name: string | null } | null> {
  const row = await db
    .selectFrom("session")
    .select(["id", "device", "name"])
    .where("public_id", "=", id)
    .where("token_hash", "!=", windowsHash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row ? { rowId: row.id, kind: row.device, name: row.name } : null;
}

export async function renameDevice(trx: Trx, rowId: number, name: string): Promise<void> {
  await trx.updateTable("session").set({ name }).where("id", "=", rowId).execute();
}

export async function giveWall(trx: Trx, rowId: number, wallId: string | null): Promise<void> {
  await trx.updateTable("session").set({ wall_id: wallId }).where("id", "=", rowId).execute();
}

/** Keeps a device out from now on; it stays in the list for a while, so that one can see that it happened. */
export async function revokeDevice(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx.updateTable("session").set({ revoked_at: at, person_id: null }).where("id", "=", rowId).execute();
}

/** Drops devices that were revoked before a moment. */
export async function dropRevokedBefore(trx: Trx, at: number): Promise<void> {
  await trx.deleteFrom("session").where("revoked_at", "<", at).execute();
}
