import type { Understanding, Understood } from "../sources/understanding.ts";
import type { StoredItem } from "../store/item.ts";

/** Language and sentiment belong to the version and stay as they were judged, or corrected. */
export function understandStored(understanding: Understanding, item: StoredItem): Understood {
  const { title, text, author, handle, url, network, lang, sentiment } = item;
  const where = { source: item.sourceName, sourceId: item.sourcePublicId, declaredLang: lang };
  return understanding.match({ title, text, author, handle, url, network, ...where }, { lang, sentiment });
}
