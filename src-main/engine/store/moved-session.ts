import type { Db, Trx } from "./open.ts";
import type { DeviceKind, SeenFrom } from "./session.ts";

/** A device as it goes along when another workspace takes this one's place. */
export type MovedSession = {
  readonly tokenHash: string;
  readonly id: string | null;
  readonly device: DeviceKind;
  readonly name: string | null;
  readonly from: SeenFrom;
  readonly createdAt: number;
  readonly revokedAt: number | null;
};

/** The devices that are let in, and those that no longer are. */
export async function listSessions(db: Db): Promise<readonly MovedSession[]> {
  const rows = await db
    .selectFrom("session")
    .select(["token_hash", "public_id", "device", "name", "seen_from", "created_at", "revoked_at"])
    .orderBy("id", "desc")
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    ...{ tokenHash: row.token_hash, id: row.public_id, device: row.device, name: row.name, from: row.seen_from },
    ...{ createdAt: row.created_at, revokedAt: row.revoked_at },
  }));
}

/**
 * Lets devices in that are not known yet, and keeps out those that were revoked where they come from. Nobody is signed
 * in at them; a display shows the first wall until it is given one here.
 */
export async function adoptSessions(trx: Trx, sessions: readonly MovedSession[], at: number): Promise<void> {
  for (const { tokenHash, id, device, name, from, createdAt, revokedAt } of sessions) {
    await trx
      .insertInto("session")
      .values({
        ...{ token_hash: tokenHash, public_id: id, device, name, seen_from: from },
        ...{ created_at: createdAt, seen_at: at, revoked_at: revokedAt },
      })
      .onConflict((conflict) =>
        conflict.column("token_hash").doUpdateSet({
          ...{ public_id: id, name, seen_at: at },
          ...(revokedAt === null ? {} : { revoked_at: revokedAt }),
        }),
      )
      .execute();
  }
}
