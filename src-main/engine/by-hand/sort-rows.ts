import type { Said } from "../../contract/values.ts";
import { foldText } from "../../domain/text/fold.ts";
import { canonicalUrl } from "../../domain/stories/canonical-url.ts";
import type { ImportedRow } from "../../domain/imports/read-row.ts";
import { keyHash } from "../sources/item-key.ts";
import { storedRows } from "../store/import.ts";
import type { StoredRows } from "../store/import.ts";
import type { Db } from "../store/open.ts";
import { rowKey } from "./read-file.ts";
import type { FileRow } from "./read-file.ts";

type Place = { readonly row: number; readonly line: number };
/** A row that can be read. */
export type SoundRow = Place & {
  readonly state: "new" | "known" | "twice";
  readonly key: string;
  readonly imported: ImportedRow;
};
export type BadRow = Place & { readonly state: "problem"; readonly says: Said };
export type SortedRow = SoundRow | BadRow;

/**
 * Says of each row, in order, whether it is new, stored already, the same as an earlier row of the file, or a problem.
 * `seen` holds the keys of the rows before these and grows by theirs.
 */
export async function sortRows(db: Db, rows: readonly FileRow[], seen: Set<string>): Promise<readonly SortedRow[]> {
  const readable = rows.flatMap(({ row, read }) =>
    "row" in read
      ? [{ row, key: rowKey(read.row), address: read.row.url === null ? null : canonicalUrl(read.row.url) }]
      : [],
  );
  const keyOf = new Map(readable.map(({ row, key }) => [row, key]));
  const stored = await storedRows(db, {
    keyHashes: readable.map(({ key }) => keyHash(key)),
    addresses: readable.flatMap(({ address }) => address ?? []),
  });
  return rows.map(({ row, line, read }): SortedRow => {
    if ("problem" in read) return { state: "problem", row, line, says: read.problem };
    const key = keyOf.get(row) ?? rowKey(read.row);
    const isTwice = seen.has(key);
    seen.add(key);
    const state = isTwice ? "twice" : isKnown(stored, key, read.row) ? "known" : "new";
    return { state, row, line, key, imported: read.row };
  });
}

/** An import brought it, or a source has the same address without being clearly somebody else's words. */
function isKnown({ keys, purged, byAddress }: StoredRows, key: string, row: ImportedRow): boolean {
  if (keys.has(key) || purged.has(keyHash(key))) return true;
  const address = row.url === null ? null : canonicalUrl(row.url);
  const there = (address === null ? undefined : byAddress.get(address)) ?? [];
  return there.some((stored) => isSameAuthor(stored, row) || foldText(stored.text) === foldText(row.text));
}

type Author = { readonly author: string | null; readonly handle: string | null };

/** On one page many people write; an export without names says nothing against being the same. */
function isSameAuthor(stored: Author, row: Author): boolean {
  const names = (of: Author) => [of.author, of.handle].flatMap((name) => (name === null ? [] : [bareName(name)]));
  const [theirs, ours] = [names(stored), names(row)];
  return theirs.length === 0 || ours.length === 0 || theirs.some((name) => ours.includes(name));
}

const bareName = (name: string): string => foldText(name).replace(/^@/, "").replace(/@.*$/, "");
