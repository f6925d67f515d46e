import type { Network, Said } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** A source with what its last fetches taught us. `rowId` never leaves the engine. */
export type Source = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly name: string;
  readonly siteUrl: string | null;
  readonly network: Network;
  /** Its name in a set of files, such as the sample's; null for what a person added. */
  readonly key: string | null;
  readonly everything: boolean;
  readonly allowPrivate: boolean;
  readonly intervalMinutes: number | null;
  readonly ttlMinutes: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly validatorsFrom: string | null;
  readonly bodyHash: string | null;
  readonly failures: number;
  readonly trouble: Said | null;
  readonly lastOkAt: number | null;
  readonly lastTryAt: number | null;
  readonly nextCheckAt: number | null;
  readonly newestItemAt: number | null;
  readonly goneAt: number | null;
  readonly createdAt: number;
  /** Feeds and accounts are polled; the others hold what people entered or imported. */
  readonly kind: "feed" | "by_hand" | "import" | "account";
  /** The account of ours that listens: to what names or answers it, or for `words`; null for any other source. */
  readonly account: { readonly rowId: number; readonly words: string | null; readonly cursor: string | null } | null;
  /** What Cache-Control or Expires of its last answer asked for. */
  readonly hintMinutes: number | null;
  /** What its own pace of entries suggests. */
  readonly paceMinutes: number | null;
  /** Its server asked for rest until this moment. */
  readonly restUntil: number | null;
  /** When it was last read whole. */
  readonly fullFetchAt: number | null;
  /** Where a permanent redirect pointed, in how many polls in a row, and since when. */
  readonly movedTo: string | null;
  readonly movedSeen: number;
  readonly movedSince: number | null;
  readonly repaired: boolean;
  readonly department: string | null;
  readonly retentionDays: number | null;
  /** How it signs in; the secret is in the keyring. */
  readonly signIn: "basic" | "header" | null;
  readonly signInName: string | null;
};

/** Enough for any desk; a list without a limit could grow without end. */
const mostSources = 5000;

function sourceQuery(db: Db) {
  return db.selectFrom("source").selectAll().where("removed_at", "is", null);
}

type Row = Awaited<ReturnType<ReturnType<typeof sourceQuery>["execute"]>>[number];

function toSource(row: Row): Source {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    url: row.url,
    name: row.name,
    siteUrl: row.site_url,
    network: row.network,
    key: row.key,
    everything: row.everything === 1,
    allowPrivate: row.allow_private === 1,
    intervalMinutes: row.interval_minutes,
    ttlMinutes: row.ttl_minutes,
    etag: row.etag,
    lastModified: row.last_modified,
    validatorsFrom: row.validators_from,
    bodyHash: row.body_hash,
    failures: row.failures,
    // Written by saveFetch only.
    trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Said),
    lastOkAt: row.last_ok_at,
    lastTryAt: row.last_try_at,
    nextCheckAt: row.next_check_at,
    newestItemAt: row.newest_item_at,
    goneAt: row.gone_at,
    createdAt: row.created_at,
    // The table knows three kinds; what an account listens to is polled like a feed.
    kind: row.account_id === null ? row.kind : "account",
    account:
      row.account_id === null ? null : { rowId: row.account_id, words: row.account_words, cursor: row.account_cursor },
    hintMinutes: row.hint_minutes,
    paceMinutes: row.pace_minutes,
    restUntil: row.rest_until,
    fullFetchAt: row.full_fetch_at,
    movedTo: row.moved_to,
    movedSeen: row.moved_seen,
    movedSince: row.moved_since,
    repaired: row.repaired === 1,
    department: row.department,
    retentionDays: row.retention_days,
    signIn: row.sign_in,
    signInName: row.sign_in_name,
  };
}

/** All sources that were not removed, by name. */
export async function listSources(db: Db): Promise<readonly Source[]> {
  const rows = await sourceQuery(db)
    .orderBy((eb) => eb.fn("lower", ["name"]))
    .orderBy("id")
    .limit(mostSources)
    .execute();
  return rows.map(toSource);
}

export async function sourceById(db: Db, id: string): Promise<Source | null> {
  const row = await sourceQuery(db).where("public_id", "=", id).executeTakeFirst();
  return row ? toSource(row) : null;
}

