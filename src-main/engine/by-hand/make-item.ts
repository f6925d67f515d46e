import type { Network } from "../../contract/values.ts";
import { storyKeys } from "../../domain/stories/canonical-url.ts";
import { contentHash, keyHash } from "../sources/item-key.ts";
import type { Understanding, Understood } from "../sources/understanding.ts";
import type { Item } from "../store/item.ts";
import type { Source } from "../store/source.ts";

/** What somebody brought in, as plain words; its network is its own, not its source's. */
export type Brought = {
  readonly publishedAt: number;
  readonly author: string | null;
  readonly handle: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly network: Network;
  readonly lang: string | null;
};

/** Language, sentiment and watches of what was brought. */
export function understandBrought(understanding: Understanding, source: Source, brought: Brought): Understood {
  const { title, text, author, handle, url, network, lang } = brought;
  return understanding.read({
    ...{ title, text, author, handle, url, network },
    source: source.name,
    sourceId: source.id,
    declaredLang: lang,
  });
}

type Making = {
  readonly source: Source;
  readonly brought: Brought;
  readonly understood: Understood;
  readonly key: string;
  readonly backfill: boolean;
  readonly at: number;
};

/** The item of it. Its key is unique in the world, so that two keys with one hash need not be told apart. */
export function makeItem(
  { source, brought, understood, key, backfill, at }: Making,
  ids: { readonly rowId: number; readonly id: string },
): Item {
  const { publishedAt, author, handle, title, text, url, network } = brought;
  const [page] = url === null ? [] : storyKeys({ guid: null, url });
  return {
    ...ids,
    ...{ key, backfill, publishedAt, author, handle, title, text, url, network },
    sourceId: source.rowId,
    keyHash: keyHash(key),
    dateGuessed: false,
    firstSeenAt: at,
    contentHash: contentHash({ title, text }),
    lang: understood.lang,
    sentiment: understood.sentiment,
    canonicalUrl: page?.startsWith("url:") ? page.slice(4) : null,
    spellings: understood.spellings(),
    ...{ replyUrl: null, categories: [], enclosures: [] },
  };
}
