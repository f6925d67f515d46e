import type { Narrowed } from "../../contract/methods/saved-views.ts";
import type { Db, Trx } from "./open.ts";

/** A kept place of the queue. Without an owner it is for the whole desk. */
export type StoredView = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly ownerRowId: number | null;
  readonly name: string;
  readonly shows: Narrowed;
  readonly position: number;
  readonly isRemoved: boolean;
};

export const mostViews = 100;

type Row = {
  readonly id: number;
  readonly public_id: string;
  readonly owner_id: number | null;
  readonly name: string;
  readonly content: string;
  readonly position: number;
  readonly version: number;
  readonly removed_at: number | null;
};

function toView(row: Row): StoredView {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    ownerRowId: row.owner_id,
    name: row.name,
    // Written by this file from a value of this type.
    shows: JSON.parse(row.content) as Narrowed,
    position: row.position,
    isRemoved: row.removed_at !== null,
  };
}

/** The views of the desk (no owner) or of one person, in their order; at most 100. */
export async function viewsOf(db: Db, ownerRowId: number | null): Promise<readonly StoredView[]> {
  const rows = await db
    .selectFrom("saved_view")
    .selectAll()
    .where("owner_id", ownerRowId === null ? "is" : "=", ownerRowId)
    .where("removed_at", "is", null)
    .orderBy("position")
    .orderBy("id")
    .limit(mostViews)
    .execute();
  return rows.map(toView);
}

/** A view, also one that was removed. */
export async function viewById(db: Db, id: string): Promise<StoredView | null> {
  const row = await db.selectFrom("saved_view").selectAll().where("public_id", "=", id).executeTakeFirst();
  return row ? toView(row) : null;
}

export async function insertView(
  trx: Trx,
  view: Pick<StoredView, "id" | "ownerRowId" | "name" | "shows" | "position">,
): Promise<void> {
  await trx
    .insertInto("saved_view")
    .values({
      public_id: view.id,
      owner_id: view.ownerRowId,
      name: view.name,
      content: JSON.stringify(view.shows),
      position: view.position,
      removed_at: null,
    })
    .execute();
}

/** Writes what changed of a view and adds 1 to its version. */
export async function updateView(
  trx: Trx,
  view: StoredView,
  change: Partial<Pick<StoredView, "ownerRowId" | "name" | "shows" | "position">> & {
    readonly removedAt?: number | null;
  },
): Promise<void> {
  const { ownerRowId, name, shows, position, removedAt } = change;
  await trx
    .updateTable("saved_view")
    .set({
      version: view.version + 1,
      ...(ownerRowId === undefined ? {} : { owner_id: ownerRowId }),
      ...(name === undefined ? {} : { name }),
      ...(shows === undefined ? {} : { content: JSON.stringify(shows) }),
      ...(position === undefined ? {} : { position }),
      ...(removedAt === undefined ? {} : { removed_at: removedAt }),
    })
    .where("id", "=", view.rowId)
    .execute();
}
