import type { WrittenEnclosure } from "./enclosures.ts";
import { feedLimits } from "./limits.ts";
import { safeLink, unsafeLink } from "./links.ts";
import { firstOf, makeItem } from "./make-item.ts";
import type { ItemDraft } from "./make-item.ts";
import { feedError } from "./parsed-feed.ts";
import type { FeedError, ParsedFeed } from "./parsed-feed.ts";
import { escapeText, titleText } from "../../../domain/text/plain-text.ts";
import { shorten } from "../../../domain/text/safe-text.ts";

type Json = Readonly<Record<string, unknown>>;

export const looksLikeJson = (text: string): boolean => /^[\s\ufeff]*\{/.test(text);

/** JSON Feed 1 and 1.1. Fields of a wrong type count as missing. */
export function readJsonFeed(text: string, url: string | null): ParsedFeed | FeedError {
  const feed = parseJson(text.replace(/^\ufeff/, ""));
  if (typeof feed === "number") return feedError("not_well_formed", { line: feed });
  if (!/^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//.test(textOf(feed, "version") ?? ""))
    return feedError("not_a_feed", { what: "other" });
  const title = shorten(titleText(textOf(feed, "title") ?? ""), feedLimits.title) || null;
  const siteUrl = safeLink(textOf(feed, "home_page_url"), url);
  const entries = Array.isArray(feed["items"]) ? feed["items"].filter(isObject) : [];
  return {
    title,
    siteUrl,
    items: entries
      .slice(0, feedLimits.items)
      .map((entry) => makeItem(draftEntry(entry, feed, url), { title, siteUrl })),
    repaired: false,
    hints: { ttlMinutes: null, updatePeriodMinutes: null },
  };
}

function draftEntry(entry: Json, feed: Json, url: string | null): ItemDraft {
  const author = authorOf(entry) ?? authorOf(feed);
  const plain = textOf(entry, "content_text");
  const link = firstOf([textOf(entry, "url"), textOf(entry, "external_url"), textOf(entry, "id")], (address) =>
    webLink(address, entry, url),
  );
  return {
    id: textOf(entry, "id"),
    title: textOf(entry, "title"),
    link,
    unsafeLink: link === null ? unsafeLink(textOf(entry, "url")) : null,
    bodies: [textOf(entry, "content_html"), plain === null ? null : escapeText(plain), textOf(entry, "summary")],
    summary: textOf(entry, "summary"),
    authorName: author && textOf(author, "name"),
    authorUri: author && safeLink(textOf(author, "url"), url),
    published: [textOf(entry, "date_published"), textOf(entry, "date_modified")],
    updated: [textOf(entry, "date_modified")],
    categories: Array.isArray(entry["tags"]) ? entry["tags"].filter((tag) => typeof tag === "string") : [],
    lang: textOf(entry, "language") ?? textOf(feed, "language"),
    enclosures: attachmentsOf(entry, url),
    sourceName: null,
    commentsUrl: null,
    isReadBest: true,
  };
}

function attachmentsOf(entry: Json, base: string | null): readonly WrittenEnclosure[] {
  const attachments = Array.isArray(entry["attachments"]) ? entry["attachments"].filter(isObject) : [];
  return attachments.slice(0, feedLimits.enclosures).map((attachment) => ({
    url: textOf(attachment, "url"),
    base,
    type: textOf(attachment, "mime_type"),
    length: textOf(attachment, "size_in_bytes"),
    title: textOf(attachment, "title"),
  }));
}

/** An id is often the address; only a whole address counts then. */
function webLink(link: string, entry: Json, url: string | null): string | null {
  return safeLink(link, link === textOf(entry, "id") ? null : url);
}

function authorOf(node: Json): Json | null {
  const first = Array.isArray(node["authors"]) ? node["authors"][0] : node["author"];
  return isObject(first) ? first : null;
}

function textOf(node: Json, name: string): string | null {
  const value = Object.hasOwn(node, name) ? node[name] : null;
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

/** The object, or the line at which the text stops being JSON. */
function parseJson(text: string): Json | number {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : 1;
  } catch (error) {
    return Number(/\(line (\d+)/.exec(String(error))?.[1] ?? text.split("\n").length); // V8 names no line for an early end
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
