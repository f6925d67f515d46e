import { decodeHTML } from "entities";
import { readTags } from "../../../domain/text/html-tags.ts";
import type { HtmlTag } from "../../../domain/text/html-tags.ts";
import { safeLink } from "../feed/links.ts";
import { titleText } from "../../../domain/text/plain-text.ts";

/** More links than a person would look through. */
const mostLinks = 8;
/** Characters that are read of a page: what it declares stands at its beginning, and the desk must not stand still. */
const longestPage = 600_000;
const feedTypes = /^(?:application|text)\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml|rss|atom)\b/i;
/** Words in the address of an ordinary link that mostly leads to a feed. */
const feedPath = /(?:^|[/.?&=_-])(?:rss2?|atom|feeds?|syndication)(?:$|[/.?&=_-])|\.(?:rss|rdf|atom)(?:$|\?)/i;

export type PageFeeds = { readonly title: string | null; readonly feeds: readonly string[] };

/** What a web page says of its feeds: those that it declares in its head, and after them links that look like one. */
export function linkedFeeds(html: string, pageUrl: string): PageFeeds {
  const parts = readTags(html.slice(0, longestPage));
  const tags = parts.filter((part): part is HtmlTag => part.tag !== null && !part.isEnd);
  const base =
    safeLink(
      attribute(
        tags.find(({ tag }) => tag === "base"),
        "href",
      ),
      pageUrl,
    ) ?? pageUrl;
  const declared = tags.filter(
    (tag) =>
      tag.tag === "link" &&
      /(?:^|\s)alternate(?:\s|$)/i.test(attribute(tag, "rel") ?? "") &&
      feedTypes.test(attribute(tag, "type") ?? ""),
  );
  const links = new Set<string>();
  for (const tag of [...declared, ...tags.filter(mayLinkFeed)]) {
    if (links.size >= mostLinks) break;
    const link = safeLink(attribute(tag, "href"), base);
    if (link && (tag.tag === "link" || feedPath.test(pathOf(link)))) links.add(withoutFragment(link));
  }
  const titleAt = parts.findIndex((part) => part.tag === "title" && !part.isEnd);
  const inTitle = titleAt < 0 ? undefined : parts[titleAt + 1];
  const title = inTitle?.tag === null ? titleText(inTitle.source) : "";
  return { title: title.slice(0, 200) || null, feeds: [...links] };
}

/** Spares most links of a long page the reading of their address. */
function mayLinkFeed({ tag, source }: HtmlTag): boolean {
  return tag === "a" && /rss|atom|feed|syndication|rdf/i.test(source);
}

function pathOf(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search;
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = "";
  return url.href;
}

const attributes = /([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/g;

function attribute(tag: HtmlTag | undefined, name: string): string | null {
  for (const [, key, double, single, bare] of (tag?.source ?? "").matchAll(attributes))
    if (key?.toLowerCase() === name) return decodeHTML(double ?? single ?? bare ?? "").trim();
  return null;
}
