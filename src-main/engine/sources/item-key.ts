import { hash as digestOf } from "node:crypto";
import { canonicalUrl, namesEntry } from "../../domain/stories/canonical-url.ts";
import { findByKeyHash } from "../store/item.ts";
import type { KnownItem } from "../store/item.ts";
import type { Db } from "../store/open.ts";
import type { ParsedItem } from "./feed/parsed-feed.ts";

/** What an entry is known by within its source: its own id, else its address without tracking, else its title and date. */
export function itemKey({
  id,
  link,
  title,
  text,
  publishedAt,
}: Pick<ParsedItem, "id" | "link" | "title" | "text" | "publishedAt">): string {
  if (id !== null && id !== "") return id;
  if (link !== null) return canonicalUrl(link) ?? link;
  // An entry with neither title nor date is known by its words: nothing else tells it from the next one.
  return `sha256:${digestOf("sha256", `${title ?? text}\n${publishedAt ?? ""}`)}`;
}

/** The first 52 bits of SHA-256: a number that SQLite and JavaScript both keep whole. */
export function keyHash(key: string, attempt = 0): number {
  const digest = digestOf("sha256", attempt === 0 ? key : `${key}\n${attempt}`, "buffer");
  return digest.readUInt32BE(0) * 2 ** 20 + (digest.readUInt32BE(4) >>> 12);
}

/**
 * What an id is known by when its feed moves to another host, to https, or counts its revisions in the fragment: its path
 * and query, or what stands before the fragment. Null when nothing of it could change that way. A fragment that names one
 * comment of a page stays: the page's other comments are not revisions of it.
 */
export function secondHash(id: string | null): number | null {
  if (id === null) return null;
  const at = id.lastIndexOf("#");
  const whole = at < 0 || namesEntry(id.slice(at)) ? id : id.slice(0, at);
  const stays = whole.replace(/^https?:\/\/[^/?#]*/i, "");
  // A bare host or an id that has neither host nor fragment has nothing else to be known by.
  return stays.length < 2 || stays === id ? null : keyHash(`second:${stays}`);
}

export type FoundKey = { readonly hash: number; readonly stored: KnownItem | null; readonly purged: boolean };

/** What is known of keys of a source, each with its hash. Two keys with one hash are told apart: the second gets another hash. */
export async function findKeys(
  db: Db,
  sourceId: number,
  keys: readonly { readonly key: string; readonly hash: number }[],
): Promise<ReadonlyMap<string, FoundKey>> {
  const found = new Map<string, FoundKey>();
  let open = keys;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const { stored, purged } = await findByKeyHash(
      db,
      sourceId,
      open.map(({ hash }) => hash),
    );
    const taken = open.filter(({ key, hash }) => (stored.get(hash)?.key ?? key) !== key);
    for (const { key, hash } of open)
      found.set(key, { hash, stored: stored.get(hash) ?? null, purged: purged.has(hash) });
    open = taken.map(({ key }) => ({ key, hash: keyHash(key, attempt) }));
  }
  return found;
}

/** Tells an edited entry from the same one read again. */
export function contentHash({ title, text }: Pick<ParsedItem, "title" | "text">): string {
  return digestOf("sha256", `${title ?? ""}\n${text}`).slice(0, 32);
}
