import type { CheckLists } from "../../contract/methods/checks.ts";
import { readyBook } from "../../domain/replies/checks/check-book.ts";
import type { CheckBook } from "../../domain/replies/checks/facts.ts";
import { savedLists } from "../store/check-lists.ts";
import type { SavedLists } from "../store/check-lists.ts";
import type { Db } from "../store/open.ts";
import { shippedLists } from "./shipped-lists.ts";

const books = new WeakMap<CheckLists, CheckBook>();

/** Lists made ready, once for each. */
export function bookOf(lists: CheckLists): CheckBook {
  const before = books.get(lists);
  if (before) return before;
  const book = readyBook(lists);
  books.set(lists, book);
  return book;
}

/** The lists that hold now: version 0 are those that came with the program. */
export async function presentLists(
  db: Db,
): Promise<Pick<SavedLists, "version" | "lists"> & { readonly saved: SavedLists | null }> {
  const [saved] = await savedLists(db, { limit: 1 });
  if (!saved) return { version: 0, lists: shippedLists, saved: null };
  return { version: saved.version, lists: saved.lists, saved };
}
