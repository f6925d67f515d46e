import type { WatchSet } from "../../contract/methods/watches.ts";
import type { Db, Trx } from "./open.ts";

/** A saved query that decides what is a mention. */
export type Watch = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  /** Its name in a set of files, such as the sample's; null for what a person made. */
  readonly key: string | null;
  readonly name: string;
  readonly set: WatchSet;
  readonly query: string;
  readonly savedAt: number;
  /** Since when it is switched off because its patterns took too long; null while it works. */
  readonly overranAt: number | null;
  /** How many mentions its slots count. */
  readonly mentions: number;
};

const mostWatches = 2000;

function watchQuery(db: Db) {
  return db.selectFrom("watch").selectAll().where("removed_at", "is", null);
}

type Row = Awaited<ReturnType<ReturnType<typeof watchQuery>["execute"]>>[number];

function toWatch(row: Row): Watch {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    key: row.key,
    name: row.name,
    set: row.set,
    query: row.query,
    savedAt: row.saved_at,
    overranAt: row.overran_at,
    mentions: row.mentions,
  };
}

/** All watches by name. */
export async function listWatches(db: Db): Promise<readonly Watch[]> {
  const rows = await watchQuery(db)
    .orderBy((eb) => eb.fn("lower", ["name"]))
    .orderBy("id")
    .limit(mostWatches)
    .execute();
  return rows.map(toWatch);
}

export async function watchById(db: Db, id: string): Promise<Watch | null> {
  const row = await watchQuery(db).where("public_id", "=", id).executeTakeFirst();
  return row ? toWatch(row) : null;
}

export async function watchByRow(db: Db, rowId: number): Promise<Watch | null> {
  const row = await watchQuery(db).where("id", "=", rowId).executeTakeFirst();
  return row ? toWatch(row) : null;
}

/** The watch of a name, whatever its case. */
export async function watchByName(db: Db, name: string): Promise<Watch | null> {
  const row = await watchQuery(db)
    .where((eb) => eb.fn("lower", ["name"]), "=", name.toLowerCase())
    .executeTakeFirst();
  return row ? toWatch(row) : null;
}

export async function hasWatches(db: Db): Promise<boolean> {
  return (await watchQuery(db).limit(1).executeTakeFirst()) !== undefined;
}

export type WatchText = Pick<Watch, "name" | "set" | "query"> & {
  readonly at: number;
  /** The row of who saves it; null for the program itself. */
  readonly by?: number | null;
};

export async function insertWatch(
  trx: Trx,
  watch: WatchText & { readonly id: string; readonly key?: string | null },
): Promise<number> {
  const { id, key = null, name, set, query, at, by = null } = watch;
  const row = await trx
    .insertInto("watch")
    .values({ public_id: id, key, name, set, query, saved_at: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertVersion(trx, { watchId: row.id, version: 1, name, set, query, at, by });
  return row.id;
}

/** Writes a watch as its next version. */
export async function saveWatch(trx: Trx, watch: Watch, { name, set, query, at, by = null }: WatchText): Promise<void> {
  const version = watch.version + 1;
  await trx
    .updateTable("watch")
    .set({ name, set, query, version, saved_at: at, overran_at: null })
    .where("id", "=", watch.rowId)
    .execute();
  await insertVersion(trx, { watchId: watch.rowId, version, name, set, query, at, by });
}

async function insertVersion(
  trx: Trx,
  version: WatchText & { readonly watchId: number; readonly version: number },
): Promise<void> {
  const { watchId, version: number, name, set, query, at, by = null } = version;
  await trx
    .insertInto("watch_version")
    .values({ watch_id: watchId, version: number, name, set, query, saved_at: at, saved_by: by })
    .execute();
}

/** Switches a watch off whose patterns took too long. Saving it again switches it on. */
export async function setOverran(trx: Trx, watchRowId: number, at: number): Promise<void> {
  await trx
    .updateTable("watch")
    .set((eb) => ({ overran_at: at, version: eb("version", "+", 1) }))
    .where("id", "=", watchRowId)
    .execute();
}

export type WatchVersion = Pick<Watch, "version" | "query" | "savedAt"> & {
  /** Null where an older program did not keep it. */
  readonly name: string | null;
  readonly set: WatchSet | null;
  readonly savedBy: string | null;
};

/** What a watch was, newest version first. */
export async function watchVersions(db: Db, watchRowId: number, limit: number): Promise<readonly WatchVersion[]> {
  const rows = await db
    .selectFrom("watch_version")
    .leftJoin("person", "person.id", "watch_version.saved_by")
    .select(["watch_version.version", "watch_version.query", "watch_version.saved_at"])
    .select(["watch_version.name", "watch_version.set", "person.name as saver"])
    .where("watch_version.watch_id", "=", watchRowId)
    .orderBy("watch_version.version", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ version, query, saved_at, name, set, saver }) => {
    return { version, query, savedAt: saved_at, name, set, savedBy: saver };
  });
}

export async function removeWatch(trx: Trx, watch: Watch, at: number): Promise<void> {
  await trx
    .updateTable("watch")
    .set({ removed_at: at, version: watch.version + 1 })
    .where("id", "=", watch.rowId)
    .execute();
}

/** Public ids and names of watches by row, removed ones too. */
export async function watchNames(
  db: Db,
  rowIds: readonly number[],
): Promise<ReadonlyMap<number, { readonly id: string; readonly name: string }>> {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("watch")
    .select(["id", "public_id", "name"])
    .where("id", "in", [...new Set(rowIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, { id: row.public_id, name: row.name }]));
}
