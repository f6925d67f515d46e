import { Refusal } from "../../contract/refusal.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { mentionRow, mentionShapes, newestMentions, type Say } from "../store/mention-shape.ts";
import { searchMentionIds } from "../store/search.ts";
import { readSearch } from "./read-search.ts";

/** Mentions in the shape of exports; `say` puts reasons into English. The cursor is the id of the last mention of the page before. */
export function createMentions({ store, say }: Parts & { readonly say: Say }): Handlers<"mentions.list"> {
  return {
    "mentions.list": async ({ limit, search, cursor }) => {
      const before = cursor === null ? undefined : await mentionRow(store.read, cursor);
      if (before === null) throw new Refusal("bad-input", { field: "cursor" });
      const query = readSearch(search);
      const page = { limit: limit + 1, ...(before === undefined ? {} : { before }) };
      const ids =
        query === null ? await newestMentions(store.read, page) : await searchMentionIds(store.read, query, page);
      const mentions = await mentionShapes(store.read, { mentionRowIds: ids.slice(0, limit), say });
      return { mentions: [...mentions], next: ids.length > limit ? (mentions.at(-1)?.id ?? null) : null };
    },
  };
}
