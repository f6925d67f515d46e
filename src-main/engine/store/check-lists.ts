import { CheckLists } from "../../contract/methods/checks.ts";
import type { Db, Trx } from "./open.ts";

export type SavedLists = {
  readonly version: number;
  readonly lists: CheckLists;
  readonly savedAt: number;
  readonly savedBy: number | null;
};

/** The versions of the lists, newest first, at most `limit`; none on a desk that has what came with the program. */
export async function savedLists(db: Db, { limit }: { readonly limit: number }): Promise<readonly SavedLists[]> {
  const rows = await db.selectFrom("check_lists").selectAll().orderBy("version", "desc").limit(limit).execute();
  return rows.map(toSaved);
}

function toSaved(row: { version: number; lists: string; saved_at: number; saved_by: number | null }): SavedLists {
  return { version: row.version, lists: parsed(row.lists), savedAt: row.saved_at, savedBy: row.saved_by };
}

// What is made of lists is kept by their object, so the same text must give the same one.
const known = new Map<string, CheckLists>();

function parsed(text: string): CheckLists {
  const before = known.get(text);
  if (before) return before;
  const lists = CheckLists.parse(JSON.parse(text));
  if (known.size >= 8) known.clear();
  known.set(text, lists);
  return lists;
}

export async function insertLists(trx: Trx, { version, lists, savedAt, savedBy }: SavedLists): Promise<void> {
  await trx
    .insertInto("check_lists")
    .values({ version, lists: JSON.stringify(lists), saved_at: savedAt, saved_by: savedBy })
    .execute();
}