/** Those of these rows that were not removed. */
export async function sourcesByRow(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, Source>> {
  const rows = await sourceQuery(db)
    .where("id", "in", [...rowIds])
    .execute();
  return new Map(rows.map((row) => [row.id, toSource(row)]));
}

export async function sourceByUrl(db: Db, url: string): Promise<Source | null> {
  const row = await sourceQuery(db).where("url", "=", url).executeTakeFirst();
  return row ? toSource(row) : null;
}

/** What an account listens to: what names it, or a search. One that is there before one that was removed, which is found too. */
export async function accountSource(
  db: Db,
  { accountRowId, words }: { readonly accountRowId: number; readonly words: string | null },
): Promise<Source | null> {
  const row = await db
    .selectFrom("source")
    .selectAll()
    .where("account_id", "=", accountRowId)
    .where("account_words", "is", words)
    .orderBy("removed_at", (order) => order.asc().nullsFirst())
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toSource(row) : null;
}

/** What an account listens to and was not removed. */
export async function sourcesOfAccount(db: Db, accountRowId: number): Promise<readonly Source[]> {
  const rows = await sourceQuery(db).where("account_id", "=", accountRowId).orderBy("id").limit(mostSources).execute();
  return rows.map(toSource);
}

/** Hangs sources on an account that earlier connections of the same one on its network had. */
export async function adoptSources(
  trx: Trx,
  account: {
    readonly rowId: number;
    readonly kind: "bluesky" | "mastodon" | "manual";
    readonly server: string | null;
    readonly remoteId: string | null;
  },
): Promise<void> {
  await trx
    .updateTable("source")
    .set({ account_id: account.rowId })
    .where("account_id", "in", (eb) =>
      eb
        .selectFrom("account")
        .select("account.id")
        .where("account.kind", "=", account.kind)
        .where("account.server", "is", account.server)
        .where("account.remote_id", "is", account.remoteId)
        .where("account.id", "<>", account.rowId),
    )
    .execute();
}

/** Sources whose time has come, the longest due first; one that was never fetched comes first of all. */
export async function dueSources(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly Source[]> {
  const rows = await sourceQuery(db)
    .where("kind", "=", "feed")
    .where("gone_at", "is", null)
    .where((eb) => eb.or([eb("next_check_at", "is", null), eb("next_check_at", "<=", now)]))
    .orderBy("next_check_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toSource);
}

/** Sources whose last fetch lies in the future, because somebody set the clock back: their plan means nothing. */
export async function sourcesFromTheFuture(db: Db, now: number): Promise<readonly Source[]> {
  const rows = await sourceQuery(db)
    .where("kind", "=", "feed")
    .where("gone_at", "is", null)
    .where("last_try_at", ">", now)
    .orderBy("id")
    .limit(mostSources)
    .execute();
  return rows.map(toSource);
}

export type NewSource = Pick<Source, "id" | "url" | "name" | "siteUrl" | "network" | "everything" | "allowPrivate"> & {
  readonly key?: string | null;
  /** A feed, unless it says otherwise. */
  readonly kind?: Exclude<Source["kind"], "account">;
  readonly account?: { readonly rowId: number; readonly words: string | null };
  readonly intervalMinutes?: number | null;
  readonly at: number;
};

export async function insertSource(trx: Trx, source: NewSource): Promise<number> {
  const { id } = await trx
    .insertInto("source")
    .values({
      public_id: source.id,
      url: source.url,
      name: source.name,
      site_url: source.siteUrl,
      network: source.network,
      key: source.key ?? null,
      kind: source.kind ?? "feed",
      everything: source.everything ? 1 : 0,
      allow_private: source.allowPrivate ? 1 : 0,
      account_id: source.account?.rowId ?? null,
      account_words: source.account?.words ?? null,
      interval_minutes: source.intervalMinutes ?? null,
      created_at: source.at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export type SourceEdit = Partial<
  Pick<
    Source,
    | "name"
    | "siteUrl"
    | "network"
    | "everything"
    | "allowPrivate"
    | "intervalMinutes"
    | "nextCheckAt"
    | "department"
    | "retentionDays"
    | "signIn"
    | "signInName"
  >
> & {
  readonly removedAt?: number;
  /** It is still being added: nobody saw a version of it. */
  readonly keepsVersion?: boolean;
};

/** Writes what a person changed and counts the version up. */
export async function editSource(trx: Trx, rowId: number, edit: SourceEdit): Promise<void> {
  await trx
    .updateTable("source")
    .set((eb) => ({
      ...(edit.keepsVersion ? {} : { version: eb("version", "+", 1) }),
      ...(edit.department === undefined ? {} : { department: edit.department }),
      ...(edit.retentionDays === undefined ? {} : { retention_days: edit.retentionDays }),
      ...(edit.signIn === undefined ? {} : { sign_in: edit.signIn }),
      ...(edit.signInName === undefined ? {} : { sign_in_name: edit.signInName }),
      ...(edit.name === undefined ? {} : { name: edit.name }),
      ...(edit.siteUrl === undefined ? {} : { site_url: edit.siteUrl }),
      ...(edit.network === undefined ? {} : { network: edit.network }),
      ...(edit.everything === undefined ? {} : { everything: edit.everything ? (1 as const) : (0 as const) }),
      ...(edit.allowPrivate === undefined ? {} : { allow_private: edit.allowPrivate ? (1 as const) : (0 as const) }),
      ...(edit.intervalMinutes === undefined ? {} : { interval_minutes: edit.intervalMinutes }),
      ...(edit.nextCheckAt === undefined ? {} : { next_check_at: edit.nextCheckAt }),
      ...(edit.removedAt === undefined ? {} : { removed_at: edit.removedAt }),
    }))
    .where("id", "=", rowId)
    .execute();
}
