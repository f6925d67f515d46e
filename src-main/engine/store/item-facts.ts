import type { Item } from "./item.ts";
import type { Enclosure } from "../../contract/methods/mentions.ts";

export type ItemFacts = Pick<Item, "replyUrl" | "categories" | "enclosures">;

export function factsRow({ replyUrl, categories, enclosures }: ItemFacts) {
  return { reply_url: replyUrl, categories: listOrNull(categories), enclosures: listOrNull(enclosures) };
}

const listOrNull = (list: readonly unknown[]): string | null => (list.length === 0 ? null : JSON.stringify(list));

/** What `factsRow` wrote. */
export function readFacts(row: {
  readonly reply_url: string | null;
  readonly categories: string | null;
  readonly enclosures: string | null;
}): { replyUrl: string | null; categories: string[]; enclosures: Enclosure[] } {
  return {
    replyUrl: row.reply_url,
    categories: JSON.parse(row.categories ?? "[]") as string[],
    enclosures: JSON.parse(row.enclosures ?? "[]") as Enclosure[],
  };
}
