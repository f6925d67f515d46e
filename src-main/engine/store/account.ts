import type { Selectable, Updateable } from "kysely";
import type { AccountKind } from "../../contract/methods/accounts.ts";
import type { Network, Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";
import type { AccountTable } from "./schema/accounts.ts";

/** How long a reply may be with an account; null = its server names none. */
export type StoredLimits = {
  readonly maxCharacters: number | null;
  readonly maxBytes: number | null;
  readonly charactersPerLink: number | null;
};

/** An account of ours. */
export type AccountRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly kind: AccountKind;
  readonly network: Network;
  readonly name: string;
  readonly server: string | null;
  readonly handle: string | null;
  readonly remoteId: string | null;
  readonly allowPrivate: boolean;
  readonly limits: StoredLimits | null;
  readonly limitsAt: number | null;
  readonly isDefault: boolean;
  readonly paused: Said | null;
  readonly waitUntil: number | null;
  readonly madeAt: number;
  readonly removedAt: number | null;
};

/** An account that posts by itself, as a publisher needs it. */
export type ConnectedRecord = AccountRecord & {
  readonly kind: Exclude<AccountKind, "manual">;
  readonly server: string;
  readonly handle: string;
  readonly remoteId: string;
};

export function isConnected(account: AccountRecord): account is ConnectedRecord {
  const { kind, server, handle, remoteId, removedAt } = account;
  return kind !== "manual" && server !== null && handle !== null && remoteId !== null && removedAt === null;
}

/** Accounts by network and name; removed ones only when asked for. */
export async function listAccounts(
  db: Db,
  { withRemoved = false }: { readonly withRemoved?: boolean } = {},
): Promise<readonly AccountRecord[]> {
  let query = db.selectFrom("account").selectAll().orderBy("network").orderBy("name").orderBy("id").limit(500);
  if (!withRemoved) query = query.where("removed_at", "is", null);
  return (await query.execute()).map(toAccount);
}

/** One account by its public id, removed or not; null = there never was one (as for words posted by hand). */
export async function findAccount(db: Db, id: string): Promise<AccountRecord | null> {
  const row = await db.selectFrom("account").selectAll().where("public_id", "=", id).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** With which account a new draft for a network begins: its default, else the connected one that came first. */
export async function accountForNetwork(db: Db, network: Network): Promise<AccountRecord | null> {
  const rows = await db
    .selectFrom("account")
    .selectAll()
    .where("network", "=", network)
    .where("removed_at", "is", null)
    .orderBy("is_default", "desc")
    .orderBy("id")
    .limit(100)
    .execute();
  const accounts = rows.map(toAccount);
  return accounts.find(({ isDefault }) => isDefault) ?? accounts.find(isConnected) ?? null;
}

function toAccount(row: Selectable<AccountTable>): AccountRecord {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    kind: row.kind,
    network: row.network,
    name: row.name,
    server: row.server,
    handle: row.handle,
    remoteId: row.remote_id,
    allowPrivate: row.allow_private === 1,
    // Both are written by this file's callers only, from values of these types.
    limits: row.limits === null ? null : (JSON.parse(row.limits) as StoredLimits),
    limitsAt: row.limits_at,
    isDefault: row.is_default === 1,
    paused: row.paused === null ? null : (JSON.parse(row.paused) as Said),
    waitUntil: row.wait_until,
    madeAt: row.made_at,
    removedAt: row.removed_at,
  };
}

export type NewAccount = Pick<
  AccountRecord,
  "id" | "kind" | "network" | "name" | "server" | "handle" | "remoteId" | "allowPrivate" | "limits"
> & { readonly at: number };

export async function insertAccount(trx: Trx, account: NewAccount): Promise<void> {
  await trx
    .insertInto("account")
    .values({
      public_id: account.id,
      kind: account.kind,
      network: account.network,
      name: account.name,
      server: account.server,
      handle: account.handle,
      remote_id: account.remoteId,
      allow_private: account.allowPrivate ? 1 : 0,
      limits: account.limits === null ? null : JSON.stringify(account.limits),
      limits_at: account.limits === null ? null : account.at,
      paused: null,
      wait_until: null,
      made_at: account.at,
      removed_at: null,
    })
    .execute();
}

/** Changes an account and adds 1 to its version. */
export async function updateAccount(trx: Trx, rowId: number, change: Updateable<AccountTable>): Promise<void> {
  await trx
    .updateTable("account")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

/** No account of a network is the default any more. */
export async function clearDefault(trx: Trx, network: Network): Promise<void> {
  await trx.updateTable("account").set({ is_default: 0 }).where("network", "=", network).execute();
}
