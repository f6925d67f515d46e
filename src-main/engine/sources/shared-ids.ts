import type { ParsedItem } from "./feed/parsed-feed.ts";

/**
 * An id that entries with different addresses (or, without any, different titles) share tells none of them from the
 * others: they are left without it, and known by what else they have.
 */
export function withoutSharedIds(items: readonly ParsedItem[]): readonly ParsedItem[] {
  const bearers = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, link, title, text } of items) {
    if (id === null) continue;
    const bearer = link ?? title ?? text;
    if ((bearers.get(id) ?? bearer) !== bearer) shared.add(id);
    bearers.set(id, bearer);
  }
  if (shared.size === 0) return items;
  return items.map((item) => (item.id !== null && shared.has(item.id) ? { ...item, id: null } : item));
}
