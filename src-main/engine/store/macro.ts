import type { MacroKey, MacroSteps } from "../../contract/methods/macros.ts";
import type { Db, Trx } from "./open.ts";

/** Several acts under one name. Without an owner it is for the whole desk. */
export type StoredMacro = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly ownerRowId: number | null;
  readonly name: string;
  readonly key: MacroKey | null;
  readonly steps: MacroSteps;
  readonly isRemoved: boolean;
};

export const mostMacros = 100;

type Row = {
  readonly id: number;
  readonly public_id: string;
  readonly owner_id: number | null;
  readonly name: string;
  readonly key: string | null;
  readonly content: string;
  readonly version: number;
  readonly removed_at: number | null;
};

function toMacro(row: Row): StoredMacro {
  return {
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    ownerRowId: row.owner_id,
    name: row.name,
    // Both written by this file from values of these types.
    key: row.key as MacroKey | null,
    steps: JSON.parse(row.content) as MacroSteps,
    isRemoved: row.removed_at !== null,
  };
}

/** The macros of the desk (no owner) or of one person, by name; at most 100. */
export async function macrosOf(db: Db, ownerRowId: number | null): Promise<readonly StoredMacro[]> {
  const rows = await db
    .selectFrom("macro")
    .selectAll()
    .where("owner_id", ownerRowId === null ? "is" : "=", ownerRowId)
    .where("removed_at", "is", null)
    .orderBy("name")
    .orderBy("id")
    .limit(mostMacros)
    .execute();
  return rows.map(toMacro);
}

/** A macro, also one that was removed. */
export async function macroById(db: Db, id: string): Promise<StoredMacro | null> {
  const row = await db.selectFrom("macro").selectAll().where("public_id", "=", id).executeTakeFirst();
  return row ? toMacro(row) : null;
}

export type MacroText = Pick<StoredMacro, "ownerRowId" | "name" | "key" | "steps">;

export async function insertMacro(trx: Trx, macro: MacroText & Pick<StoredMacro, "id">): Promise<void> {
  await trx
    .insertInto("macro")
    .values({
      public_id: macro.id,
      owner_id: macro.ownerRowId,
      name: macro.name,
      key: macro.key,
      content: JSON.stringify(macro.steps),
      removed_at: null,
    })
    .execute();
}

/** Writes what changed of a macro and adds 1 to its version. */
export async function updateMacro(
  trx: Trx,
  macro: StoredMacro,
  { ownerRowId, name, key, steps, removedAt }: Partial<MacroText> & { readonly removedAt?: number | null },
): Promise<void> {
  await trx
    .updateTable("macro")
    .set({
      version: macro.version + 1,
      ...(ownerRowId === undefined ? {} : { owner_id: ownerRowId }),
      ...(name === undefined ? {} : { name }),
      ...(key === undefined ? {} : { key }),
      ...(steps === undefined ? {} : { content: JSON.stringify(steps) }),
      ...(removedAt === undefined ? {} : { removed_at: removedAt }),
    })
    .where("id", "=", macro.rowId)
    .execute();
}
