import { matchQuery, type PreparedMention } from "../../domain/query/evaluate.ts";
import type { Query } from "../../domain/query/query.ts";
import { mentionTexts } from "../store/mention.ts";
import type { Db } from "../store/open.ts";
import { headsOf } from "../store/story-head.ts";

/** Those of these stories whose words answer a query. */
export async function matchingStories(
  db: Db,
  { query, storyRowIds }: { readonly query: Query; readonly storyRowIds: readonly number[] },
): Promise<ReadonlySet<number>> {
  const heads = await headsOf(db, storyRowIds);
  const texts = await mentionTexts(db, [...heads.keys()]);
  return new Set(texts.filter(({ prepared }) => answers(query, prepared)).flatMap(({ id }) => heads.get(id) ?? []));
}

/** Somebody who looks for a name means the author as well as the words. */
function answers(query: Query, mention: PreparedMention): boolean {
  return (
    matchQuery(query, mention).matches ||
    (mention.author !== null && matchQuery(query, { ...mention, title: null, text: mention.author }).matches)
  );
}
