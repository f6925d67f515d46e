import type { StoredItem } from "../../contract/methods/triage.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { matchQuery, prepareMention } from "../../domain/query/evaluate.ts";
import type { Query } from "../../domain/query/query.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Handler } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { itemRowOf, itemsSeenSince, type StoredItem as Item } from "../store/item.ts";
import { mentionStates, queryFields } from "../store/mention.ts";
import { readSearch } from "./read-search.ts";

const keptMs = 30 * 24 * 60 * 60_000;
const lot = 200;
/** Items that one answer looks through; whoever wants more asks on from there. */
const mostLookedAt = 4000;
const mostFound = 50;

/** Looks through what sources brought and no watch wants: no index holds it, because almost all of it is never looked for. */
export function createStored({ store, clock }: Parts): Handler<"triage.stored"> {
  return async ({ search, cursor }) => {
    const query = readSearch(search);
    if (query === null) throw new Refusal("bad-input", { field: "search" });
    let before = cursor === null ? Number.MAX_SAFE_INTEGER : await itemRowOf(store.read, cursor);
    if (before === null) throw new Refusal("bad-input", { field: "cursor" });
    const found: Item[] = [];
    let last: Item | undefined;
    for (let looked = 0; looked < mostLookedAt; looked += lot) {
      const items = await itemsSeenSince(store.read, { since: clock.now() - keptMs, before, limit: lot });
      const mentions = await mentionStates(
        store.read,
        items.map(({ rowId }) => rowId),
      );
      for (const item of items) {
        last = item;
        if (mentions.has(item.rowId) || !answers(query, item)) continue;
        found.push(item);
        if (found.length === mostFound) return shown(found, { last, isEnd: false });
      }
      if (items.length < lot) return shown(found, { last, isEnd: true });
      before = last?.rowId ?? 0;
      await new Promise(setImmediate);
    }
    return shown(found, { last, isEnd: false });
  };
}

function answers(query: Query, item: Item): boolean {
  const prepared = prepareMention(queryFields({ ...item, source: item.sourceName }));
  return (
    matchQuery(query, prepared).matches ||
    (prepared.author !== null && matchQuery(query, { ...prepared, title: null, text: prepared.author }).matches)
  );
}

function shown(found: readonly Item[], { last, isEnd }: { readonly last: Item | undefined; readonly isEnd: boolean }) {
  return {
    items: found.map(toShown),
    next: isEnd ? null : (last?.id ?? null),
    backTo: last?.firstSeenAt ?? null,
  };
}

function toShown(item: Item): StoredItem {
  return {
    id: item.id,
    source: item.sourceName,
    ...{ network: item.network, author: item.author ?? item.handle, title: item.title },
    excerpt: excerptOf(item.text, []).excerpt,
    ...{ lang: item.lang, url: item.url, publishedAt: item.publishedAt },
  };
}
