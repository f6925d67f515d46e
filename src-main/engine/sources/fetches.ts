import type { FetchRow } from "../../contract/methods/sources.ts";
import { Refusal } from "../../contract/refusal.ts";
import { fetchesOf } from "../store/fetch.ts";
import type { Db } from "../store/open.ts";
import { sourceById } from "../store/source.ts";

/** What the last fetches of a source came to, newest first. */
export async function lastFetches(db: Db, id: string): Promise<FetchRow[]> {
  const source = await sourceById(db, id);
  if (!source) throw new Refusal("not-found", { what: "source" });
  return [...(await fetchesOf(db, source.rowId))];
}
