import type { Source } from "../store/source.ts";
import type { ParsedItem } from "./feed/parsed-feed.ts";
import type { Understanding, Understood } from "./understanding.ts";

/** Language, sentiment and watches of an entry of a feed. */
export function understand(understanding: Understanding, source: Source, parsed: ParsedItem): Understood {
  const { title, text, author, handle, link, lang } = parsed;
  return understanding.read({
    title,
    text,
    author,
    handle,
    url: link,
    network: networkOfItem(source, parsed),
    source: source.name,
    sourceId: source.id,
    declaredLang: lang,
  });
}

/** Where a source is of no network in particular, each entry may show its own. */
export function networkOfItem(source: Source, parsed: ParsedItem): Source["network"] {
  return source.network === "other" ? (parsed.network ?? "other") : source.network;
}
