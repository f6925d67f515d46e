import type { Item } from "../store/item.ts";
import type { Said } from "../store/mention-said.ts";

/** Who said what when, of an item that is just becoming a mention or changed its words. */
export function saidBy(item: Item): Said {
  const { rowId, sourceId, publishedAt, firstSeenAt, network, author, handle, title, text } = item;
  return { rowId, sourceId, publishedAt, firstSeenAt, network, author, handle, title, text };
}
